import type { Finding } from "../../shared/guard/finding.ts";
import type { Draft } from "../state/inbox-state.ts";
import { TOPIC_CHANGED } from "../../shared/guard/topic/topic-context.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Commands } from "./commands.ts";
import type { Drafts } from "./drafts.ts";
import type { GuardDrafts } from "./guard-draft.ts";
import type { Mutate } from "./mutate.ts";

interface Deps {
  readonly state: () => InboxState;
  readonly guard: GuardDrafts;
  readonly mutate: Mutate;
  readonly drafts: Pick<Drafts, "sent">;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Queues a text that nothing stops. The draft goes from disk in the same transaction in which the message comes to it. */
export const createSendText =
  ({ clock, drafts, guard, mutate, newId, state }: Deps): Commands["sendText"] =>
  async (conversationId, text, { overrides: reasons, quotes, replaces } = {}) => {
    if (text.trim() === "") return [];
    const draft = replyDraft(state(), conversationId);
    const overrides = withTopic(reasons, draft);
    const author = seen(state(), conversationId);
    const stops = await guard.blocking(conversationId, { kind: "text", text, seenInboundAt: draft?.seenInboundAt }, overrides);
    if (stops.length > 0) return stops;

    await mutate(
      {
        kind: "send",
        clientId: newId(),
        text,
        composedAt: clock.now(),
        ...author,
        ...(quotes === undefined ? {} : { quotes }),
        ...(replaces === undefined ? {} : { replaces }),
        ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
      },
      draft === undefined ? undefined : conversationId,
    );
    if (draft !== undefined) drafts.sent(draft);
    return [];
  };

export const createSendTemplate =
  ({ clock, guard, mutate, newId, state }: Omit<Deps, "drafts">): Commands["sendTemplate"] =>
  async (conversationId, { language, name, variables }, overrides): Promise<readonly Finding[]> => {
    const author = seen(state(), conversationId);
    const stops = await guard.blocking(conversationId, { kind: "template", name, language, variables }, overrides);
    if (stops.length > 0) return stops;

    await mutate({
      kind: "send",
      clientId: newId(),
      template: { name, language, variables: { ...variables } },
      composedAt: clock.now(),
      ...author,
      ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
    });
    return [];
  };

/** A topic that was changed on purpose is said to the server too: it knows the past, and would ask the same again. */
const withTopic = (reasons: Readonly<Record<string, string>> | undefined, draft: Draft | undefined): typeof reasons =>
  draft?.topicChanged === true ? { "G-TOPIC": TOPIC_CHANGED, ...reasons } : reasons;

/** What the author saw: the claim's fencing token, and the newest message of the customer when the writing began (G-STALE). */
function seen(
  state: InboxState,
  conversationId: ConversationId,
): { readonly conversationId: ConversationId; readonly claimEpoch?: number; readonly seenInboundAt?: number } {
  const conversation = state.conversations.get(conversationId);
  const seenInboundAt = replyDraft(state, conversationId)?.seenInboundAt ?? conversation?.lastInboundAt;
  return {
    conversationId,
    ...(conversation === undefined ? {} : { claimEpoch: conversation.claimEpoch }),
    ...(seenInboundAt === undefined ? {} : { seenInboundAt }),
  };
}

function replyDraft({ drafts }: InboxState, conversationId: ConversationId) {
  const draft = drafts.get(conversationId);
  return draft?.mode === "reply" ? draft : undefined;
}
