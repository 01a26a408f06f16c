import { spokenBy } from "../../../shared/guard/rules/language.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { CannedSituation } from "../../../shared/inbox/find-canned-replies.ts";
import type { InboxState } from "../../state/inbox-state.ts";

/** What the customer writes, and what is written of them, the likeliest first; nothing where nobody can tell. */
export function customersLanguages({ contacts, conversations, threads }: InboxState, id: ConversationId): readonly string[] {
  const conversation = conversations.get(id);
  const contact = conversation === undefined ? undefined : contacts.get(conversation.contactId);
  const spoken = spokenBy({ contact, messages: threads.get(id)?.messages }).map(({ language }) => language);
  // With its region, where it is known: `pt-BR` says more than `pt`.
  const written = contact?.language;
  const precise = spoken.map((language) => (written?.toLowerCase().startsWith(`${language}-`) ? written : language));
  return [...new Set(precise)];
}

/** Where somebody is about to put a canned reply. `fallback`: the language of whoever writes. */
export function cannedSituation(state: InboxState, id: ConversationId, fallback: string): CannedSituation {
  const { conversations, labels, me } = state;
  const conversation = conversations.get(id);
  const languages = customersLanguages(state, id);
  return {
    languages: languages.length > 0 ? languages : [fallback],
    labels: conversation?.labels ?? [],
    topic: conversation?.topic,
    labelName: (label) => labels.get(label)?.name,
    teamIds: [...new Set([...(me?.teamIds ?? []), ...(conversation?.teamId === undefined ? [] : [conversation.teamId])])],
  };
}
