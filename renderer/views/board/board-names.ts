import type { BoardNames } from "../../../shared/board/board-order.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { searchable } from "../../state/search-text.ts";
import { contactName } from "../words/names.ts";

/** What rows are called on this desk. `state` is asked anew each time: the maps of conversations and contacts are changed in place. */
export function boardNames(state: () => Pick<InboxState, "agents" | "contacts" | "labels" | "numbers" | "teams">): BoardNames {
  const customer = ({ contactId }: Conversation): string => contactName(state().contacts.get(contactId));
  const team = ({ teamId }: Conversation): string => (teamId === undefined ? "" : (state().teams.get(teamId)?.name ?? ""));
  const agent = ({ assigneeId }: Conversation): string => (assigneeId === undefined ? "" : (state().agents.get(assigneeId)?.name ?? ""));
  return {
    customer,
    team,
    agent,
    fold: searchable,
    searched: (conversation) => {
      const { contacts, labels, numbers } = state();
      const said = conversation.labels.map((id) => labels.get(id)?.name ?? "");
      const phone = contacts.get(conversation.contactId)?.phone ?? "";
      return searchable(
        [
          customer(conversation),
          phone,
          conversation.topic ?? "",
          team(conversation),
          agent(conversation),
          numbers.get(conversation.numberId)?.displayName ?? "",
          ...said,
        ].join(" "),
      );
    },
  };
}
