/** How somebody is asked whether they want messages of a kind: who asks, what about, that it is WhatsApp, and how it ends (S2-4, S2-5). */
interface ConsentSentences {
  readonly ask: (business: string, what: string) => string;
  /** By category of the ledger; `any` where none is meant. */
  readonly what: Readonly<Record<string, string>> & { readonly any: string };
}

const SENTENCES: Readonly<Record<string, ConsentSentences>> = {
  en: {
    ask: (business, what) =>
      `May ${business} send you ${what} on WhatsApp? If you would like to receive these messages, please answer YES. You can stop them at any time with STOP.`,
    what: {
      any: "messages like these",
      marketing: "offers",
      recommendations: "recommendations",
      "order-updates": "updates about your orders",
      appointments: "reminders of your appointments",
      service: "news about your account",
      authentication: "one-time codes",
    },
  },
  it: {
    ask: (business, what) =>
      `${business} può inviare ${what} su WhatsApp? Per ricevere questi messaggi basta rispondere SÌ. Per non riceverli più basta scrivere STOP, in qualsiasi momento.`,
    what: {
      any: "messaggi come questi",
      marketing: "offerte",
      recommendations: "consigli",
      "order-updates": "aggiornamenti sugli ordini",
      appointments: "promemoria degli appuntamenti",
      service: "avvisi sul suo account",
      authentication: "codici monouso",
    },
  },
  es: {
    ask: (business, what) =>
      `¿Puede ${business} enviarle ${what} por WhatsApp? Si desea recibir estos mensajes, responda SÍ. Puede darse de baja en cualquier momento con STOP.`,
    what: {
      any: "mensajes como estos",
      marketing: "ofertas",
      recommendations: "recomendaciones",
      "order-updates": "novedades de sus pedidos",
      appointments: "recordatorios de sus citas",
      service: "avisos sobre su cuenta",
      authentication: "códigos de un solo uso",
    },
  },
  pt: {
    ask: (business, what) =>
      `${business} pode enviar ${what} pelo WhatsApp? Se deseja receber estas mensagens, responda SIM. Para parar, basta escrever STOP a qualquer momento.`,
    what: {
      any: "mensagens como estas",
      marketing: "ofertas",
      recommendations: "recomendações",
      "order-updates": "novidades dos seus pedidos",
      appointments: "lembretes dos seus horários",
      service: "avisos sobre a sua conta",
      authentication: "códigos de uso único",
    },
  },
};

/** In the customer's language where it is one of these, else in English; a workspace's own category by its own name. */
export function consentSentence(business: string, category: string | undefined, language: string | undefined): string {
  const { ask, what } = SENTENCES[language?.slice(0, 2).toLowerCase() ?? ""] ?? (SENTENCES["en"] as ConsentSentences);
  return ask(business, category === undefined ? what.any : (what[category] ?? category));
}
