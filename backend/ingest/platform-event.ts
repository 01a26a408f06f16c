import type { MessageContent } from "../../shared/inbox/message.ts";
import type { Wamid } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";

/** Who a webhook speaks of. Any part may be missing: the phone, the user id, or both names. */
export interface PlatformIdentity {
  /** All digits, no plus. */
  readonly phone?: string;
  /** Business-scoped user id, `CC.` and up to 128 alphanumerics. */
  readonly userId?: string;
  readonly parentUserId?: string;
  readonly username?: string;
  readonly name?: string;
}

/** Which of our numbers an event belongs to, in the platform's words. */
export interface PlatformNumber {
  readonly phoneNumberId: string;
  readonly displayNumber?: string;
}

export interface PlatformProblem {
  readonly code: number;
  readonly title: string;
  readonly details?: string;
}

/**
 * What one webhook body means, one value per effect. `key` names the effect: the same key twice is the same event
 * delivered twice, in whatever batch (I1).
 */
export type PlatformEvent =
  | {
      readonly type: "message";
      readonly key: string;
      readonly number: PlatformNumber;
      readonly from: PlatformIdentity;
      readonly wamid: Wamid;
      readonly at: Instant;
      readonly content: MessageContent;
      /** `standby`: another app owns the thread. `history`: imported from the Business app. */
      readonly via: "inbound" | "standby" | "history";
      readonly quotes?: { readonly wamid: Wamid };
      readonly forwarded?: boolean;
      readonly groupId?: string;
      /** The customer came by an advert (`ad`) or another entry point. */
      readonly referral?: { readonly source: string; readonly headline?: string; readonly clickId?: string };
      /** Machine prose of the platform's routing about what happened before. */
      readonly summary?: string;
      readonly problems: readonly PlatformProblem[];
    }
  /** A message that somebody else sent for us: typed in the Business app (`app`), by the other app of a shared thread (`standby`), or imported (`history`). */
  | {
      readonly type: "echo";
      readonly key: string;
      readonly number: PlatformNumber;
      readonly to: PlatformIdentity;
      readonly wamid: Wamid;
      readonly at: Instant;
      readonly content: MessageContent;
      readonly via: "app" | "standby" | "history";
      readonly quotes?: { readonly wamid: Wamid };
    }
  | {
      readonly type: "status";
      readonly key: string;
      readonly number: PlatformNumber;
      readonly wamid: Wamid;
      readonly status: "sent" | "delivered" | "read" | "played" | "failed";
      readonly at: Instant;
      readonly recipient: PlatformIdentity;
      /** `biz_opaque_callback_data`: our own client id. */
      readonly clientId?: string;
      readonly problems: readonly PlatformProblem[];
      /** The platform's raw pricing object, kept and never asserted. */
      readonly pricing?: Readonly<Record<string, unknown>>;
      readonly standby?: boolean;
    }
  /** An error of the number as a whole (`value.errors`). */
  | { readonly type: "number-problem"; readonly key: string; readonly number: PlatformNumber; readonly problems: readonly PlatformProblem[] }
  /** The customer called, or took our call: opens the window (W1). */
  | {
      readonly type: "call";
      readonly key: string;
      readonly number: PlatformNumber;
      readonly from: PlatformIdentity;
      readonly at: Instant;
      readonly kind: string;
      readonly opensWindow: boolean;
      readonly callId: string;
    }
  | {
      readonly type: "handover";
      readonly key: string;
      readonly number: PlatformNumber;
      readonly customer: PlatformIdentity;
      readonly at: Instant;
      readonly kind: "passed" | "taken" | "other";
      readonly reason?: string;
      readonly summary?: string;
    }
  | {
      readonly type: "identity-change";
      readonly key: string;
      readonly number?: PlatformNumber;
      readonly from: PlatformIdentity;
      readonly to: PlatformIdentity;
      readonly at: Instant;
    }
  | {
      readonly type: "user-preference";
      readonly key: string;
      readonly number?: PlatformNumber;
      readonly contact: PlatformIdentity;
      readonly category: string;
      readonly value: "stop" | "resume";
      readonly at: Instant;
    }
  | {
      readonly type: "template";
      readonly key: string;
      readonly at: Instant;
      readonly templateId: string;
      readonly name: string;
      readonly language: string;
      readonly status?: string;
      readonly reason?: string;
      /** The platform's word for what it did: FIRST_PAUSE, SECOND_PAUSE, UNPAUSE … */
      readonly step?: string;
      readonly quality?: string;
      readonly category?: string;
      /** An announced change of category that has not happened yet. */ readonly nextCategory?: string;
      readonly categoryChangesAt?: Instant;
    }
  | {
      readonly type: "number-quality";
      readonly key: string;
      readonly at: Instant;
      readonly displayNumber: string;
      readonly event: string;
      readonly limit?: number | "unlimited" | "unknown";
    }
  | {
      readonly type: "number-name";
      readonly key: string;
      readonly at: Instant;
      readonly displayNumber: string;
      readonly decision: string;
      readonly name?: string;
    }
  | {
      readonly type: "account";
      readonly key: string;
      readonly at: Instant;
      readonly wabaId: string;
      readonly event: string;
      readonly displayNumber?: string;
      readonly limit?: number | "unlimited" | "unknown";
      readonly restrictions: readonly { readonly type: string; readonly until?: Instant }[];
      /** `violation_info.violation_type`, or what stands in its place. */ readonly violation?: string;
      /** `ban_info`: the state, and the date as the platform's own text. */ readonly ban?: { readonly state: string; readonly date?: string };
    }
  /** Kept raw and counted by field and type (`GET /api/v1/ingest`). `type` is the platform's word inside the field. */
  | { readonly type: "unrecognised"; readonly key: string; readonly field: string; readonly kind?: string };

/** A body that cannot be read at all is set aside whole; a body that can be read in part loses nothing of its other parts. */
export type Normalised = { readonly type: "events"; readonly events: readonly PlatformEvent[] } | { readonly type: "poison"; readonly reason: string };
