import { useEffect, useRef } from "react";
import { baseLanguage, type CannedTag } from "../../../shared/inbox/canned-reply.ts";
import { filledParts, type CannedValues } from "../../../shared/inbox/canned-variables.ts";
import type { FoundReply } from "../../../shared/inbox/find-canned-replies.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { valuesIn } from "../../guard/canned-facts.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Keys } from "../../ui/keys.tsx";
import { languageName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./canned-reply-picker.module.css";
import { optionId, type CannedPicker } from "./use-canned-picker.ts";

/** What `/` finds, and what the chosen one would say to this person. The text keeps the focus. */
export function CannedReplyPicker({ id, picker }: { readonly id: ConversationId; readonly picker: CannedPicker }) {
  const { t } = useWords();
  const isEmpty = useInbox((state) => state.cannedReplies.size === 0);
  const { chosen, found, listId, query } = picker;
  const one = found[chosen];
  const list = useRef<HTMLUListElement>(null);
  // In braces: newer browsers answer with a promise, which is no clean-up.
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  return (
    <div className={css["picker"]}>
      <span className={css["heard"]} role="status">
        {t("canned.found", { count: found.length })}
      </span>
      {one === undefined ? (
        <p className={css["none"]}>
          <span>{isEmpty ? t("canned.noneYet") : query === "" ? t("canned.noneHere") : t("canned.noMatch", { query })}</span>
          <ManageLink />
        </p>
      ) : (
        <>
          <div className={css["both"]}>
            <ul className={css["list"]} id={listId} ref={list} role="listbox" aria-label={t("composer.canned")}>
              {found.map((each, place) => (
                <Option
                  key={each.reply.id}
                  one={each}
                  id={optionId(listId, place)}
                  isChosen={place === chosen}
                  onPoint={() => picker.choose(place)}
                  onPut={() => picker.put(each)}
                />
              ))}
            </ul>
            <Preview one={one} values={valuesIn(inboxStore.getState(), id)} />
          </div>
          <p className={css["keys"]}>
            <Keys keys="Enter" /> {t("canned.puts")} <Keys keys="Escape" /> {t("canned.closes")}
            <span className={css["grow"]} />
            <ManageLink />
          </p>
        </>
      )}
    </div>
  );
}

interface OptionProps {
  readonly one: FoundReply;
  readonly id: string;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onPut: () => void;
}

function Option({ id, isChosen, onPoint, onPut, one: { language, reply, theirs } }: OptionProps) {
  const { language: mine, t } = useWords();
  const facts = [
    reply.ownerId === undefined ? undefined : t("canned.mine"),
    theirs ? undefined : t("canned.notTheirs", { language: languageName(language, mine) }),
    ...reply.tags.filter(isToldOf).map((tag) => t(`canned.tag.${tag}`)),
  ].filter((fact) => fact !== undefined);
  return (
    <li
      id={id}
      role="option"
      aria-selected={isChosen}
      className={css["option"]}
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={isChosen ? undefined : onPoint}
      onClick={onPut}
    >
      <bdi className={css["title"]}>{reply.title}</bdi>
      <span className={css["facts"]}>
        <span className={css["shortcut"]}>/{reply.shortcut}</span>
        {facts.length === 0 ? null : <span className={cx(!theirs && css["other"])}> · {facts.join(" · ")}</span>}
      </span>
    </li>
  );
}

/** Of these somebody has to know before it is put. */
const isToldOf = (tag: CannedTag): boolean => tag === "promo";

function Preview({ one: { language, reply }, values }: { readonly one: FoundReply; readonly values: CannedValues }) {
  const { language: mine, t } = useWords();
  return (
    <div className={css["preview"]}>
      <p className={css["label"]}>{t("canned.preview", { language: languageName(language, mine) })}</p>
      <p className={css["text"]} lang={baseLanguage(language)} dir="auto">
        <CannedText text={reply.texts[language] ?? ""} values={values} />
      </p>
    </div>
  );
}

/** With what is known filled in; the gaps that are left are marked. */
export function CannedText({ text, values }: { readonly text: string; readonly values: CannedValues }) {
  return filledParts(text, values).map((part, place) =>
    part.kind === "gap" ? (
      <mark key={place} className={css["gap"]}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

function ManageLink() {
  const { t } = useWords();
  return (
    <Button look="link" onMouseDown={(event) => event.preventDefault()} onClick={() => setUi({ page: "settings", settingsTab: "canned-replies" })}>
      {t("canned.manage")}
    </Button>
  );
}
