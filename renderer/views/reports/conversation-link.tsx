import { toConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";

/** The customer's name, which leads to the conversation. */
export function ConversationLink({ id: raw }: { readonly id: string }) {
  const id = toConversationId(raw);
  const contactId = useInbox(({ conversations }) => conversations.get(id)?.contactId);
  const contact = useInbox(({ contacts }) => (contactId === undefined ? undefined : contacts.get(contactId)));
  const commands = useCommands();
  const { t } = useWords();
  if (contactId === undefined) return <span title={id}>{t("reports.cell.gone")}</span>;
  return (
    <Button look="link" onClick={() => openConversation(id, commands)}>
      <bdi>{contactName(contact)}</bdi>
    </Button>
  );
}
