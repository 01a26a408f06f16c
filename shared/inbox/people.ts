import type { AgentId, ContactId, NumberId, TeamId } from "../ids.ts";
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
  /** [G-APPROVAL] Is learning: somebody else lets their messages go. */
  readonly trainee?: boolean | undefined;
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
  readonly limit: { readonly scope: "portfolio" | "number"; readonly value: number | "unlimited" | "unknown" };
  readonly enforcement: readonly {
    readonly type: string;
    readonly from: Instant;
    readonly until?: Instant | undefined;
    readonly source: "webhook" | "api" | "manual";
  }[];
}

export interface Label {
  readonly id: string;
  readonly name: string;
  /** Hue of an equal-lightness colour, 0 to 359. */
  readonly hue: number;
}

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
  /** How long the platform tries to deliver it; without: its default of 30 days. */
  readonly ttlSeconds?: number | undefined;
}
