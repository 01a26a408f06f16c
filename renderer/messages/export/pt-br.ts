import type { exportEn } from "./en.ts";

export const exportPtBr: Readonly<Record<keyof typeof exportEn, string>> = {
  "export.title": "Exportar e importar",
  "export.hint": "Tudo o que este servidor tem, em um arquivo que é seu: para lê-lo não é preciso nem a plataforma nem este servidor.",
  "export.begin": "Exportar",
  "export.stop": "Parar",
  "export.what":
    "Conversas com mensagens, notas e sua história; contatos e consentimentos; pessoas, equipes, etiquetas e números; políticas, calendários e prazos com seu registro; modelos e respostas prontas; o que a guarda disse; mensagens que esperam; o registro de auditoria e todas as configurações.",
  "export.without": "Senhas, tokens e segredos de bots e webhooks não estão nele: são dados de novo depois de uma importação.",
  "export.media": "Com arquivos",
  "export.media.hint": "Imagens, áudios e documentos das mensagens. O arquivo fica muito maior.",
  "export.personal":
    "O arquivo contém nomes, telefones e mensagens dos seus clientes sem cifra. Guarde-o cifrado e apague-o quando não servir mais. A exportação fica no registro de auditoria.",
  "export.offline": "Precisa da rede: quem escreve o arquivo é o servidor.",
  "export.begun": "O servidor está contando …",
  "export.running": "{{lines}} de {{of}} linhas · {{size}}",
  "export.size": "{{number}} MB",
  "export.saved": "Salvo: {{lines}} linhas, {{size}}. A última linha prova que está completo.",
  "export.fault.stopped": "Parada. Nada foi salvo.",
  "export.fault.cut-off": "A conexão acabou antes do arquivo. Nada foi salvo: tente de novo.",
  "export.fault.busy": "Outra pessoa está exportando. Espere terminar e tente de novo.",
  "export.fault.not-allowed": "Só administradores podem exportar tudo.",
  "export.fault.no-network": "Não foi possível chegar ao servidor. Nada foi salvo: tente de novo.",
  "export.fault.failed": "O servidor não conseguiu escrever o arquivo. Nada foi salvo: tente de novo.",
  "export.import": "Importar de volta",
  "export.import.hint":
    "No servidor, pela linha de comando, em uma pasta vazia: tudo ou nada. O que estava a caminho ao exportar espera uma pessoa, porque pode ter saído.",
};
