import type { pendingEn } from "./en.ts";

/** Brazilian Portuguese words about what waits for the network; part of the catalogue in ../pt-br.ts. */
export const pendingPtBr: Record<keyof typeof pendingEn, string> = {
  "pending.release-owner": "Devolver a conversa a todos",
  "pending.assignTo": "Atribuir a {{name}}",
  "pending.snoozeUntil": "Adiar até {{time}}",
  "pending.labels": "Etiquetas: {{names}}",
  "pending.priorityTo": "Prioridade: {{priority}}",
  "pending.none": "Tudo o que você fez chegou ao servidor.",
  "pending.withdrawn": "Retirada. Não sai.",
  "pending.tooLate": "Já saiu e não pode mais ser retirada.",
  "pending.keys": "Setas: próxima. Enter: ir para a conversa. e: alterar. d: retirar.",
  "pending.say": "{{what}}, para {{name}}",
  "pending.made": "feito {{time}}",
  "pending.onItsWay": "a caminho",
  "pending.edit": "Alterar",
  "pending.withdraw": "Retirar",
  "pending.until.too_old": "Vai se sair antes de {{time}}. Depois você é consultado de novo, porque já será antigo.",
  "pending.until.window_closed": "Vai se sair antes de {{time}}, quando a janela fecha. Depois só um modelo pode.",
  "pending.leavesAt": "Sai {{time}}, quando a rede voltar.",
  "pending.held.too_old": "Não vai sozinha: tem mais de quatro horas. Antes você é consultado de novo.",
  "pending.held.window_closed": "Assim não vai: a janela fechou nesse meio-tempo. Um modelo pode.",
  "pending.held.new_inbound_since": "Não vai sozinha: o cliente escreveu de novo depois que você começou.",
  "pending.perhaps.too_old":
    "Talvez não sozinha: pelo relógio deste computador tem mais de quatro horas, mas o relógio ainda não foi conferido. O servidor decide.",
  "pending.perhaps.window_closed": "Pelo relógio deste computador, a janela fechou, mas o relógio ainda não foi conferido. O servidor decide.",
  "pending.perhaps.in_the_past": "Pelo relógio deste computador, esse horário já passou, mas o relógio ainda não foi conferido. O servidor decide.",
  "pending.refused.in_the_past": "Esse horário já passou: seria recusado. Escolha outro.",
  "pending.catchingUp": "atualizando…",
  "pending.searchHere": "Só foi pesquisado o que está neste computador. As mensagens mais antigas estão no servidor.",
  "action.pending": "O que espera a rede",
};
