import { memo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { LastMessage } from "../../../shared/inbox/conversation.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { cx } from "../../ui/cx.ts";
import { plainWords } from "../words/formatting.ts";
import { typeKey } from "../words/names.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./conversation-row.module.css";

/** Who types now, else what I have begun, else the last message's first words. */
export const RowWords = memo(function RowWords({ id }: { readonly id: ConversationId }) {
  const last = useInbox((state) => state.conversations.get(id)?.lastMessage);
  const draft = useInbox((state) => state.drafts.get(id));
  const typing = useInbox((state) => {
    const who = state.presence.get(id)?.find(({ agentId, what }) => what === "type" && agentId !== state.me?.id);
    return who === undefined ? undefined : state.agents.get(who.agentId)?.name;
  });
  const { t } = useWords();

  if (typing !== undefined) return <div className={cx(css["words"], css["typing"])}>{t("row.typing", { name: typing })}</div>;
  if (draft !== undefined && draft.text.trim() !== "") {
    return (
      <div className={css["words"]}>
        <b className={css["draft"]}>{t("row.draft")}</b> <bdi>{draft.text}</bdi>
      </div>
    );
  }
  return (
    <div className={css["words"]}>
      {last?.direction === "out" ? `${t(last.authorKind === "bot" || last.authorKind === "automation" ? "row.bot" : "row.you")} ` : null}
      <bdi>{last === undefined ? "" : lastWords(last, t)}</bdi>
    </div>
  );
});

function lastWords({ type, text }: LastMessage, t: Words["t"]): string {
  const words = plainWords(text);
  if (type === "text" || type === "template" || type === "button" || type === "interactive") return words || t(typeKey(type));
  const icon = type === "image" || type === "video" || type === "document" ? "📎 " : type === "audio" || type === "voice" ? "🎤 " : "";
  return words === "" ? icon + t(typeKey(type)) : `${icon}${t(typeKey(type))} · ${words}`;
}
