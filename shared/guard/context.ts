import type { AgentId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Message } from "../inbox/message.ts";
import type { Template } from "../inbox/people.ts";
import { minutes, type Duration, type Instant } from "../time.ts";
import { WINDOW_MARGIN } from "../window/service-window.ts";
import type { Finding, Severity } from "./finding.ts";
import type { RuleId } from "./rule-ids.ts";

/** What somebody is about to send. */
export type Draft =
  | {
      readonly kind: "text";
      readonly text: string;
      /** The newest customer message that stood there when the writing began. */
      readonly seenInboundAt?: Instant | undefined;
      /** The message itself, where it is queued already, so that it is not its own duplicate. */
      readonly id?: string | undefined;
    }
  | { readonly kind: "template"; readonly name: string; readonly language: string; readonly variables: Readonly<Record<string, string>> };

/** What is known while deciding, on the desk and on the server. What is missing is unknown, and its rules say nothing. */
export interface GuardContext {
  readonly conversation: Conversation;
  /** The newest messages, in order. */
  readonly messages?: readonly Message[] | undefined;
  readonly templates?: readonly Template[] | undefined;
  /** Who is writing. */
  readonly me?: AgentId | undefined;
  readonly contact?: GuardContact | undefined;
}

/** What the rules read about the person on the other side. */
export interface GuardContact {
  readonly name?: string | undefined;
  /** BCP 47, as the customer writes. */
  readonly language?: string | undefined;
  /** All digits, no plus. */
  readonly phone?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly lastActivityAt?: Instant | undefined;
}

/** The numbers behind the rules: policy data. */
export interface GuardPolicy {
  readonly windowMargin: Duration;
  /** For so long the same text counts as a repetition. */
  readonly duplicatePeriod: Duration;
  /** A lead's own severities; `off` silences a rule. */
  readonly severities?: Readonly<Partial<Record<RuleId, Severity | "off">>> | undefined;
}

export const DEFAULT_GUARD_POLICY: GuardPolicy = { windowMargin: WINDOW_MARGIN, duplicatePeriod: minutes(10) };

/** One rule. Pure, and silent about what it does not know. */
export type Rule = (draft: Draft, context: GuardContext, policy: GuardPolicy, now: Instant) => readonly Finding[];
