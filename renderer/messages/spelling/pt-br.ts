import type { spellingEn } from "./en.ts";

/** Brazilian Portuguese words about spelling. */
export const spellingPtBr: Readonly<Record<keyof typeof spellingEn, string>> = {
  "settings.spelling": "Ortografia",
  "settings.spelling.hint": "As palavras são consultadas neste computador enquanto você escreve. Nada sai daqui, e um erro nunca impede uma mensagem de sair.",
  "settings.spelling.en": "Inglês",
  "settings.spelling.es": "Espanhol",
  "settings.spelling.pt": "Português (Brasil)",
  "settings.spelling.it": "Italiano",
  "settings.spelling.en.hint": "Valem a ortografia americana e a britânica.",
  "settings.spelling.es.hint": "De todos os países.",
  "settings.spelling.pt.hint": "Com clientes de Portugal fica em silêncio: o dicionário é brasileiro.",
  "settings.spelling.it.there": "Com o dicionário que o administrador pôs no servidor.",
  "settings.spelling.it.none":
    "O dicionário dele tem licença GPL e não vem com o Greenline. Um administrador pode baixar dictionary-it do npm ou do site do LibreOffice e colocá-lo no servidor como dictionaries/it.aff e dictionaries/it.dic na pasta de dados.",
  "settings.spelling.failed": "O dicionário não abriu: as palavras deste idioma passam sem ser vistas até o app ser iniciado de novo.",
  "settings.spelling.learned": "Palavras aprendidas",
  "settings.spelling.learned.hint": "Certas para toda a equipe. As que os colegas escrevem várias vezes valem por si.",
  "settings.spelling.none": "Ninguém ensinou uma palavra ainda. Quando o editor marcar uma que está certa, escolha Aprender.",
  "settings.spelling.forget": "Esquecer",
  "settings.spelling.forgetWord": "Esquecer “{{word}}”",
  "settings.spelling.leads": "Os líderes podem remover palavras.",
  "settings.spelling.offline": "Sem rede: as palavras podem ser lidas, não mudadas.",
  "spelling.about": "O que fazer com “{{word}}”",
  "spelling.learn": "Aprender “{{word}}”",
  "spelling.ignore": "Ignorar aqui",
  "spelling.learned": "“{{word}}” está certa a partir de agora, para toda a equipe.",
  "spelling.notLearned": "“{{word}}” não foi aprendida: o servidor não respondeu. Nesta conversa ela fica em paz.",
  "spelling.forgotten": "“{{word}}” foi esquecida.",
  "spelling.notForgotten": "“{{word}}” não foi esquecida: o servidor não respondeu.",
};
