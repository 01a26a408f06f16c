import type { AgentId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Message } from "../inbox/message.ts";
import type { Template } from "../inbox/people.ts";
import { minutes, type Duration, type Instant } from "../time.ts";
import { WINDOW_MARGIN } from "../window/service-window.ts";
import type { Finding, Severity } from "./finding.ts";
import type { ReachContext } from "./reach-context.ts";
import { DEFAULT_REACH_POLICY, type ReachPolicy } from "./reach-policy.ts";
import type { RuleId } from "./rule-ids.ts";
import type { TopicContext } from "./topic/topic-context.ts";
import { DEFAULT_TEXT_POLICY, type TextPolicy } from "./text-policy.ts";

/** What somebody is about to send. */
export type Draft =
  | {
      readonly kind: "text";
      readonly text: string;
      /** The newest customer message that stood there when the writing began. */
      readonly seenInboundAt?: Instant | undefined;
      /** The message itself, where it is queued already, so that it is not its own duplicate. */
      readonly id?: string | undefined;
      /** It came from a canned reply and was sent as it is. */
      readonly cannedReply?: boolean | undefined;
      /** The canned reply that its author named. */
      readonly cannedReplyId?: string | undefined;
      /** The one sentence that says that an opt-out was heard. */
      readonly confirmsOptOut?: boolean | undefined;
      /** [S0-24] What the canned replies whose words stand in it are for. */
      readonly macro?: { readonly tags: readonly string[] } | undefined;
    }
  | {
      readonly kind: "template";
      readonly name: string;
      readonly language: string;
      readonly variables: Readonly<Record<string, string>>;
      /** The message itself, where it is queued already. */
      readonly id?: string | undefined;
    };

/** What is known while deciding, on the desk and on the server. What is missing is unknown, and its rules say nothing. */
export interface GuardContext extends ReachContext {
  readonly conversation: Conversation;
  /** The newest messages, in order. */
  readonly messages?: readonly Message[] | undefined;
  readonly templates?: readonly Template[] | undefined;
  /** Who is writing. */
  readonly me?: AgentId | undefined;
  readonly contact?: GuardContact | undefined;
  /** Whose name the customer should read. */
  readonly business?: { readonly name?: string | undefined } | undefined;
  /** IANA name of the desk's time zone: "by five" is meant there. */
  readonly timeZone?: string | undefined;
  readonly spelling?: Spelling | undefined;
  readonly topic?: TopicContext | undefined;
}

/** A dictionary: `ok`, or what the word might have been. Languages without one are `ok`, and so is what has not been looked up yet. */
export interface Spelling {
  readonly check: (word: string, language: string) => "ok" | readonly string[];
  /** Right here whatever a dictionary says: words of the workspace, names, what somebody told to leave alone. In lower case. */
  readonly isRight?: ((small: string) => boolean) | undefined;
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
  /** How often, when and to how many. */
  readonly reach: ReachPolicy;
  /** Behind the rules about the text itself. */
  readonly text: TextPolicy;
  /** A lead's own severities; `off` silences a rule. */
  readonly severities?: Readonly<Partial<Record<RuleId, Severity | "off">>> | undefined;
}

export const DEFAULT_GUARD_POLICY: GuardPolicy = {
  windowMargin: WINDOW_MARGIN,
  duplicatePeriod: minutes(10),
  reach: DEFAULT_REACH_POLICY,
  text: DEFAULT_TEXT_POLICY,
};

/** One rule. Pure, and silent about what it does not know. */
export type Rule = (draft: Draft, context: GuardContext, policy: GuardPolicy, now: Instant) => readonly Finding[];
