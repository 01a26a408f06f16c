/** How people are told, in one language, what they agree to. Words stand without diacritics. */
export interface OptInWords {
  readonly language: string;
  /** That they agree: one of these. */
  readonly agree: readonly string[];
  /** That something reaches them. */
  readonly receive: readonly string[];
  /** What reaches them. */
  readonly messages: readonly string[];
  /** How it ends. */
  readonly stop: readonly string[];
}

/** Compiled in October 2026 from opt-in forms of the platform's examples and of shops in these languages (confidence D). */
export const OPT_IN_WORDS: readonly OptInWords[] = [
  {
    language: "en",
    agree: [
      "i agree",
      "i consent",
      "i want",
      "i would like",
      "yes",
      "i accept",
      "opt in",
      "sign up",
      "sign me up",
      "you agree",
      "by ticking",
      "by checking",
      "subscribe",
    ],
    receive: ["receive", "get", "send me", "sending me", "be sent", "contact me", "message me"],
    messages: ["message", "messages", "updates", "notifications", "news", "reminders", "offers", "whatsapp"],
    stop: ["stop", "opt out", "unsubscribe", "withdraw", "any time", "anytime", "revoke"],
  },
  {
    language: "es",
    agree: ["acepto", "quiero", "doy mi consentimiento", "consiento", "autorizo", "si", "estoy de acuerdo", "deseo", "me suscribo"],
    receive: ["recibir", "reciba", "enviarme", "me envien", "me envie", "contactarme", "escribirme"],
    messages: ["mensajes", "mensaje", "avisos", "novedades", "notificaciones", "ofertas", "recordatorios", "whatsapp"],
    stop: ["baja", "stop", "cancelar", "retirar", "revocar", "en cualquier momento", "dejar de recibir"],
  },
  {
    language: "pt",
    agree: ["aceito", "quero", "concordo", "autorizo", "sim", "desejo", "consinto", "dou meu consentimento"],
    receive: ["receber", "enviar me", "me enviar", "me envie", "envie me", "contatar me", "me contatar"],
    messages: ["mensagens", "mensagem", "avisos", "novidades", "notificacoes", "ofertas", "lembretes", "whatsapp"],
    stop: ["sair", "parar", "stop", "cancelar", "retirar", "revogar", "a qualquer momento", "quando quiser"],
  },
  {
    language: "it",
    agree: ["accetto", "voglio", "desidero", "acconsento", "do il consenso", "do il mio consenso", "autorizzo", "si", "iscrivimi", "sono d accordo"],
    receive: ["ricevere", "inviarmi", "mandarmi", "contattarmi", "scrivermi"],
    messages: ["messaggi", "messaggio", "avvisi", "novita", "notifiche", "offerte", "promemoria", "whatsapp"],
    stop: ["stop", "disiscrivermi", "revocare", "revoca", "ritirare", "in qualsiasi momento", "in ogni momento", "quando voglio"],
  },
  {
    language: "de",
    agree: ["ich stimme zu", "ich willige ein", "ich mochte", "ja", "ich bin einverstanden", "einverstanden"],
    receive: ["erhalten", "bekommen", "senden", "schicken", "zusenden", "kontaktieren"],
    messages: ["nachrichten", "nachricht", "neuigkeiten", "benachrichtigungen", "angebote", "erinnerungen", "whatsapp"],
    stop: ["stopp", "stop", "abmelden", "widerrufen", "widerruf", "jederzeit"],
  },
  {
    language: "fr",
    agree: ["j accepte", "je souhaite", "je veux", "je consens", "oui", "j autorise", "je suis d accord"],
    receive: ["recevoir", "m envoyer", "me contacter", "m ecrire"],
    messages: ["messages", "message", "nouvelles", "notifications", "offres", "rappels", "whatsapp"],
    stop: ["stop", "me desabonner", "desabonner", "retirer", "a tout moment", "me desinscrire"],
  },
];
