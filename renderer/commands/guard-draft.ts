import { lengthFacts } from "../../shared/platform/facts.ts";
import { blocking, check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft as GuardDraft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import type { InboxState } from "../state/inbox-state.ts";

interface Deps {
  readonly state: () => InboxState;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

export interface GuardDrafts {
  readonly findings: (conversationId: ConversationId, draft: GuardDraft) => readonly Finding[];
  /** What keeps it from leaving. */
  readonly blocking: (conversationId: ConversationId, draft: GuardDraft, overrides?: Readonly<Record<string, string>>) => readonly Finding[];
}

/** The platform's longest text. */
const MAX_TEXT = lengthFacts.text.value;

/** Asks the guard with what this desk knows. The server asks again, and its answer counts. */
export function createGuardDrafts({ clock, state }: Deps): GuardDrafts {
  const findings: GuardDrafts["findings"] = (conversationId, draft) => {
    const { conversations, me, templates, threads } = state();
    const conversation = conversations.get(conversationId);
    if (conversation === undefined) return [];

    const context = { conversation, messages: threads.get(conversationId)?.messages, templates: [...templates.values()], me: me?.id };
    return [...tooLong(draft), ...check(draft, context, DEFAULT_GUARD_POLICY, clock.now())];
  };

  return { findings, blocking: (conversationId, draft, overrides) => blocking(findings(conversationId, draft), overrides) };
}

function tooLong(draft: GuardDraft): readonly Finding[] {
  if (draft.kind !== "text" || draft.text.length <= MAX_TEXT) return [];
  return [
    {
      rule: "G-ERRORS",
      severity: "stop",
      messageKey: "guard.tooLong",
      evidence: { length: draft.text.length, limit: MAX_TEXT },
      remedies: [{ command: "fix" }],
    },
  ];
}
