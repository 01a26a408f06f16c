import type { Language } from "./story.ts";

/** What the bot says before it gives up, and what it tells the person who takes over. */
export interface BotScript {
  readonly language: Language;
  readonly reply: string;
  /** What the customer says to that. */
  readonly complaint: string;
  readonly reason: string;
  readonly summary: string;
  readonly topic: string;
  readonly slots: Readonly<Record<string, string>>;
}

export const botScripts: Readonly<Record<Language, BotScript>> = {
  en: {
    language: "en",
    reply: "Hi! I'm the Greenline assistant. Could you give me your order number?",
    complaint: "I'd rather talk to a person, please",
    reason: "customer_asked",
    summary: "First contact. The assistant asked for the order number, the customer asked for a person.",
    topic: "Product question",
    slots: { channel: "WhatsApp", order: "not provided" },
  },
  it: {
    language: "it",
    reply: "Ciao! Sono l'assistente di Greenline. Mi dai il numero d'ordine?",
    complaint: "Preferirei parlare con una persona",
    reason: "customer_asked",
    summary: "Primo contatto. L'assistente ha chiesto il numero d'ordine, il cliente vuole una persona.",
    topic: "Product question",
    slots: { channel: "WhatsApp", order: "not provided" },
  },
  es: {
    language: "es",
    reply: "¡Hola! Soy el asistente de Greenline. ¿Me dices tu número de pedido?",
    complaint: "Prefiero hablar con una persona, gracias",
    reason: "customer_asked",
    summary: "Primer contacto. El asistente pidió el número de pedido y el cliente pidió una persona.",
    topic: "Product question",
    slots: { channel: "WhatsApp", order: "not provided" },
  },
  pt_BR: {
    language: "pt_BR",
    reply: "Olá! Sou o assistente da Greenline. Qual é o número do seu pedido?",
    complaint: "Quero falar com uma pessoa, por favor",
    reason: "customer_asked",
    summary: "Primeiro contato. O assistente pediu o número do pedido, o cliente quer falar com uma pessoa.",
    topic: "Product question",
    slots: { channel: "WhatsApp", order: "not provided" },
  },
};
