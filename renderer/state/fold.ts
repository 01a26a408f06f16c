import { mayApprove } from "../../shared/guard/approvals.ts";
import type { Conversation, LastMessage } from "../../shared/inbox/conversation.ts";
import type { Message, MessageContent } from "../../shared/inbox/message.ts";
import type { Agent, Template } from "../../shared/inbox/people.ts";
import { withoutToApprove } from "../../shared/sync/decide-approval.ts";
import { waitsFor } from "../../shared/inbox/waits-for.ts";
import { decide, type Decision } from "../../shared/sync/decide.ts";
import type { PendingMutation } from "./inbox-state.ts";
import { renderTemplate } from "../../shared/inbox/render-template.ts";
import { placeMessage, placeNote, type ThreadBase } from "./thread-base.ts";

/** What the fold has to know besides the rows. */
export interface FoldContext {
  readonly me: Agent;
  readonly templates: ReadonlyMap<string, Template>;
  readonly knowsLabel: (id: string) => boolean;
}

/** [I12] What the server will make of a conversation, seen from here: the row, and on it everything still under way, in order. */
export function foldConversation(base: Conversation, pending: readonly PendingMutation[], context: FoldContext): Conversation {
  let conversation = base;
  for (const each of pending) {
    // [G-APPROVAL] A list does not know messages, only which of them wait.
    if ("messageId" in each.mutation) conversation = withoutToApprove(conversation, each.mutation.messageId);
    const decision = foresee(conversation, each, undefined, context);
    if (decision.type === "reject") continue;
    conversation =
      decision.message === undefined || each.mutation.kind !== "send" ? decision.conversation : withLastMessage(decision.conversation, decision.message);
  }
  return conversation;
}

/** [I12] The same for an open thread. A message or note that the server knows already is the server's. */
export function foldThread(base: ThreadBase, conversation: Conversation, pending: readonly PendingMutation[], context: FoldContext): ThreadBase {
  let thread = base;
  for (const each of pending) {
    const { mutation } = each;
    if (mutation.kind !== "send" && mutation.kind !== "note" && !("messageId" in mutation)) continue;

    const messageId = mutation.kind === "send" ? mutation.clientId : "messageId" in mutation ? mutation.messageId : undefined;
    const known = messageId === undefined ? undefined : thread.messages.findLast(({ id }) => id === messageId);
    if (mutation.kind === "send" && known !== undefined) continue;

    const decision = foresee(conversation, each, known, context);
    if (decision.type === "reject") continue;
    if (decision.message !== undefined) thread = { ...thread, messages: placeMessage(thread.messages, decision.message) };
    if (decision.note !== undefined && !thread.notes.some(({ id }) => id === decision.note?.id))
      thread = { ...thread, notes: placeNote(thread.notes, decision.note) };
  }
  return thread;
}

/** The moment is the one at which the wish was made, so that folding again gives the same. */
function foresee(
  conversation: Conversation,
  { madeAt, mutation }: PendingMutation,
  message: Message | undefined,
  { knowsLabel, me, templates }: FoldContext,
): Decision {
  return decide(conversation, mutation, {
    by: me.id,
    byKind: "human",
    awaitsApproval: me.trainee === true,
    mayApprove: mayApprove(me),
    mayTakeOver: me.role === "lead" || me.role === "admin",
    now: madeAt,
    message,
    knowsLabel,
    renderTemplate: ({ language, name, variables }) => {
      const template = [...templates.values()].find((each) => each.name === name && each.language === language);
      return template === undefined ? undefined : renderTemplate(template, variables);
    },
  });
}

function withLastMessage(conversation: Conversation, message: Message): Conversation {
  const { lastMessage } = conversation;
  if (lastMessage !== undefined && (lastMessage.id === message.id || lastMessage.at > message.at)) return conversation;

  const mine: LastMessage = {
    id: message.id,
    direction: "out",
    authorKind: "human",
    type: message.content.type,
    text: firstWords(message.content),
    at: message.at,
    state: message.state,
    waits: waitsFor(message),
  };
  return { ...conversation, lastMessage: mine };
}

const firstWords = (content: MessageContent): string => ("body" in content ? content.body.slice(0, 160) : "");
