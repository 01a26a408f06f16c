import { toConversationId } from "../../../shared/ids.ts";
import type { Mutation } from "../../../shared/sync/mutations.ts";
import type { PendingMutation } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { contactName } from "../words/names.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./connection-pill.module.css";

/** What waits for the network, in the order in which it will go. */
export function PendingList() {
  const pending = useInbox((state) => state.pending);
  const { t } = useWords();
  const all = [...pending.values()].flat().sort((a, b) => a.id - b.id);
  if (all.length === 0) return null;

  return (
    <>
      <h3 className={css["title"]}>{t("offline.pending.title")}</h3>
      <p className={css["body"]}>{t("offline.pending.body")}</p>
      <ol className={css["list"]}>
        {all.map((item) => (
          <PendingItem key={item.id} item={item} />
        ))}
      </ol>
    </>
  );
}

function PendingItem({ item }: { readonly item: PendingMutation }) {
  const contact = useInbox((state) => {
    const conversation = state.conversations.get(toConversationId(item.mutation.conversationId));
    return conversation === undefined ? undefined : state.contacts.get(conversation.contactId);
  });
  const words = useWords();
  return (
    <li className={css["item"]}>
      <div className={css["what"]}>
        <bdi>{wish(item.mutation, words)}</bdi>
      </div>
      <div className={css["who"]}>
        <bdi>{contactName(contact)}</bdi> · {words.time.time(item.madeAt)}
      </div>
    </li>
  );
}

function wish(mutation: Mutation, { t }: Words): string {
  switch (mutation.kind) {
    case "send":
      return mutation.template === undefined ? t("pending.send", { text: mutation.text ?? "" }) : t("pending.template", { name: mutation.template.name });
    case "note":
      return t("pending.note", { text: mutation.text });
    default:
      return t(`pending.${mutation.kind}`);
  }
}
