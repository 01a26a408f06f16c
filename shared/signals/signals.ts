import type { AgentId, ConversationId, NumberId } from "../ids.ts";
import type { Template } from "../inbox/people.ts";
import type { Instant } from "../time.ts";
import type { Deliverability } from "./deliverability.ts";
import type { Pattern } from "./patterns.ts";
import type { QualityChange } from "./quality-days.ts";
import type { Share } from "./share.ts";
import type { Risk, TemplateFigures } from "./template-risk.ts";

/** What our own log says about a number. The platform's own data about blocks and reports is not public. */
export interface Signals extends Deliverability {
  readonly numberId: NumberId;
  readonly from: Instant;
  readonly to: Instant;
  readonly computedAt: Instant;
  /** [S0-13] People and messages that we wrote to first. */
  readonly proactive: { readonly people: number; readonly messages: number };
  /** [S4-9] An estimate: people who withdrew or could not or would not be reached, of those whom we wrote to first. */
  readonly negative: Share;
  /** The same over a period as long, just before. */
  readonly negativeBefore: Share;
  readonly optOuts: number;
  /** [S1-6] */
  readonly response: Share;
  readonly responseBefore: Share;
  /** [S2-10] */
  readonly categories: readonly CategoryFigures[];
  readonly templates: readonly RatedTemplate[];
  readonly patterns: readonly Pattern[];
  /** Warnings of the guard that were passed with a reason. */
  readonly overrides: readonly { readonly agentId: AgentId; readonly count: number; readonly rules: readonly string[] }[];
  /** By the hour of the day in UTC. */
  readonly hours: readonly { readonly hour: number; readonly sent: number; readonly failed: number }[];
  /** By day in UTC: people whom we wrote to first, and those of them who gave a negative signal. */
  readonly trend: readonly { readonly day: Instant; readonly people: number; readonly negative: number }[];
  /** As far back as thirty days, with the one that was in force then. */
  readonly quality: readonly QualityChange[];
  /** The newest failures and withdrawals, to look at. */
  readonly examples: readonly SignalExample[];
  /** [S4-8] People reached first in the last 24 hours, by us: a lower bound. */
  readonly usage24h: { readonly atLeast: number; readonly nextFreeAt?: Instant | undefined };
}

export interface CategoryFigures {
  /** `SERVICE` is what is no template; `OTHER` a template that is known no more. */
  readonly category: Template["category"] | "SERVICE" | "OTHER";
  readonly sent: number;
  readonly failed: number;
  readonly optOuts: number;
}

export interface RatedTemplate extends TemplateFigures {
  readonly category: Template["category"] | "OTHER";
  /** The platform's word, or nothing where it is known no more. */
  readonly status?: string | undefined;
  readonly quality: Template["quality"];
  readonly risk: Risk;
}

export interface SignalExample {
  readonly kind: "failed" | "opt-out";
  readonly conversationId: ConversationId;
  readonly at: Instant;
  readonly code?: number | undefined;
  readonly template?: string | undefined;
}
