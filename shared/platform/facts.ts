import { days, hours, minutes, seconds, toInstant, type Duration, type Instant } from "../time.ts";

/** Where a figure of the platform comes from. They change without notice, so each carries its source and its date. */
interface Fact<Value> {
  readonly value: Value;
  readonly source: string;
  /** The date of the page or observation, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** A: the platform's own page; B: quoted by a dated third party; C: a provider or peer says so; D: inferred. */
  readonly confidence: "A" | "B" | "C" | "D";
}

const fact = <Value>(value: Value, confidence: Fact<Value>["confidence"], source: string, asOf: string): Fact<Value> => ({ value, source, asOf, confidence });

/** How long doors stay open. */
export const windowFacts = {
  service: fact<Duration>(hours(24), "A", "messages/send-messages", "2026-04-23"),
  entryPoint: fact<Duration>(hours(72), "A", "pricing: counted from the answer, if it comes within 24 hours", "2025-12-10"),
  edit: fact<Duration>(minutes(15), "A", "webhooks/reference/messages/edit (numbers shared with the Business app only)", "2025-12-03"),
  revoke: fact<Duration>(days(2), "A", "webhooks/reference/messages/revoke (numbers shared with the Business app only)", "2025-12-03"),
  markRead: fact<Duration>(days(30), "A", "messages/mark-message-as-read", "2025-11-20"),
  reaction: fact<Duration>(days(30), "A", "messages/reaction-messages", "2025-11-20"),
  threadIdle: fact<Duration>(hours(24), "C", "conversation routing, without activity of the customer", "2026-10-01"),
  webhookRetryLongest: fact<Duration>(days(7), "A", "webhooks/overview", "2026-04-29"),
  webhookRetryPromised: fact<Duration>(hours(36), "A", "webhooks/create-webhook-endpoint, in conflict with the overview", "2025-11-07"),
  inboundMedia: fact<Duration>(days(7), "A", "webhooks/reference/messages: media ids of webhooks", "2025-11-12"),
  uploadedMedia: fact<Duration>(days(30), "A", "business-phone-numbers/media", "2025-11-12"),
  mediaUrl: fact<Duration>(minutes(5), "A", "business-phone-numbers/media", "2025-11-12"),
} as const;

/** How long a template of low quality rests; the third time it is disabled. */
export const pauseFacts = {
  first: fact<Duration>(hours(3), "A", "templates/template-pausing", "2025-10-22"),
  second: fact<Duration>(hours(6), "A", "templates/template-pausing", "2025-10-22"),
} as const;

/** Lengths in characters, sizes in bytes. */
export const lengthFacts = {
  text: fact(4_096, "A", "messages/text-messages", "2025-11-20"),
  caption: fact(1_024, "A", "messages/image-messages", "2025-11-20"),
  interactiveBody: fact(1_024, "A", "messages/interactive-reply-buttons-messages", "2025-11-20"),
  listBody: fact(4_096, "A", "messages/interactive-list-messages", "2025-11-20"),
  footer: fact(60, "A", "messages/interactive-reply-buttons-messages", "2025-11-20"),
  buttons: fact(3, "A", "messages/interactive-reply-buttons-messages", "2025-11-20"),
  buttonLabel: fact(20, "A", "messages/interactive-reply-buttons-messages", "2025-11-20"),
  buttonId: fact(256, "A", "messages/interactive-reply-buttons-messages", "2025-11-20"),
  listRows: fact(10, "A", "messages/interactive-list-messages, of all sections together", "2025-11-20"),
  listTitle: fact(24, "A", "messages/interactive-list-messages", "2025-11-20"),
  listDescription: fact(72, "A", "messages/interactive-list-messages", "2025-11-20"),
  templateBody: fact(1_024, "A", "templates/components", "2025-11-14"),
  callbackData: fact(512, "A", "messages/send-messages: biz_opaque_callback_data", "2025-11-20"),
  webhookBytes: fact(3 * 1_024 * 1_024, "A", "webhooks/overview", "2026-04-29"),
  webhookUpdates: fact(1_000, "A", "webhooks/overview", "2026-04-29"),
  imageBytes: fact(5 * 1_024 * 1_024, "A", "business-phone-numbers/media", "2025-11-12"),
  audioBytes: fact(16 * 1_024 * 1_024, "A", "business-phone-numbers/media", "2025-11-12"),
  videoBytes: fact(16 * 1_024 * 1_024, "A", "business-phone-numbers/media", "2025-11-12"),
  documentBytes: fact(100 * 1_024 * 1_024, "A", "business-phone-numbers/media", "2025-11-12"),
} as const;

/** Of templates, in characters; `buttons` counts them. */
export const templateLengthFacts = {
  button: fact(25, "A", "templates/components", "2025-11-14"),
  buttons: fact(10, "A", "templates/components", "2025-11-14"),
} as const;

/** How fast one may send. */
export const rateFacts = {
  numberPerSecond: fact(80, "A", "throughput, in and out together", "2025-11-21"),
  sharedNumberPerSecond: fact(20, "A", "throughput, numbers shared with the Business app", "2025-11-21"),
  upgradedNumberPerSecond: fact(1_000, "A", "throughput, after an automatic upgrade", "2025-11-21"),
  pairInterval: fact<Duration>(seconds(6), "A", "about-the-platform: one message to one user", "2025-11-20"),
  pairBurst: fact(45, "A", "about-the-platform: borrowed from the future", "2025-11-20"),
} as const;

/** The messaging limits seen so far. Never assume a ladder between them: the value is read, not computed. */
export const messagingLimits = fact(
  [250, 2_000, 10_000, 100_000, "unlimited"] as const,
  "A",
  "messaging-limits (two providers announce the end of 2,000 and 10,000)",
  "2026-05-08",
);

/** Under which rules limits and quality are read; each holds until the next begins. 7 October 2025: limits belong to the portfolio. */
const policyRegimes = [
  { id: "per-number-2021", from: toInstant(0) },
  { id: "portfolio-2025", from: toInstant(1_759_795_200_000) },
] as const;

export const regimeAt = (now: Instant): (typeof policyRegimes)[number]["id"] => policyRegimes.findLast(({ from }) => from <= now)?.id ?? policyRegimes[0].id;
