/** What proves that somebody said so. */
export type EvidenceKind = "message" | "address" | "screenshot" | "call" | "document" | "witness" | "event";

export interface ConsentSource {
  readonly key: string;
  readonly evidence: readonly EvidenceKind[];
  /** The customer did it, so it needs nobody's word: it may also end a withdrawal (S2-15). */
  readonly act: "customer" | "recorded";
  /** The report itself is the proof; nothing has to be attached. */
  readonly provesItself?: true;
  /** Somebody has to look at it before it counts (S2-7). */
  readonly review?: true;
  readonly alsoCalled: readonly string[];
}

/**
 * [S2-7] [S2-12] The ways in which people agree and withdraw, on WhatsApp or off it. The first six are those of the platform's page
 * "getting opt-in" (2025-11-03); the business is free to use others, so what is not here is reviewed and not lost.
 */
export const CONSENT_SOURCES: readonly ConsentSource[] = [
  { key: "sms", evidence: ["message"], act: "recorded", alsoCalled: ["text-message"] },
  { key: "website", evidence: ["address", "screenshot"], act: "recorded", alsoCalled: ["web", "web-form", "form", "checkout", "site", "app"] },
  { key: "whatsapp-thread", evidence: ["message"], act: "recorded", alsoCalled: ["whatsapp", "thread", "chat", "message", "conversation"] },
  { key: "ivr", evidence: ["call"], act: "recorded", alsoCalled: ["phone-menu", "voice-menu", "call-recording"] },
  { key: "in-person", evidence: ["witness", "document"], act: "recorded", alsoCalled: ["desk", "store", "counter", "shop"] },
  { key: "paper", evidence: ["document"], act: "recorded", alsoCalled: ["paper-form", "signed-form", "contract"] },
  { key: "keyword", evidence: ["message"], act: "customer", alsoCalled: ["stop-word"] },
  { key: "button", evidence: ["message"], act: "customer", alsoCalled: ["quick-reply", "template-button"] },
  {
    key: "platform-preference",
    evidence: ["event"],
    act: "customer",
    provesItself: true,
    alsoCalled: ["user-preferences", "user-preference", "whatsapp-preference", "preferences"],
  },
  { key: "send-error", evidence: ["event"], act: "customer", provesItself: true, alsoCalled: ["131050", "error-131050", "stopped-marketing"] },
  { key: "phone", evidence: ["call"], act: "recorded", alsoCalled: ["call", "by-phone", "telephone"] },
  { key: "e-mail", evidence: ["message", "address"], act: "recorded", alsoCalled: ["email", "mail", "letter"] },
  { key: "other", evidence: ["document", "message", "address", "screenshot", "call", "witness"], act: "recorded", review: true, alsoCalled: ["manual"] },
];

export function sourceNamed(word: string): ConsentSource | undefined {
  const key = word
    .trim()
    .toLowerCase()
    .slice(0, 100)
    .replaceAll(/[\s_]+/g, "-");
  return CONSENT_SOURCES.find((source) => source.key === key || source.alsoCalled.includes(key));
}
