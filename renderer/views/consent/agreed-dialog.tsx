import { useId, useState } from "react";
import { CONSENT_SOURCES, type ConsentSource } from "../../../shared/consent/sources.ts";
import type { ConsentStanding } from "../../../shared/consent/ledger.ts";
import type { ContactId, ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Fault } from "../calendars/part.tsx";
import fields from "../policies/fields.module.css";
import { contactName } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./agreed-dialog.module.css";
import { categoryInside, categoryWords, faultWords, sourceWords } from "./consent-words.ts";

interface Props {
  readonly id: ConversationId;
  readonly contact: ContactId;
  readonly category: string;
  readonly standing: ConsentStanding;
  readonly onClose: () => void;
}

/** What a person may note. What was said in the chat is recorded from the message itself. */
const SOURCES = CONSENT_SOURCES.filter(({ act, key }) => act === "recorded" && key !== "whatsapp-thread");
const empty = { evidence: "", wording: "", businessName: "", noticeVersion: "" };

/** [S2-13] [S1-12] "They agreed": how it came, and the proof without which it does not count. */
export function AgreedDialog({ category, contact, id, onClose, standing }: Props) {
  const name = useInbox((state) => contactName(state.contacts.get(contact)));
  const shown = useInbox((state) => state.numbers.get(state.conversations.get(id)?.numberId ?? ("" as never))?.displayName);
  const isOffline = useInbox((state) => state.connection.kind === "offline");
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const faultId = useId();
  const [source, setSource] = useState<ConsentSource | undefined>(() => SOURCES.find(({ key }) => key === "website"));
  const [typed, setTyped] = useState(empty);
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const kind = evidenceKindOf(source);

  const record = async () => {
    const { evidence, ...form } = trimmed(typed);
    if (source === undefined || evidence === undefined) return setFault(t("consent.evidence.missing"));
    setBusy(true);
    const outcome = await commands.recordConsent(contact, { category, state: "granted", source: source.key, evidence, evidenceKind: kind, ...form });
    setBusy(false);
    setFault(faultWords(outcome, t));
    if (outcome.kind !== "recorded") return;
    commands.notice(outcome.weak.length > 0 ? "consent.recorded.weak" : "consent.recorded.granted", { category: categoryInside(category, t) });
    onClose();
  };
  const type = (part: keyof typeof empty) => ({
    className: fields["field"],
    value: typed[part],
    onChange: ({ target }: { readonly target: { readonly value: string } }) => {
      setTyped({ ...typed, [part]: target.value });
      setFault(undefined);
    },
  });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("consent.agreed.title", { category: categoryWords(category, t), name })}
      body={t("consent.agreed.body")}
      closeLabel={t("common.close")}
      width={460}
    >
      <form
        className={css["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void record();
        }}
      >
        {standing.state === "withdrawn" ? (
          <p className={css["withdrew"]}>{t("consent.agreed.withdrew", { date: time.when(standing.entry.at, ticker.now()) })}</p>
        ) : null}
        <label className={css["part"]}>
          <span>{t("consent.agreed.source")}</span>
          <select className={fields["select"]} value={source?.key} onChange={({ target }) => setSource(SOURCES.find(({ key }) => key === target.value))}>
            {SOURCES.map(({ key }) => (
              <option key={key} value={key}>
                {sourceWords(key, t)}
              </option>
            ))}
          </select>
        </label>
        <label className={css["part"]}>
          <span>{t(`consent.evidence.${kind}`)}</span>
          <input
            {...type("evidence")}
            required
            maxLength={2_000}
            autoComplete="off"
            {...(fault === undefined ? {} : { "aria-invalid": typed.evidence.trim() === "", "aria-describedby": faultId })}
          />
        </label>
        {fault === undefined ? null : <Fault id={faultId}>{fault}</Fault>}
        <p className={css["hint"]}>{t("consent.agreed.optional")}</p>
        <label className={css["part"]}>
          <span>{t("consent.agreed.wording")}</span>
          <textarea {...type("wording")} rows={2} maxLength={4_000} />
        </label>
        <div className={css["pair"]}>
          <label className={css["part"]}>
            <span>{t("consent.agreed.business")}</span>
            <input {...type("businessName")} maxLength={200} autoComplete="off" placeholder={shown} />
          </label>
          <label className={css["part"]}>
            <span>{t("consent.agreed.notice")}</span>
            <input {...type("noticeVersion")} maxLength={100} autoComplete="off" />
          </label>
        </div>
        <div className={css["foot"]}>
          <p className={css["hint"]} role="status">
            {isOffline ? t("consent.agreed.offline") : null}
          </p>
          <Button onClick={onClose}>{t("consent.agreed.cancel")}</Button>
          <Button look="primary" type="submit" disabled={isOffline || isBusy}>
            {t(isBusy ? "consent.agreed.recording" : "consent.agreed.record")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What proves it best, by how it came. */
function evidenceKindOf(source: ConsentSource | undefined): "message" | "address" | "call" | "document" | "witness" {
  const [kind] = source?.evidence ?? [];
  return kind === undefined || kind === "screenshot" || kind === "event" ? "document" : kind;
}

/** Without what stayed empty. */
const trimmed = (typed: typeof empty): Partial<typeof empty> =>
  Object.fromEntries(Object.entries(typed).flatMap(([key, value]) => (value.trim() === "" ? [] : [[key, value.trim()]])));
