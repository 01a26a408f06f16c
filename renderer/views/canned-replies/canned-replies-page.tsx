import { MessageSquareQuote, Plus, Undo2, X } from "lucide-react";
import { useState } from "react";
import type { CannedReply } from "../../../shared/inbox/canned-reply.ts";
import { folded } from "../../../shared/inbox/find-canned-replies.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import lines from "../calendars/standing-lines.module.css";
import fields from "../policies/fields.module.css";
import section from "../settings/section.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./canned-replies-page.module.css";
import { draftOf, fieldsOf, isLead, newDraft } from "./edit-reply.ts";
import { ImportedLine } from "./imported-line.tsx";
import { ReplyEditor } from "./reply-editor.tsx";
import { ReplyList } from "./reply-list.tsx";
import { TransferMenu, type Imported } from "./transfer-menu.tsx";

/** What is said often: everybody's, and one's own. */
export function CannedRepliesPage() {
  const commands = useCommands();
  const { language, t } = useWords();
  const replies = useInbox((state) => state.cannedReplies);
  const leads = useInbox(({ me }) => isLead(me));
  const draft = useUi(({ cannedDraft }) => cannedDraft);
  const [query, setQuery] = useState("");
  const [gone, setGone] = useState<CannedReply>();
  const [imported, setImported] = useState<Imported>();

  const all = [...replies.values()].toSorted((a, b) => (folded(a.title) < folded(b.title) ? -1 : 1));
  const wanted = folded(query.trim());
  const shown = all.filter((reply) => folded(`/${reply.shortcut} ${reply.title} ${Object.values(reply.texts).join(" ")}`).includes(wanted));
  const [theTeams, own] = [shown.filter(({ ownerId }) => ownerId === undefined), shown.filter(({ ownerId }) => ownerId !== undefined)];

  const close = () => {
    const from = draft?.before?.id;
    setUi({ cannedDraft: undefined });
    requestAnimationFrame(() => {
      const row = from === undefined ? null : document.querySelector<HTMLElement>(`[data-reply="${CSS.escape(from)}"]`);
      (row ?? document.getElementById("canned-title"))?.focus();
    });
  };
  const remove = async (reply: CannedReply) => {
    const removed = await commands.removeCannedReply(reply.id);
    if (removed.kind === "saved" || (removed.kind === "refused" && removed.fault === "not-found")) {
      setGone(reply);
      return setUi({ cannedDraft: undefined });
    }
    commands.notice(removed.kind === "refused" ? "canned.fault.not-allowed" : `canned.fault.${removed.kind}`);
  };
  const bringBack = async (reply: CannedReply) => {
    const added = await commands.addCannedReply({ ...fieldsOf(reply), id: reply.id, personal: reply.ownerId !== undefined });
    if (added.kind === "saved") setGone(undefined);
    else commands.notice(added.kind === "refused" && added.fault === "shortcut-taken" ? "canned.fault.shortcut-taken" : "canned.fault.failed");
  };

  if (draft !== undefined) {
    const { before } = draft;
    return <ReplyEditor key={before?.id ?? "new"} draft={draft} onClose={close} onDelete={() => void (before === undefined ? close() : remove(before))} />;
  }
  return (
    <section aria-labelledby="canned-title">
      <header className={section["head"]}>
        <div>
          <h2 className={section["title"]} id="canned-title" tabIndex={-1}>
            {t("settings.tab.canned-replies")}
          </h2>
          <p className={section["hint"]}>{t("canned.hint")}</p>
        </div>
        <span className={css["actions"]}>
          <TransferMenu replies={shown} onImported={setImported} />
          <Button look="primary" onClick={() => setUi({ cannedDraft: newDraft(language, !leads) })}>
            <Plus size={14} strokeWidth={2} />
            {t("canned.new")}
          </Button>
        </span>
      </header>
      {gone === undefined || replies.has(gone.id) ? null : (
        <div className={lines["line"]} role="status">
          <p className={lines["body"]}>{t("canned.deleted", { title: gone.title })}</p>
          <Button size="small" autoFocus onClick={() => void bringBack(gone)}>
            <Undo2 size={13} strokeWidth={1.75} />
            {t("canned.undo")}
          </Button>
          <IconButton label={t("common.dismiss")} onClick={() => setGone(undefined)}>
            <X size={14} strokeWidth={1.75} />
          </IconButton>
        </div>
      )}
      {imported === undefined ? null : <ImportedLine imported={imported} onClose={() => setImported(undefined)} />}
      {all.length === 0 ? (
        <div className={section["card"]}>
          <Empty icon={<MessageSquareQuote size={26} strokeWidth={1.5} />} title={t("canned.empty.title")}>
            <p>{t("canned.empty.body")}</p>
          </Empty>
        </div>
      ) : (
        <>
          <input
            type="search"
            className={`${fields["field"]} ${css["search"]}`}
            value={query}
            placeholder={t("canned.search")}
            aria-label={t("canned.search")}
            onChange={(event) => setQuery(event.target.value)}
          />
          <div className={css["lists"]}>
            {theTeams.length === 0 ? null : (
              <ReplyList label={t("canned.team")} replies={theTeams} onOpen={(reply) => setUi({ cannedDraft: draftOf(reply) })} />
            )}
            {own.length === 0 ? null : <ReplyList label={t("canned.own")} replies={own} onOpen={(reply) => setUi({ cannedDraft: draftOf(reply) })} />}
            {shown.length === 0 ? <p className={css["none"]}>{t("canned.noMatch", { query: query.trim() })}</p> : null}
          </div>
        </>
      )}
    </section>
  );
}
