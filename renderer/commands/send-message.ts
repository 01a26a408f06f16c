import type { Finding } from "../../shared/guard/finding.ts";
import type { Draft } from "../state/inbox-state.ts";
import { TOPIC_CHANGED } from "../../shared/guard/topic/topic-context.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { composedNotBefore } from "../../shared/sync/too-old.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import { cannedClaim } from "../guard/canned-facts.ts";
import type { InboxState } from "../state/inbox-state.ts";
import type { Commands } from "./commands.ts";
import type { Drafts } from "./drafts.ts";
import type { GuardDrafts } from "./guard-draft.ts";
import type { Leaving } from "./leaving.ts";
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
  async (conversationId, text, { confirmsOptOut, leaving, mended = [], overrides: reasons, quotes, replaces } = {}) => {
    if (text.trim() === "") return [];
    // What confirms a no is not what was being written.
    const draft = confirmsOptOut === true ? undefined : replyDraft(state(), conversationId);
    const overrides = withTopic(reasons, draft);
    const author = seen(state(), conversationId);
    const stops = await guard.blocking(conversationId, { ...writtenDraft(text, draft), confirmsOptOut }, overrides, leaving);
    if (stops.length > 0) return stops;

    await mutate(
      {
        kind: "send",
        clientId: newId(),
        text,
        composedAt: composedAt(state(), conversationId, clock.now()),
        ...author,
        ...whenOf(leaving),
        ...cannedClaim(state(), conversationId, text, draft?.cannedReplyId),
        ...(confirmsOptOut === undefined ? {} : { confirmsOptOut }),
        ...(quotes === undefined ? {} : { quotes }),
        ...(replaces === undefined ? {} : { replaces }),
        ...(mended.length === 0 ? {} : { mended: [...mended] }),
        ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
      },
      draft === undefined ? undefined : conversationId,
    );
    if (draft !== undefined) drafts.sent(draft);
    return [];
  };

export const createSendTemplate =
  ({ clock, guard, mutate, newId, state }: Omit<Deps, "drafts">): Commands["sendTemplate"] =>
  async (conversationId, { language, name, variables }, overrides, leaving): Promise<readonly Finding[]> => {
    const author = seen(state(), conversationId);
    const stops = await guard.blocking(conversationId, { kind: "template", name, language, variables }, overrides, leaving);
    if (stops.length > 0) return stops;

    await mutate({
      kind: "send",
      clientId: newId(),
      template: { name, language, variables: { ...variables } },
      composedAt: composedAt(state(), conversationId, clock.now()),
      ...author,
      ...whenOf(leaving),
      ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
    });
    return [];
  };

/** A text as the guard reads it, with what its author saw and where it came from. */
export const writtenDraft = (text: string, draft: Draft | undefined) =>
  ({ kind: "text", text, seenInboundAt: draft?.seenInboundAt, cannedReplyId: draft?.cannedReplyId }) as const;

const whenOf = (leaving: Leaving | undefined): { readonly sendAt?: number; readonly whenDelivered?: true } => leaving ?? {};

/** A topic that was changed on purpose is said to the server too: it knows the past, and would ask the same again. */
const withTopic = (reasons: Readonly<Record<string, string>> | undefined, draft: Draft | undefined): typeof reasons =>
  draft?.topicChanged === true ? { "G-TOPIC": TOPIC_CHANGED, ...reasons } : reasons;

/** What the author saw: the claim's fencing token, and the newest message of the customer when the writing began (G-STALE). */
export function seen(
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

/** [I14] A clock that runs behind must not make new words old: they came after what this desk last heard. */
export function composedAt({ connection, conversations }: InboxState, conversationId: ConversationId, now: Instant): Instant {
  return composedNotBefore(now, conversations.get(conversationId)?.lastInboundAt, connection.kind === "offline" ? connection.asOf : undefined);
}

function replyDraft({ drafts }: InboxState, conversationId: ConversationId) {
  const draft = drafts.get(conversationId);
  return draft?.mode === "reply" ? draft : undefined;
}
