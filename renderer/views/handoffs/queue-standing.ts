import { needsOf, whyNot, type WhyNot } from "../../../shared/handoffs/who-may-take.ts";
import type { AgentId, ConversationId } from "../../../shared/ids.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import type { HandoffFilter } from "../../state/ui-state.ts";
import { readUi } from "../../state/ui-store.ts";

type Known = Pick<InboxState, "contacts" | "conversations" | "labels">;

/** [HO5] Why this person may not be given a conversation now; the server says the last word. */
export function whyNotTake(
  { contacts, conversations, labels }: Known,
  agent: Agent,
  load: ReadonlyMap<AgentId, number>,
  id: ConversationId,
  /** Given by hand it leaves the team: it goes with that person. */
  byHand = false,
): WhyNot | undefined {
  const known = conversations.get(id);
  if (known === undefined) return undefined;
  const conversation = byHand ? { ...known, assigneeId: agent.id } : known;
  const { queueSettings } = readUi();
  const names = conversation.labels.flatMap((label) => labels.get(label)?.name ?? []);
  const needs = needsOf(conversation, contacts.get(conversation.contactId), queueSettings, names);
  return whyNot(agent, conversation, needs, load, queueSettings.capacity);
}

export function whyNotMe(state: Known & Pick<InboxState, "me" | "myLoad">, id: ConversationId): WhyNot | undefined {
  const { me, myLoad } = state;
  return me === undefined ? "not-a-person" : whyNotTake(state, me, new Map([[me.id, myLoad]]), id);
}

/** These pass: what is mine to take stays mine to take over lunch. */
const PASSING: ReadonlySet<WhyNot | undefined> = new Set([undefined, "away", "busy", "full"]);
export const isMineToTake = (why: WhyNot | undefined): boolean => PASSING.has(why);

export const languageOf = ({ contacts, conversations }: Known, id: ConversationId): string | undefined => {
  const conversation = conversations.get(id);
  return conversation?.handoff?.language ?? (conversation === undefined ? undefined : contacts.get(conversation.contactId)?.language);
};

export const topicOf = ({ conversations }: Pick<Known, "conversations">, id: ConversationId): string | undefined => {
  const conversation = conversations.get(id);
  return conversation?.handoff?.topic ?? conversation?.topic;
};

type Queue = Known & Pick<InboxState, "handoffQueue" | "me" | "myLoad">;

/** The part of the queue that is shown, in its order. */
export function shownQueue(state: Queue, { language, mine, team, topic }: HandoffFilter): readonly ConversationId[] {
  return state.handoffQueue.filter(
    (id) =>
      (!mine || isMineToTake(whyNotMe(state, id))) &&
      (team === undefined || state.conversations.get(id)?.teamId === team) &&
      (language === undefined || languageOf(state, id) === language) &&
      (topic === undefined || topicOf(state, id) === topic),
  );
}

/** [HO2] What the badge counts: waits, and this person may take it now. */
export const takeable = (state: Queue): readonly ConversationId[] => state.handoffQueue.filter((id) => whyNotMe(state, id) === undefined);
