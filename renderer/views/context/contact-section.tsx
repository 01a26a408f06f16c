import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { ContactMenu } from "../consent/contact-menu.tsx";
import { languageName, phoneWords } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./context-column.module.css";
import { Pair } from "./pair.tsx";
import { Section } from "./section.tsx";

/** Who this is, as far as anybody knows. The phone may be missing. */
export function ContactSection({ id }: { readonly id: ConversationId }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const contact = useInbox((state) => (conversation === undefined ? undefined : state.contacts.get(conversation.contactId)));
  const number = useInbox((state) => (conversation === undefined ? undefined : state.numbers.get(conversation.numberId)?.displayName));
  const team = useInbox((state) => (conversation?.teamId === undefined ? undefined : state.teams.get(conversation.teamId)?.name));
  const ticker = useTicker();
  const { language, t, time } = useWords();
  if (conversation === undefined) return null;

  return (
    <Section title={t("context.contact")} action={<ContactMenu contact={conversation.contactId} />}>
      <dl className={css["pairs"]}>
        <Pair name={t("context.phone")} value={contact?.phone === undefined ? t("thread.noPhone") : phoneWords(contact.phone)} />
        {contact?.userId === undefined ? null : <Pair name={t("context.userId")} value={contact.userId} />}
        {contact?.language === undefined ? null : <Pair name={t("context.language")} value={languageName(contact.language, language)} />}
        {number === undefined ? null : <Pair name={t("context.number")} value={number} />}
        {team === undefined ? null : <Pair name={t("context.team")} value={team} />}
        <Pair name={t("context.state")} value={t(`conversation.state.${conversation.state}`)} />
        {conversation.priority === "normal" ? null : <Pair name={t("context.priority")} value={t(`priority.${conversation.priority}`)} />}
        <Pair name={t("context.since")} value={time.day(conversation.createdAt, ticker.now())} />
      </dl>
    </Section>
  );
}
