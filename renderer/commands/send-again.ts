import type { Draft as GuardDraft } from "../../shared/guard/context.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Clock } from "../../shared/time.ts";
import { cannedClaim } from "../guard/canned-facts.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Commands } from "./commands.ts";
import type { GuardDrafts } from "./guard-draft.ts";
import type { Mutate } from "./mutate.ts";
import { composedAt, seen } from "./send-message.ts";

interface Deps {
  readonly state: () => InboxState;
  readonly guard: GuardDrafts;
  readonly mutate: Mutate;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * A message that waits, or was held or taken back, goes on: now, or at another time. The one before is taken back first, and the new
 * one says which it replaces: where that one has left meanwhile, the server refuses both, and nobody reads it twice.
 */
export const createSendAgain =
  ({ clock, guard, mutate, newId, state }: Deps): Commands["sendAgain"] =>
  async (message, leaving, reasons) => {
    const { conversationId, id, quotes } = message;
    const overrides = message.overrides === undefined && reasons === undefined ? undefined : { ...message.overrides, ...reasons };
    const what = contentOf(message);
    if (what === undefined) return [];
    // Whoever sends it has the thread before their eyes: what was being written meanwhile is another matter.
    const seenInboundAt = state().conversations.get(conversationId)?.lastInboundAt;
    const stops = await guard.blocking(
      conversationId,
      { ...what.draft, id, ...(what.draft.kind === "text" ? { seenInboundAt, cannedReplyId: message.cannedReplyId } : {}) },
      overrides,
      leaving,
    );
    if (stops.length > 0) return stops;

    if (message.state === "held" || message.state === "queued") await mutate({ kind: "cancel", conversationId, messageId: id });
    await mutate({
      kind: "send",
      clientId: newId(),
      ...what.mutation,
      composedAt: composedAt(state(), conversationId, clock.now()),
      ...seen(state(), conversationId),
      ...(seenInboundAt === undefined ? {} : { seenInboundAt }),
      ...(what.draft.kind === "text" ? cannedClaim(state(), conversationId, what.draft.text, message.cannedReplyId) : {}),
      ...leaving,
      replaces: id,
      ...(quotes === undefined ? {} : { quotes: quotes.wamid }),
      ...(overrides === undefined ? {} : { overrides }),
    });
    return [];
  };

/** Texts and templates are what a desk sends. */
function contentOf({ content }: Message) {
  switch (content.type) {
    case "text":
      return { draft: { kind: "text", text: content.body } satisfies GuardDraft, mutation: { text: content.body } };
    case "template": {
      const { language, name, variables } = content;
      return {
        draft: { kind: "template", name, language, variables } satisfies GuardDraft,
        mutation: { template: { name, language, variables: { ...variables } } },
      };
    }
    default:
      return undefined;
  }
}
