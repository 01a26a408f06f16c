import { blocking } from "../../shared/guard/check.ts";
import type { Draft as GuardDraft, GuardPolicy } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import { deskContext, deskTimeZone } from "../guard/desk-context.ts";
import type { GuardChecker } from "../guard/guard-checker.ts";
import type { InboxState } from "../state/inbox-state.ts";

interface Deps {
  readonly state: () => InboxState;
  readonly checker: GuardChecker;
  /** What a lead saved, where the desk knows it. */
  readonly policy: () => GuardPolicy | undefined;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

export interface GuardDrafts {
  /** For whoever is typing; undefined when a newer question has overtaken this one. */
  readonly findings: (conversationId: ConversationId, draft: GuardDraft) => Promise<readonly Finding[] | undefined>;
  /** What keeps it from leaving. */
  readonly blocking: (conversationId: ConversationId, draft: GuardDraft, overrides?: Readonly<Record<string, string>>) => Promise<readonly Finding[]>;
}

/** Asks the guard with what this desk knows. The server asks again, and its answer counts. */
export function createGuardDrafts({ checker, clock, policy, state }: Deps): GuardDrafts {
  const timeZone = deskTimeZone();
  const known = (id: ConversationId) => {
    const context = deskContext(state(), id, timeZone);
    return context === undefined ? undefined : { ...context, policy: policy() };
  };

  return {
    findings: async (conversationId, draft) => {
      const context = known(conversationId);
      return context === undefined ? [] : checker.whileTyping(draft, context, clock.now());
    },
    blocking: async (conversationId, draft, overrides) => {
      const context = known(conversationId);
      return context === undefined ? [] : blocking(await checker.beforeSending(draft, context, clock.now()), overrides);
    },
  };
}
