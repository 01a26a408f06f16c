/**
 * What an automatic answer says. `closed`: the desk is closed, `{{when}}` is when it opens. `nobody`: it is open, and nobody is free.
 * `queue`: many wait, `{{wait}}` is how long it takes at the moment. `busy`: many wait, and nobody can say yet how long it takes.
 */
export const AUTO_REPLY_KINDS = ["closed", "nobody", "queue", "busy"] as const;
export type AutoReplyKind = (typeof AUTO_REPLY_KINDS)[number];

/** The languages that there are words for, dates and waits included. */
export const AUTO_REPLY_LANGUAGES = ["en", "it", "es", "pt"] as const;
export type AutoReplyLanguage = (typeof AUTO_REPLY_LANGUAGES)[number];

/** By kind, then by language. */
export type AutoReplyTexts = Readonly<Record<AutoReplyKind, Readonly<Record<AutoReplyLanguage, string>>>>;

/** What has to stand in a text, and the only thing that may: without it the sentence promises nothing. */
export const HOLE_OF: Readonly<Record<AutoReplyKind, "when" | "wait" | undefined>> = { closed: "when", nobody: undefined, queue: "wait", busy: undefined };

/** What a team starts with. Each says what will happen, and none promises more. */
export const DEFAULT_AUTO_REPLY_TEXTS: AutoReplyTexts = {
  closed: {
    en: "Thanks for your message. We are closed right now and will be back {{when}}. A person will then answer you here.",
    it: "Grazie per il messaggio. In questo momento siamo chiusi e torniamo {{when}}. Poi una persona ti risponderà qui.",
    es: "Gracias por tu mensaje. Ahora estamos cerrados y volvemos {{when}}. Después te responderá aquí una persona.",
    pt: "Obrigado pela mensagem. Agora estamos fechados e voltamos {{when}}. Depois uma pessoa responde a você por aqui.",
  },
  nobody: {
    en: "Thanks for your message. Nobody is free right now; as soon as somebody is, a person will answer you here.",
    it: "Grazie per il messaggio. In questo momento nessuno è libero; appena possibile una persona ti risponderà qui.",
    es: "Gracias por tu mensaje. Ahora mismo no hay nadie libre; en cuanto lo haya, te responderá aquí una persona.",
    pt: "Obrigado pela mensagem. Agora ninguém está livre; assim que alguém estiver, uma pessoa responde a você por aqui.",
  },
  queue: {
    en: "Thanks for your message. Many people are writing to us: at the moment an answer takes {{wait}}. You keep your place, there is no need to write again.",
    it: "Grazie per il messaggio. Ci stanno scrivendo in molti: al momento per una risposta servono {{wait}}. Il tuo posto in coda resta, non serve riscrivere.",
    es: "Gracias por tu mensaje. Nos escribe mucha gente: ahora mismo una respuesta tarda {{wait}}. Conservas tu turno, no hace falta volver a escribir.",
    pt: "Obrigado pela mensagem. Muitas pessoas estão escrevendo: no momento uma resposta leva {{wait}}. Seu lugar está guardado, não é preciso escrever de novo.",
  },
  busy: {
    en: "Thanks for your message. Many people are writing to us, so an answer takes longer than usual. You keep your place, there is no need to write again.",
    it: "Grazie per il messaggio. Ci stanno scrivendo in molti, quindi la risposta richiede più del solito. Il tuo posto in coda resta, non serve riscrivere.",
    es: "Gracias por tu mensaje. Nos escribe mucha gente y la respuesta tarda más de lo normal. Conservas tu turno, no hace falta volver a escribir.",
    pt: "Obrigado pela mensagem. Muitas pessoas estão escrevendo e a resposta demora mais que o normal. Seu lugar está guardado, não é preciso escrever de novo.",
  },
};
