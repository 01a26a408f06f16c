import type { reachEn } from "./reach-en.ts";

/** Brazilian Portuguese words of the rules about consent, number and timing; part of the catalogue in ../pt-br.ts. */
export const reachPtBR: Readonly<Record<keyof typeof reachEn, string>> = {
  "guard.optedOut.everything":
    "Este cliente pediu que não escrevêssemos mais ({{withdrawnAt}}). Só pode sair uma resposta ao que ele escrever daqui em diante.",
  "guard.optedOut.category": "Este cliente não quer mensagens deste tipo ({{category}}), desde {{withdrawnAt}}.",
  "guard.consent.none":
    "Este cliente não aceitou mensagens deste tipo ({{asked}}). Peça enquanto ele estiver escrevendo, ou registre o consentimento com a prova.",
  "guard.consent.unproved": "Há um consentimento anotado, mas ninguém poderia comprová-lo: acrescente de onde veio.",
  "guard.consent.unclear": "Este cliente aceitou {{granted}} e recusou {{withdrawn}}. A qual deles pertence {{template}}?",
  "guard.number.connection": "No momento seu número não está conectado ao WhatsApp e não pode enviar nada. O rascunho fica aqui.",
  "guard.number.restricted": "O WhatsApp restringiu seu número ({{type}}) sem dizer até quando. Esta mensagem está entre o que ele bloqueia.",
  "guard.number.restrictedUntil": "O WhatsApp restringiu seu número ({{type}}) até {{untilAt}}. Esta mensagem está entre o que ele bloqueia.",
  "guard.number.flagged": "O WhatsApp sinalizou seu número por baixa qualidade ({{type}}). Melhor responder do que começar algo novo.",
  "guard.number.limitReached":
    "O limite de pessoas a quem você pode escrever em 24 horas acabou: pelo menos {{used}} de {{limit}}. As respostas continuam saindo.",
  "guard.number.limitNear": "O limite de pessoas a quem você pode escrever em 24 horas está quase acabando: pelo menos {{used}} de {{limit}}.",
  "guard.number.qualityLow": "A qualidade do seu número está baixa: muitos clientes bloqueiam ou denunciam. Escrever sem pedido piora isso.",
  "guard.number.qualityMedium": "A qualidade do seu número está média. Envie só o que este cliente com certeza quer.",
  "guard.number.qualityFalling": "A qualidade do seu número acaba de cair para média. Envie só o que este cliente com certeza quer.",
  "guard.rollout": "Distribuição “{{campaign}}”: por enquanto vai para {{stage}} % dos clientes, e este ainda não está entre eles.",
  "guard.rollout.staff": "Distribuição “{{campaign}}”: está em teste com a sua própria equipe. Ainda não vai para clientes.",
  "guard.rollout.halted": "A distribuição “{{campaign}}” foi retirada: {{reason}}. Nada mais sai até que um líder a reinicie.",
  "guard.approval.trainee": "Você ainda está aprendendo: um colega experiente libera o envio.",
  "guard.approval.practice": "Passe primeiro pelo modo de prática. Até lá um colega experiente libera o envio.",
  "guard.undelivered.template": "Uma mensagem anterior a este cliente ({{sentAt}}) ainda não chegou. Mais mensagens cairiam todas de uma vez.",
  "guard.undelivered.resend":
    "Este mesmo modelo já está a caminho ({{sentAt}}) e o WhatsApp continua tentando até {{triedUntilAt}}. Reenviar o entregaria duas vezes.",
  "guard.undelivered.lost": "Uma mensagem anterior ({{sentAt}}) nunca chegou. Talvez este cliente já não seja encontrado por aqui.",
  "guard.undelivered.text": "Sua mensagem anterior ({{sentAt}}) ainda não chegou. Espere chegar, ou junte as duas em uma.",
  "guard.followUp": "Esta é a mensagem {{place}} seguida sem resposta.",
  "guard.followUp.early": "Esta é a mensagem {{place}} seguida sem resposta, e a última saiu há pouco ({{lastSentAt}}).",
  "guard.frequency": "Este cliente recebeu {{used}} avisos em {{days}} d; o máximo é {{most}}. O próximo pode sair {{freeAt}}.",
  "guard.frequency.category":
    "Este cliente recebeu {{used}} mensagens deste tipo ({{category}}) em {{days}} d; o máximo é {{most}}. A próxima pode sair {{freeAt}}.",
  "guard.quiet": "Onde este cliente está é um horário inconveniente ({{zone}}).",
  "guard.quiet.zones": "Onde este cliente está pode ser um horário inconveniente: o país tem vários fusos, e em um deles é ({{zone}}).",
  "guard.bulk.agent": "Você enviou quase o mesmo texto para {{people}} pessoas em {{minutes}} min. Para mais é preciso um líder, e pessoas que aceitaram.",
  "guard.bulk.team": "Sua equipe enviou quase o mesmo texto para {{people}} pessoas em {{minutes}} min. Para mais é preciso um líder, e pessoas que aceitaram.",
  "guard.bulk.number":
    "Deste número saiu quase o mesmo texto para {{people}} pessoas em {{minutes}} min. Para mais é preciso um líder, e pessoas que aceitaram.",
  "guard.resolved": "Esta conversa está resolvida e o cliente não pediu mais nada. Por que escrever de novo?",
  "guard.staleContact": "Este cliente está em silêncio há {{days}} dias e talvez não se lembre de você. Pergunte de novo se quer notícias suas.",
};
