import type { Surge } from "../handoffs/surge.ts";
import type { AgentId, ContactId, NumberId, TeamId } from "../ids.ts";
import type { NumberAlarm } from "../signals/alarms.ts";
import type { Instant } from "../time.ts";

/** `bot` is a program with a token of its own: what it sends has a bot as author. */
export type Role = "agent" | "lead" | "admin" | "bot";

export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  readonly role: Role;
  readonly teamIds: readonly TeamId[];
  /** [B2] The key of the calendar of this person's working hours; none: always. */
  readonly calendar?: string | undefined;
  /** [HO5] How many open conversations this person may hold at once; none: no limit. */
  readonly capacity?: number | undefined;
  /** [HO5] What this person is good at, in the workspace's own words; a handoff's topic may ask for one. */
  readonly skills?: readonly string[] | undefined;
  /** [HO5] BCP 47, the ones in which this person answers; none: any. */
  readonly languages?: readonly string[] | undefined;
  /** [HO5] What this person said last; nothing yet: available. */
  readonly availability?: Availability | undefined;
  /** [G-APPROVAL] Is learning: somebody else lets their messages go. */
  readonly trainee?: boolean | undefined;
  /** [G-APPROVAL] Lets trainees' messages go, without being a lead. */
  readonly approver?: boolean | undefined;
}

/** Whether somebody takes new conversations now, and why not. */
export interface Availability {
  readonly state: "available" | "busy" | "away";
  /** In their own words or one of the workspace's: lunch, training. */
  readonly reason?: string | undefined;
  readonly since: Instant;
}

export interface Team {
  readonly id: TeamId;
  readonly name: string;
}

/** A person or firm that writes to us. The phone may be missing: identity is never the phone alone. */
export interface Contact {
  readonly id: ContactId;
  readonly name: string;
  /** All digits, no plus. */
  readonly phone?: string | undefined;
  /** The platform's business-scoped user id. */
  readonly userId?: string | undefined;
  readonly language?: string | undefined;
  /** [P1] What policies may tell apart: `gold`, `wholesale`. */
  readonly tier?: string | undefined;
}

export type NumberQuality = "green" | "yellow" | "red" | "unknown";

/** A business phone number. Comes into being with the first webhook that names it. */
export interface BusinessNumber {
  readonly id: NumberId;
  readonly phoneNumberId: string;
  /** Digits as the platform writes them. */
  readonly displayNumber: string;
  readonly displayName: string;
  /** New conversations on this number belong to this team. */
  readonly teamId?: TeamId | undefined;
  readonly connection: "pending" | "connected" | "offline" | "migrated" | "deleted" | "banned" | "unknown";
  readonly quality: {
    readonly value: NumberQuality;
    readonly since?: Instant | undefined;
    readonly observedAt?: Instant | undefined;
    readonly source: "webhook" | "api" | "computed" | "manual";
  };
  readonly limit: {
    readonly scope: "portfolio" | "number";
    readonly value: number | "unlimited" | "unknown";
    readonly observedAt?: Instant | undefined;
    readonly source?: "webhook" | "api" | "manual" | undefined;
  };
  /** [S1-14] Whether messages can be sent at all, in the platform's own judgement. */
  readonly canSend?: "available" | "limited" | "blocked" | undefined;
  readonly enforcement: readonly {
    readonly type: string;
    readonly from: Instant;
    readonly until?: Instant | undefined;
    readonly source: "webhook" | "api" | "manual";
  }[];
  /** What leads are told about it, newest first. */
  readonly alarms?: readonly NumberAlarm[] | undefined;
  /** [HO12] Surge mode is on: since when, and why. */
  readonly surge?: Surge | undefined;
}

export interface Label {
  readonly id: string;
  readonly name: string;
  /** Hue of an equal-lightness colour, 0 to 359. */
  readonly hue: number;
}

/** What a template may carry at its head instead of text. */
export type HeaderMedia = "image" | "video" | "document" | "location";

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
  readonly status: string;
  readonly quality: "GREEN" | "YELLOW" | "RED" | "UNKNOWN";
  readonly header?: string | undefined;
  /** With `{{1}}` or `{{name}}` where a variable goes. */
  readonly body: string;
  readonly footer?: string | undefined;
  readonly buttons: readonly string[];
  readonly headerMedia?: HeaderMedia | undefined;
  /** The addresses behind buttons, by the place of the button; with `{{1}}` where a part is filled in. */
  readonly links?: readonly { readonly button: number; readonly url: string }[] | undefined;
  /** Places of the buttons that copy a code. */
  readonly codes?: readonly number[] | undefined;
  /** What the review was given for each variable, by the key under which its value is sent. */
  readonly examples?: Readonly<Record<string, string>> | undefined;
  /** How long the platform tries to deliver it; without: its default of 30 days. */
  readonly ttlSeconds?: number | undefined;
  readonly statusAt?: Instant | undefined;
  readonly qualityAt?: Instant | undefined;
  /** Why it was rejected or disabled, in the platform's words. */
  readonly reason?: string | undefined;
  /** [S1-4] Undefined while it is paused: until somebody lets it go on. */
  readonly pausedUntil?: Instant | undefined;
  /** An announced change of category. */
  readonly nextCategory?: { readonly category: Template["category"]; readonly at?: Instant | undefined } | undefined;
}
