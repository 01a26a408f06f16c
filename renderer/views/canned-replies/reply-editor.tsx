import { ArrowLeft } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { LONGEST_TITLE, type CannedReplyFields } from "../../../shared/api/canned-replies.ts";
import { languageFor } from "../../../shared/inbox/canned-reply.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { CannedReplyFault } from "../../commands/canned-replies.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import type { CannedDraft } from "../../state/ui-state.ts";
import { Button } from "../../ui/button.tsx";
import fieldsCss from "../policies/fields.module.css";
import section from "../settings/section.module.css";
import { useWords } from "../words/use-words.ts";
import { copyOf, draftOf, faultsOf, isChanged, isLead, mayWrite } from "./edit-reply.ts";
import { ReplyChoices } from "./reply-choices.tsx";
import css from "./reply-editor.module.css";
import { ReplyPreview } from "./reply-preview.tsx";
import { TextEditor } from "./text-editor.tsx";

type Refusal = CannedReplyFault | "no-network" | "failed";

interface Props {
  readonly draft: CannedDraft;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

/** One canned reply: how it is called, what it says in each language, and where it is offered. */
export function ReplyEditor({ draft, onClose, onDelete }: Props) {
  const commands = useCommands();
  const { language, t } = useWords();
  const me = useInbox((state) => state.me);
  const replies = useInbox((state) => state.cannedReplies);
  const offline = useInbox((state) => state.connection.kind === "offline");
  const { before, fields, personal } = draft;
  const [shown, setShown] = useState(() => languageFor(fields, [language]) ?? Object.keys(fields.texts)[0] ?? "");
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [asksDiscard, setAsksDiscard] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const busy = useRef(false);
  const head = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => head.current?.focus({ preventScroll: true }), [before?.id]);

  const editable = before === undefined || mayWrite(before, me);
  const faults = tried ? faultsOf(draft, replies.values()) : {};
  const put = (next: Partial<CannedDraft>) => {
    setRefusal(undefined);
    setUi({ cannedDraft: { ...draft, ...next } });
  };
  const change = (some: Partial<CannedReplyFields>) => put({ fields: { ...fields, ...some } });

