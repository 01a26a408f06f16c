import type { Conversation } from "../inbox/conversation.ts";
import { customerWaits } from "../inbox/waiting.ts";
import { hours, latest, minus, minutes, plus, type Instant } from "../time.ts";
import type { AutoReplySettings } from "./auto-reply-settings.ts";
import type { AutoReplyKind } from "./auto-reply-texts.ts";
import type { WaitRange } from "./times-expected-wait.ts";

/** Whether somebody could answer now. */
export type Presence =
  | { readonly kind: "there" }
  /** `opensAt` is undefined where the calendar never opens again. */
  | { readonly kind: "closed"; readonly calendar: string; readonly opensAt?: Instant | undefined }
  | { readonly kind: "nobody" };

export interface AutoReplyFacts {
  readonly conversation: Conversation;
  readonly presence: Presence;
  /** How long it takes at the moment, where enough is known. */
  readonly wait?: WaitRange | undefined;
  /** [HO12] Surge mode is on, and a lead wants customers to be told. */
  readonly surge: boolean;
  /** The last automatic answer of this conversation. */
  readonly lastAt?: Instant | undefined;
  /** When a person last wrote to this customer. */
  readonly personWroteAt?: Instant | undefined;
  /** This person wants nothing from us at all. */
  readonly stopped: boolean;
}

export type Silence = "off" | "bot" | "nobody-waits" | "stopped" | "too-late" | "said-before" | "somebody-writes" | "somebody-is-there";

export type AutoReply =
  | { readonly type: "silent"; readonly because: Silence }
  | {
      readonly type: "say";
      readonly kind: AutoReplyKind;
      readonly when?: Instant | undefined;
      readonly wait?: WaitRange | undefined;
      readonly askedAt: Instant;
    };

/** Who has waited longer than this has noticed by now: after an outage nobody is told in the morning that the desk was closed. */
const NEWS_FOR = hours(1);
/** Somebody who wrote so shortly before is there, whatever the calendar says. */
const STILL_THERE = minutes(30);

/**
 * [HO11] What a customer is told who writes, or is handed over, while nobody can answer: one honest sentence in a period. It answers
 * nothing, so no clock stops (S5); whether it may leave is the guard's to say.
 */
export function decideAutoReply(settings: AutoReplySettings, facts: AutoReplyFacts, now: Instant): AutoReply {
  const { conversation, lastAt, personWroteAt, presence, stopped } = facts;
  const askedAt = lastAsked(conversation);
  const because = silentByRow(settings, conversation);
  if (because !== undefined || askedAt === undefined) return silent(because ?? "nobody-waits");
  if (stopped) return silent("stopped");
  if (askedAt < minus(now, NEWS_FOR)) return silent("too-late");
  if (lastAt !== undefined && (askedAt <= lastAt || now < plus(lastAt, settings.period))) return silent("said-before");
  if (personWroteAt !== undefined && personWroteAt > minus(now, STILL_THERE)) return silent("somebody-writes");

  const said = whatToSay(settings, presence, facts);
  return said === undefined ? silent("somebody-is-there") : { type: "say", askedAt, ...said };
}

/** What the conversation's row alone can tell: most changes are of somebody who waits for nothing. */
export function silentByRow({ on }: Pick<AutoReplySettings, "on">, conversation: Conversation): Silence | undefined {
  if (!on) return "off";
  if (conversation.state === "bot") return "bot";
  const waits = conversation.state !== "resolved" && lastAsked(conversation) !== undefined && customerWaits(conversation.clocks);
  return waits ? undefined : "nobody-waits";
}

const silent = (because: Silence): AutoReply => ({ type: "silent", because });

/** The customer wrote, or the bot gave up. */
const lastAsked = ({ handoff, lastInboundAt }: Conversation): Instant | undefined =>
  handoff === undefined || handoff.claimedBy !== undefined ? lastInboundAt : latest(lastInboundAt, handoff.requestedAt);

function whatToSay(
  { calendars, queue }: AutoReplySettings,
  presence: Presence,
  { surge, wait }: Pick<AutoReplyFacts, "surge" | "wait">,
): { readonly kind: AutoReplyKind; readonly when?: Instant; readonly wait?: WaitRange } | undefined {
  switch (presence.kind) {
    case "closed":
      if (calendars.length > 0 && !calendars.includes(presence.calendar)) return undefined;
      return presence.opensAt === undefined ? { kind: "nobody" } : { kind: "closed", when: presence.opensAt };
    case "nobody":
      return { kind: "nobody" };
    case "there":
      if (queue.on && wait !== undefined && wait.from >= queue.from) return { kind: "queue", wait };
      if (!surge) return undefined;
      return wait === undefined ? { kind: "busy" } : { kind: "queue", wait };
  }
}
