import { ArrowRightLeft, BotMessageSquare, Eye, HandHelping } from "lucide-react";
import { useEffect } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Keys } from "../../ui/keys.tsx";
import { ContactRing } from "../inbox/contact-ring.tsx";
import { HandoffSection } from "../context/handoff-section.tsx";
import { openConversation } from "../shell/open-conversation.ts";
import { ContactFacts } from "../thread/contact-facts.tsx";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-preview.module.css";
import { claimFromQueue } from "./queue-steps.ts";

/** The whole card before anybody claims: it is read once, by whoever takes it. */
export function HandoffPreview({ id, mayTake }: { readonly id: ConversationId; readonly mayTake: boolean }) {
  const commands = useCommands();
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const { t } = useWords();
  useEffect(() => {
    void commands.openThread(id);
    return () => {
      if (readUi().opened !== id) commands.closeThread(id);
    };
  }, [commands, id]);

  const icon = { size: 15, strokeWidth: 1.75 } as const;
  return (
    <>
      <header className={css["head"]}>
        <ContactRing id={id} size={40} />
        <div className={css["who"]}>
          <h2 className={css["name"]}>
            <bdi>{contactName(contact)}</bdi>
          </h2>
          <div className={css["facts"]}>
            <ContactFacts id={id} />
          </div>
        </div>
      </header>
      {mayTake ? (
        <div className={css["ways"]}>
          <Button look="primary" onClick={() => claimFromQueue(commands, id)}>
            <HandHelping {...icon} />
            {t("thread.claim")}
            <Keys keys="c" />
          </Button>
          <IconButton framed label={t("handoffs.read")} shortcut="Enter" onClick={() => openConversation(id, commands)}>
            <Eye {...icon} />
          </IconButton>
          <Button onClick={() => setUi({ asking: { kind: "transfer", conversationId: id } })}>
            <ArrowRightLeft {...icon} />
            {t("transfer.do")}
          </Button>
          <Button onClick={() => setUi({ asking: { kind: "return-to-bot", conversationId: id } })}>
            <BotMessageSquare {...icon} />
            {t("toBot.short")}
          </Button>
        </div>
      ) : (
        <p className={css["no"]}>{t("handoffs.notAllowed")}</p>
      )}
      <div className={css["card"]}>
        <HandoffSection id={id} isPreview />
      </div>
    </>
  );
}
