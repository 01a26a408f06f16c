/** A stop word of one language. */
export interface KeywordWords {
  /** BCP 47; `id` is Malay too. */
  readonly language: string;
  /** As a whole message they mean it. */
  readonly stop: readonly string[];
  /** As a whole message they may as well be about an order or an answer: certain only where we asked, or had just advertised. */
  readonly maybeStop: readonly string[];
  /** All of it, not just the advertising. */
  readonly stopEverything: readonly string[];
  /** Inside a sentence they probably mean it, so somebody is asked. */
  readonly stopInside: readonly string[];
  readonly resume: readonly string[];
  /** Another word without its marks; then it is only a maybe. */
  readonly marksMatter?: boolean;
}

/**
 * Words with which people opt out and come back. The platform has no list of its own. Sources: AWS end-user messaging, required opt-out
 * keywords, and Twilio's and Braze's defaults (read 2026-10); peers in Brazil, Spain and Israel (2026-10); the other languages are a
 * compilation of October 2026 that native speakers still have to check (confidence D).
 */
export const KEYWORDS: readonly KeywordWords[] = [
  {
    language: "en",
    stop: ["stop", "unsubscribe", "quit", "opt out", "optout", "remove me"],
    maybeStop: ["cancel", "end", "remove", "td"],
    stopEverything: ["stopall", "stop all", "stop everything"],
    stopInside: [
      "unsubscribe",
      "opt out",
      "opt me out",
      "stop messaging",
      "stop texting",
      "stop sending",
      "stop writing",
      "stop contacting",
      "no more messages",
      "take me off",
      "remove me from",
    ],
    resume: ["start", "unstop", "resume", "subscribe", "yes start"],
  },
  {
    language: "es",
    stop: ["stop", "baja", "parar", "darme de baja", "cancelar suscripción", "no más mensajes", "no quiero mensajes", "dejar de recibir"],
    maybeStop: ["cancelar", "salir", "alto", "detener", "no más"],
    stopEverything: ["baja total", "parar todo"],
    stopInside: [
      "darme de baja",
      "dame de baja",
      "deme de baja",
      "denme de baja",
      "cancelar suscripción",
      "cancelar mi suscripción",
      "no quiero mensajes",
      "no quiero más mensajes",
      "no quiero recibir",
      "dejar de recibir",
      "dejen de escribirme",
      "no me escriban",
    ],
    resume: ["alta", "iniciar", "reanudar"],
  },
  {
    language: "pt",
    stop: ["stop", "sair", "parar", "pare", "descadastrar", "sair da lista"],
    maybeStop: ["cancelar", "remover"],
    stopEverything: ["parar tudo", "sair de tudo"],
    stopInside: [
      "descadastrar",
      "me descadastre",
      "sair da lista",
      "não quero mensagens",
      "não quero mais mensagens",
      "não quero receber",
      "não quero mais receber",
      "parem de mandar",
      "pare de mandar",
      "pare de enviar",
      "parem de enviar",
    ],
    resume: ["voltar", "iniciar"],
  },
  {
    language: "it",
    stop: ["stop", "disiscrivimi", "cancellami", "disiscrivi", "basta messaggi"],
    maybeStop: ["ferma", "basta", "annulla", "rimuovi"],
    stopEverything: ["stop a tutto", "basta tutto"],
    stopInside: [
      "disiscrivimi",
      "disiscrivermi",
      "cancellami",
      "cancellatemi",
      "non voglio messaggi",
      "non voglio più messaggi",
      "non voglio ricevere",
      "non voglio più ricevere",
      "basta messaggi",
      "smettete di scrivermi",
      "non scrivetemi",
    ],
    resume: ["inizia", "riprendi"],
  },
  {
    language: "fr",
    stop: ["stop", "arrêt", "désabonner", "désinscrire", "me désabonner", "me désinscrire"],
    maybeStop: ["arrêter", "annuler"],
    stopEverything: ["tout arrêter", "stop tout"],
    stopInside: ["me désabonner", "me désinscrire", "désabonnez moi", "désinscrivez moi", "plus de messages", "ne plus recevoir", "arrêtez de m écrire"],
    resume: ["reprendre", "démarrer"],
  },
  {
    language: "de",
    stop: ["stopp", "stop", "abmelden", "abbestellen", "austragen"],
    maybeStop: ["ende", "abbrechen", "stornieren"],
    stopEverything: ["alles stoppen", "stopp alles"],
    stopInside: [
      "möchte mich abmelden",
      "will mich abmelden",
      "newsletter abbestellen",
      "austragen",
      "keine nachrichten mehr",
      "keine werbung mehr",
      "schreiben sie mir nicht mehr",
    ],
    resume: ["start", "anmelden"],
  },
  {
    language: "nl",
    stop: ["stop", "stoppen", "afmelden", "uitschrijven"],
    maybeStop: ["annuleren", "einde"],
    stopEverything: ["stop alles"],
    stopInside: ["wil me afmelden", "wil mij afmelden", "me uitschrijven", "geen berichten meer"],
    resume: ["start", "aanmelden"],
  },
  {
    language: "pl",
    stop: ["stop", "wypisz", "rezygnuję", "wypisz mnie"],
    maybeStop: ["anuluj", "koniec"],
    stopEverything: ["stop wszystko"],
    stopInside: ["wypisz mnie", "wypiszcie mnie", "nie chcę wiadomości"],
    resume: ["start", "wznów"],
  },
  {
    language: "tr",
    stop: ["durdur", "abonelikten çık"],
    maybeStop: ["iptal", "çık", "dur"],
    stopEverything: ["hepsini durdur"],
    stopInside: ["abonelikten çık", "abonelikten çıkmak", "mesaj atmayın", "mesaj istemiyorum"],
    resume: ["başla"],
  },
  {
    language: "ru",
    stop: ["стоп", "отписаться", "отписка"],
    maybeStop: ["отмена"],
    stopEverything: ["стоп все"],
    stopInside: ["отписаться", "отпишите меня", "не присылайте", "не пишите мне"],
    resume: ["старт", "подписаться"],
  },
  {
    language: "uk",
    stop: ["стоп", "відписатися"],
    maybeStop: ["скасувати"],
    stopEverything: ["стоп усе"],
    stopInside: ["відписатися", "відпишіть мене", "не надсилайте"],
    resume: ["старт"],
  },
  {
    language: "ar",
    stop: ["إيقاف", "توقف", "الغاء الاشتراك"],
    maybeStop: ["إلغاء"],
    stopEverything: ["إيقاف الكل"],
    stopInside: ["الغاء الاشتراك", "لا ترسلوا"],
    resume: ["ابدأ", "اشتراك"],
  },
  {
    language: "he",
    stop: ["הסר", "הסרה", "הפסק"],
    maybeStop: ["עצור", "ביטול"],
    stopEverything: ["הסר הכל"],
    stopInside: ["הסירו אותי", "תסירו אותי"],
    resume: ["חזור"],
  },
  {
    language: "hi",
    stop: ["रोकें", "बंद करो"],
    maybeStop: ["बंद", "हटाएं"],
    stopEverything: ["सब बंद करो"],
    stopInside: ["मैसेज बंद करो", "संदेश बंद"],
    resume: ["शुरू"],
    marksMatter: true,
  },
  {
    language: "id",
    stop: ["berhenti", "stop", "berhenti berlangganan"],
    maybeStop: ["keluar", "batal"],
    stopEverything: ["stop semua"],
    stopInside: ["berhenti berlangganan", "jangan kirim pesan", "stop kirim"],
    resume: ["mulai"],
  },
  {
    language: "vi",
    stop: ["dừng", "ngừng"],
    maybeStop: ["hủy"],
    stopEverything: ["dừng tất cả"],
    stopInside: ["hủy đăng ký", "đừng nhắn"],
    resume: ["bắt đầu"],
    marksMatter: true,
  },
  {
    language: "th",
    stop: ["หยุด", "ยกเลิกการสมัคร"],
    maybeStop: ["ยกเลิก"],
    stopEverything: ["หยุดทั้งหมด"],
    stopInside: ["ยกเลิกการสมัคร", "หยุดส่ง"],
    resume: ["เริ่ม"],
    marksMatter: true,
  },
  {
    language: "zh",
    stop: ["停止", "退订", "取消订阅"],
    maybeStop: ["取消"],
    stopEverything: ["全部停止"],
    stopInside: ["退订", "取消订阅", "不要再发"],
    resume: ["开始", "恢复"],
  },
  { language: "ja", stop: ["停止", "配信停止"], maybeStop: ["解除"], stopEverything: ["すべて停止"], stopInside: ["配信停止", "送らないで"], resume: ["再開"] },
  {
    language: "ko",
    stop: ["중지", "수신거부"],
    maybeStop: ["그만", "취소"],
    stopEverything: ["모두 중지"],
    stopInside: ["수신거부", "보내지 마"],
    resume: ["시작"],
  },
  { language: "sw", stop: ["simama"], maybeStop: ["ondoa", "acha"], stopEverything: ["acha yote"], stopInside: ["acha kutuma"], resume: ["anza"] },
];

/** Words in a button's payload or label that say so. Source: the platform's own sample has a quick reply "Unsubscribe". */
export const STOP_PAYLOADS = ["unsubscribe", "opt out", "optout", "stop", "stop promotions", "stop offers", "stop marketing"] as const;
/** Where a button or sentence names the advertising, only that is meant. */
export const ADVERTISING = [
  "promotions",
  "promotion",
  "promos",
  "promo",
  "offers",
  "offer",
  "marketing",
  "ofertas",
  "promociones",
  "promoções",
  "offerte",
  "promozioni",
  "werbung",
  "publicité",
] as const;
/** What people put around a stop word without meaning anything else. */
export const COURTESY = [
  "please",
  "pls",
  "now",
  "thanks",
  "thank",
  "you",
  "it",
  "this",
  "por",
  "favor",
  "porfa",
  "gracias",
  "ya",
  "obrigado",
  "obrigada",
  "grazie",
  "per",
  "favore",
  "merci",
  "bitte",
  "danke",
  "dank",
  "je",
  "proszę",
  "lütfen",
  "пожалуйста",
  "спасибо",
] as const;
