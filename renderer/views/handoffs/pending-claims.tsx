import { CloudOff } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { Button } from "../../ui/button.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoffs-page.module.css";
import { claimsUnderWay } from "./claims-under-way.ts";

/** [HO3] Claimed without a network: wished, and not yet granted. Somebody else may be first. */
export function PendingClaims() {
  const offline = useInbox((state) => state.connection.kind === "offline");
  const pending = useInbox((state) => state.pending);
  const contacts = useInbox((state) => state.contacts);
  const conversations = useInbox((state) => state.conversations);
  const commands = useCommands();
  const { t } = useWords();
  const ids = offline ? claimsUnderWay(pending) : [];
  if (ids.length === 0) return null;
  return (
    <div className={css["line"]}>
      <CloudOff size={15} strokeWidth={1.75} />
      <p>
        {t("handoffs.claimsWait", { count: ids.length })}{" "}
        {ids.map((id) => {
          const contact = conversations.get(id)?.contactId;
          return (
            <Button key={id} look="link" className={css["name"]} onClick={() => openConversation(id, commands)}>
              <bdi>{contactName(contact === undefined ? undefined : contacts.get(contact))}</bdi>
            </Button>
          );
        })}
      </p>
    </div>
  );
}
