import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicking } from "../../state/ticker.ts";
import { minutes, plus, type Instant } from "../../../shared/time.ts";
import { phoneWords, zoneOf } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./contact-facts.module.css";

/** The number, and what time it is where it comes from. */
export function ContactFacts({ id }: { readonly id: ConversationId }) {
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const { t, language } = useWords();
  const zone = zoneOf(contact?.phone);

  const theirs = useTicking<HTMLSpanElement>(
    (node, now) => {
      if (zone === undefined) return undefined;
      node.textContent = ` · ${t("thread.localTime", { time: new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(now) })}`;
      return plus((Math.floor(now / 60_000) * 60_000) as Instant, minutes(1));
    },
    [zone, language, t],
  );

  return (
    <p className={css["facts"]}>
      <bdi>{contact?.phone === undefined ? t("thread.noPhone") : phoneWords(contact.phone)}</bdi>
      <span ref={theirs} title={zone === undefined ? undefined : t("thread.localTimeTitle")} />
    </p>
  );
}
