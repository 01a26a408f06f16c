/** Words by which the demo's conversations get their labels, in its four languages. Label ids as in demo/people.ts. */
export const TOPIC_WORDS: readonly { readonly label: string; readonly words: RegExp }[] = [
  { label: "refund", words: /refund|money back|rimborso|reembolso|estorno|devoluci[oó]n del dinero|double charge|cobr[ao]/i },
  { label: "invoice", words: /invoice|fattura|factura|nota fiscal|boleto|billing|iva\b|vat\b/i },
  { label: "warranty", words: /broke|broken|zip|garan|warranty|rott[ao]|rompi|quebr|damaged|difett/i },
  { label: "booking", words: /book|prenot|reserv|appointment|parking|cita\b|marcar/i },
  { label: "change-order", words: /change|cambi|mudar|address|indirizzo|direcci|endere[cç]o|cancel|annull|wrong colour/i },
  { label: "delivery-delay", words: /deliver|parcel|tracking|track|courier|pacco|corriere|consegn|paquete|env[ií]o|entrega|encomenda|late\b|delay|depot/i },
  { label: "product-question", words: /\?/ },
];

/** What a customer says who wants nothing more. */
export const GOODBYE = /^(s[iì] )?(thanks|thank you|perfect|great|ok|grazie|perfetto|gracias|genial|vale|obrigad|valeu|ah que pena|perfect, thank)/i;

/** What the demo's colleagues answer, by language. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Thanks for waiting. I'm checking with the warehouse right now and will be back within the hour.",
    "I've found your order. It leaves today, and I'll send you the tracking link as soon as I have it.",
    "Sorry for the trouble! I've put it right on our side, you don't need to do anything else.",
  ],
  it: [
    "Grazie per la pazienza. Sto verificando con il magazzino e le scrivo entro un'ora.",
    "Ho trovato il suo ordine: parte oggi, le mando il link per seguirlo appena ce l'ho.",
    "Mi scuso per il disagio! Ho sistemato tutto io, non deve fare altro.",
  ],
  es: [
    "Gracias por esperar. Lo estoy consultando con el almacén y le escribo en menos de una hora.",
    "He encontrado su pedido: sale hoy y le envío el enlace de seguimiento en cuanto lo tenga.",
    "¡Perdone las molestias! Ya lo he arreglado, no tiene que hacer nada más.",
  ],
  pt: [
    "Obrigada por esperar. Estou vendo com o depósito e te escrevo em até uma hora.",
    "Achei o seu pedido: sai hoje, e te mando o link de rastreio assim que tiver.",
    "Desculpa pelo transtorno! Já resolvi por aqui, não precisa fazer mais nada.",
  ],
};
