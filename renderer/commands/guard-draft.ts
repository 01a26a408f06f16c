import { blocking } from "../../shared/guard/check.ts";
import type { Draft as GuardDraft, GuardPolicy } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId, NumberId } from "../../shared/ids.ts";
import type { Rollout } from "../../shared/outreach/rollout.ts";
import type { Clock } from "../../shared/time.ts";
import { withCannedTags } from "../guard/canned-facts.ts";
import { deskContext, deskTimeZone } from "../guard/desk-context.ts";
import type { GuardChecker } from "../guard/guard-checker.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { leavesAt, type Leaving } from "./leaving.ts";

interface Deps {
  readonly state: () => InboxState;
  readonly checker: GuardChecker;
  /** What a lead saved, where the desk knows it. */
  readonly policy: () => GuardPolicy | undefined;
  /** [G-ROLLOUT] How far what a number starts has come, where the desk knows it. */
  readonly rollout?: ((number: NumberId) => Rollout | undefined) | undefined;
  /** Words to leave alone in a conversation. */
  readonly ignored?: ((id: ConversationId) => readonly string[] | undefined) | undefined;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

export interface GuardDrafts {
  /** For whoever is typing; undefined when a newer question has overtaken this one. */
  readonly findings: (conversationId: ConversationId, draft: GuardDraft, leaving?: Leaving) => Promise<readonly Finding[] | undefined>;
  /** What keeps it from leaving. */
  readonly blocking: (
    conversationId: ConversationId,
    draft: GuardDraft,
    overrides?: Readonly<Record<string, string>>,
    leaving?: Leaving,
  ) => Promise<readonly Finding[]>;
}

/** Asks the guard with what this desk knows, for the moment of leaving. The server asks again then, and its answer counts. */
export function createGuardDrafts({ checker, clock, ignored, policy, rollout, state }: Deps): GuardDrafts {
  const timeZone = deskTimeZone();
  const known = (id: ConversationId, leaving: Leaving | undefined) => {
    const ignoredWords = ignored?.(id);
    const context = deskContext(state(), id, timeZone);
    if (context === undefined) return undefined;
    // Whether the window is closed at a given time does not hang on what time it is now.
    const clockUncertain = context.clockUncertain === true && (leaving === undefined || !("sendAt" in leaving));
    return { ...context, clockUncertain, ignoredWords, policy: policy(), rollout: rollout?.(context.conversation.numberId) };
  };

  const told = (id: ConversationId, draft: GuardDraft): GuardDraft => withCannedTags(state(), id, draft, policy());

  return {
    findings: async (conversationId, draft, leaving) => {
      const context = known(conversationId, leaving);
      if (context === undefined) return [];
      const findings = await checker.whileTyping(told(conversationId, draft), context, leavesAt(leaving, clock.now()));
      return findings === undefined ? undefined : remaining(findings, leaving);
    },
    blocking: async (conversationId, draft, overrides, leaving) => {
      const context = known(conversationId, leaving);
      if (context === undefined) return [];
      return blocking(remaining(await checker.beforeSending(told(conversationId, draft), context, leavesAt(leaving, clock.now())), leaving), overrides);
    },
  };
}

/** [S0-5] That something has not arrived is what it waits for. */
const remaining = (findings: readonly Finding[], leaving: Leaving | undefined): readonly Finding[] =>
  leaving !== undefined && "whenDelivered" in leaving ? findings.filter(({ rule }) => rule !== "G-UNDELIVERED") : findings;