  /** `over`: on top of what somebody else has saved meanwhile. */
  const save = async (over = before) => {
    setTried(true);
    const wrong = Object.keys(faultsOf(draft, replies.values()));
    if (wrong.length > 0) {
      const text = wrong.find((one) => one.startsWith("texts."))?.slice("texts.".length);
      if (text !== undefined && !wrong.includes("shortcut") && !wrong.includes("title")) setShown(text);
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-canned-editor] [aria-invalid=true]")?.focus());
      return;
    }
    if (busy.current) return;
    busy.current = true;
    setBusy(true);
    const saved = over === undefined ? await commands.addCannedReply({ ...fields, personal }) : await commands.changeCannedReply(over, fields);
    busy.current = false;
    setBusy(false);
    if (saved.kind === "saved") return onClose();
    const why = saved.kind === "refused" ? saved.fault : saved.kind;
    // What was deleted is saved anew.
    if (why === "not-found") put({ before: undefined });
    setRefusal(why);
  };
  const theirs = before === undefined ? undefined : replies.get(before.id);

  return (
    <form
      className={css["editor"]}
      data-canned-editor=""
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (editable) void save();
      }}
    >
      <Button look="link" className={css["back"]} onClick={() => (editable && isChanged(draft) ? setAsksDiscard(true) : onClose())}>
        <ArrowLeft size={14} strokeWidth={1.75} />
        {t("canned.back")}
      </Button>
      {asksDiscard ? (
        <div className={css["line"]} role="alert">
          <p>{t("canned.discard.ask")}</p>
          <Button size="small" autoFocus onClick={() => setAsksDiscard(false)}>
            {t("canned.discard.keep")}
          </Button>
          <Button size="small" look="danger" onClick={onClose}>
            {t("canned.discard.do")}
          </Button>
        </div>
      ) : null}
      <header className={css["head"]}>
        <h2 className={section["title"]} id={`${id}-title`} ref={head} tabIndex={-1}>
          {before === undefined ? t("canned.edit.new") : <bdi>{before.title}</bdi>}
        </h2>
        {before !== undefined && editable ? (
          <Button onClick={onDelete} disabled={offline}>
            {t("canned.delete")}
          </Button>
        ) : null}
      </header>
      {editable || before === undefined ? null : (
        <div className={css["line"]}>
          <p>{t("canned.edit.readOnly")}</p>
          <Button size="small" onClick={() => setUi({ cannedDraft: copyOf(before, t("canned.copyTitle", { title: before.title }).slice(0, LONGEST_TITLE)) })}>
            {t("canned.copy")}
          </Button>
        </div>
      )}
      <div className={css["parts"]}>
        <div className={css["form"]}>
          {before === undefined && isLead(me) ? (
            <fieldset className={css["field"]}>
              <legend className={css["label"]}>{t("canned.for")}</legend>
              <div className={css["choices"]}>
                {[false, true].map((mine) => (
                  <label key={String(mine)} className={fieldsCss["check"]}>
                    <input
                      type="radio"
                      name={`${id}-for`}
                      checked={personal === mine}
                      onChange={() => put({ personal: mine, fields: mine ? { ...fields, teamIds: [] } : fields })}
                    />
                    {t(mine ? "canned.for.me" : "canned.for.team")}
                  </label>
                ))}
              </div>
            </fieldset>
          ) : null}
          <div className={css["names"]}>
            <label className={css["field"]}>
              <span className={css["label"]}>{t("canned.shortcut")}</span>
              <span className={css["slashed"]}>
                <span aria-hidden="true">/</span>
                <input
                  className={fieldsCss["field"]}
                  value={fields.shortcut}
                  readOnly={!editable}
                  maxLength={40}
                  autoComplete="off"
                  spellCheck={false}
                  aria-describedby={`${id}-shortcut`}
                  onChange={(event) => change({ shortcut: event.target.value.replace(/^\//u, "") })}
                  {...(faults["shortcut"] === undefined ? {} : { "aria-invalid": true })}
                />
              </span>
              <span id={`${id}-shortcut`} className={faults["shortcut"] === undefined ? css["hint"] : fieldsCss["fault"]}>
                {t(faults["shortcut"] === undefined ? "canned.shortcut.hint" : `canned.fault.${faults["shortcut"]}`)}
              </span>
            </label>
            <label className={css["field"]}>
              <span className={css["label"]}>{t("canned.title")}</span>
              <input
                className={fieldsCss["field"]}
                value={fields.title}
                readOnly={!editable}
                maxLength={LONGEST_TITLE}
                dir="auto"
                autoComplete="off"
                onChange={(event) => change({ title: event.target.value })}
                {...(faults["title"] === undefined ? {} : { "aria-invalid": true, "aria-describedby": `${id}-name` })}
              />
              {faults["title"] === undefined ? null : (
                <span className={fieldsCss["fault"]} id={`${id}-name`}>
                  {t(`canned.fault.${faults["title"]}`)}
                </span>
              )}
            </label>
          </div>
          <TextEditor
            texts={fields.texts}
            shown={shown}
            faults={faults}
            editable={editable}
            onShow={setShown}
            onTexts={(texts) => change({ texts: { ...texts } })}
          />
          <ReplyChoices given={fields} personal={personal} editable={editable} onChange={change} />
        </div>
        <ReplyPreview text={fields.texts[shown] ?? ""} language={shown} />
      </div>
      {editable ? (
        <footer className={css["foot"]}>
          <div className={css["refusal"]} role="alert">
            {offline ? <p>{t("canned.offline")}</p> : refusal === undefined ? null : <p>{t(`canned.fault.${faultKey(refusal)}`)}</p>}
            {refusal === "changed-meanwhile" && theirs !== undefined ? (
              <>
                <Button size="small" onClick={() => put(draftOf(theirs))}>
                  {t("canned.fault.takeTheirs")}
                </Button>
                <Button size="small" onClick={() => void save(theirs)}>
                  {t("canned.fault.saveMine")}
                </Button>
              </>
            ) : null}
          </div>
          <Button onClick={onClose}>{t("canned.cancel")}</Button>
          <Button look="primary" type="submit" disabled={offline || isBusy}>
            {t(isBusy ? "canned.saving" : "canned.save")}
          </Button>
        </footer>
      ) : null}
    </form>
  );
}

/** What the fields themselves would have said before is a fault of the server's here. */
const faultKey = (refusal: Refusal): Exclude<Refusal, "invalid" | "id-taken"> => (refusal === "invalid" || refusal === "id-taken" ? "failed" : refusal);
