import { Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import type { HeldHop as Held } from "../../state/ui-state.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import css from "../shell/notices.module.css";
import { openConversation } from "../shell/open-conversation.ts";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";

/** So long a hop can be taken back: afterwards it is another's, and the bot has been told. */
const UNDO_MS = 5_000;

/** [HO7] [HO8] A hop on its way. Whoever leaves meanwhile, or begins another, has not taken it back: it goes then. */
export function HeldHop() {
  const held = useUi((ui) => ui.heldHop);
  return held === undefined ? null : <Leaving key={`${held.conversationId} ${JSON.stringify(held.to)}`} held={held} />;
}

function Leaving({ held }: { readonly held: Held }) {
  const { conversationId, force, note, to } = held;
  const commands = useCommands();
  const { t } = useWords();
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(conversationId);
    return contactName(conversation === undefined ? undefined : state.contacts.get(conversation.contactId));
  });
  const target = useInbox((state) => (to === "bot" ? undefined : "agent" in to ? state.agents.get(to.agent)?.name : state.teams.get(to.team)?.name));

  /** It went, or was taken back. */
  const settled = useRef(false);
  useEffect(() => {
    const go = (): void => {
      if (settled.current) return;
      settled.current = true;
      void commands.passOn(conversationId, to, note, force);
    };
    const timer = setTimeout(() => setUi({ heldHop: undefined }), UNDO_MS);
    window.addEventListener("pagehide", go);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", go);
      go();
    };
  }, [commands, conversationId, force, note, to]);

  const undo = () => {
    settled.current = true;
    setUi({ heldHop: undefined });
    openConversation(conversationId, commands);
  };
  return (
    <div className={css["notice"]} data-kind="info" role="status">
      <Undo2 size={16} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p>{to === "bot" ? t("handoffs.held.bot", { contact }) : t("handoffs.held.to", { contact, to: target ?? t("common.unknown") })}</p>
        <div className={css["ways"]}>
          <Button look="link" onClick={undo}>
            {t("handoffs.held.undo")}
          </Button>
        </div>
      </div>
    </div>
  );
}
