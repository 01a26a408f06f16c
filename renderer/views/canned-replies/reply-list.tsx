import type { CannedReply } from "../../../shared/inbox/canned-reply.ts";
import { languageFor } from "../../../shared/inbox/canned-reply.ts";
import { useWords } from "../words/use-words.ts";
import css from "./reply-list.module.css";

interface Props {
  readonly label: string;
  readonly replies: readonly CannedReply[];
  readonly onOpen: (reply: CannedReply) => void;
}

export function ReplyList({ label, onOpen, replies }: Props) {
  return (
    <section aria-label={label}>
      <h3 className={css["group"]}>{label}</h3>
      <ul className={css["list"]} aria-label={label}>
        {replies.map((reply) => (
          <Row key={reply.id} reply={reply} onOpen={() => onOpen(reply)} />
        ))}
      </ul>
    </section>
  );
}

function Row({ onOpen, reply }: { readonly reply: CannedReply; readonly onOpen: () => void }) {
  const { language, t } = useWords();
  const { id, shortcut, tags, texts, title, usage } = reply;
  const shown = languageFor(reply, [language]) ?? Object.keys(texts)[0] ?? "";
  return (
    <li className={css["row"]}>
      <div className={css["head"]}>
        <h4 className={css["title"]}>
          {/* The whole row is its ground. */}
          <button type="button" className={css["open"]} data-reply={id} onClick={onOpen}>
            <bdi>{title}</bdi>
          </button>
        </h4>
        <span className={css["shortcut"]}>/{shortcut}</span>
        <span className={css["grow"]} />
        {tags.map((tag) => (
          <span key={tag} className={css["tag"]} data-tag={tag}>
            {t(`canned.tag.${tag}`)}
          </span>
        ))}
      </div>
      <p className={css["text"]} lang={shown} dir="auto">
        {texts[shown]}
      </p>
      <p className={css["facts"]}>
        {[
          Object.keys(texts)
            .map((one) => one.toUpperCase())
            .join(" "),
          usage.count === 0 ? t("canned.never") : t("canned.used", { count: usage.count }),
        ].join(" · ")}
      </p>
    </li>
  );
}
