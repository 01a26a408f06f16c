import type { Priority } from "../inbox/conversation.ts";
import type { Instant } from "../time.ts";
import type { Calendars } from "./calendar.ts";
import type { ClockKind } from "./clock.ts";
import type { Policy } from "./policy.ts";

/** What every event has. `id` names the message or event behind it, for the explanation (R3). */
interface Happened {
  readonly at: Instant;
  readonly id?: string | undefined;
}

/** The customer wrote. Counted from `sentAt`, the customer's own send time, where it is known (W1, X-2). */
interface InboundEvent extends Happened {
  readonly type: "inbound";
  readonly sentAt?: Instant | undefined;
  readonly receivedAt?: Instant | undefined;
}

/** We wrote. A later `failed` with the same `messageId` takes the acceptance back (S7). `app` counts as human. */
export interface OutboundEvent extends Happened {
  readonly type: "outbound";
  readonly messageId?: string | undefined;
  readonly author: "human" | "bot" | "automation" | "app";
  readonly state: "accepted" | "failed";
}

/** A new owner: a person, a team, or `bot`. */
export interface HopEvent extends Happened {
  readonly type: "assign" | "transfer";
  readonly to: string;
  /** What `to` is, where it does not say so itself (`bot`, `team:...`, a team that a policy names). */
  readonly toKind?: "agent" | "team" | "bot" | undefined;
  readonly by?: string | undefined;
}

/** What policies read about the conversation has changed (P3). A field that is not named stays as it was. */
interface ContextEvent extends Happened {
  readonly type: "context";
  readonly number?: string | undefined;
  readonly team?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly language?: string | undefined;
  readonly tier?: string | undefined;
  readonly entryPoint?: string | undefined;
}

/** What happened in a conversation, append-only. The result depends on the order of `at`, not on the arrival (S16). */
export type SlaEvent =
  | InboundEvent
  | OutboundEvent
  | HopEvent
  | ContextEvent
  | (Happened & { readonly type: "handoff"; readonly reason?: string | undefined })
  | (Happened & { readonly type: "claim"; readonly by?: string | undefined })
  | (Happened & { readonly type: "note" })
  | (Happened & { readonly type: "hold"; readonly on?: "customer" | undefined })
  | (Happened & { readonly type: "release" })
  | (Happened & { readonly type: "snooze"; readonly until?: Instant | undefined })
  | (Happened & { readonly type: "resolve"; readonly outcome?: string | undefined; readonly reason?: string | undefined })
  | (Happened & { readonly type: "reopen" })
  | (Happened & { readonly type: "priority"; readonly priority: Priority })
  | (Happened & { readonly type: "noReplyNeeded"; readonly reason?: string | undefined })
  | (Happened & { readonly type: "policyChange"; readonly policies: readonly Policy[] })
  | (Happened & { readonly type: "calendarChange"; readonly calendars: Calendars })
  | AcknowledgeEvent;

/** [B3] A lead says why. Without `clock` and `startedAt` it speaks of every miss so far that has no cause yet. */
export interface AcknowledgeEvent extends Happened {
  readonly type: "acknowledgeBreach";
  readonly cause?: string | undefined;
  readonly clock?: ClockKind | undefined;
  readonly startedAt?: Instant | undefined;
}
