import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { EVERYTHING, type ConsentCategory } from "../../../shared/consent/categories.ts";
import { consentSettingsSchema } from "../../../shared/consent/consent-settings.ts";
import { withoutMarks, wordsOf } from "../../../shared/consent/plain-words.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Fault } from "../calendars/part.tsx";
import { categoryWords } from "../consent/consent-words.ts";
import fields from "../policies/fields.module.css";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";

const ALLOWS = ["MARKETING", "UTILITY", "AUTHENTICATION"] as const;

/** [S2-9] [S2-6] What people may agree to one by one, which templates each allows, and the notes on law and retention. */
export function CategoriesSection() {
  const settings = useUi(({ consentSettings }) => consentSettings);
  const isOffline = useInbox(({ connection }) => connection.kind === "offline");
  const commands = useCommands();
  const { t } = useWords();
  const faultId = useId();
  const [draft, setDraft] = useState<typeof settings>();
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const now = draft ?? settings;
  const change = (patch: Partial<typeof settings>) => {
    setDraft({ ...now, ...patch });
    setFault(undefined);
  };
  const put = (index: number, one: ConsentCategory) => change({ categories: now.categories.map((before, at) => (at === index ? one : before)) });

  const save = async () => {
    const parsed = consentSettingsSchema.safeParse({ ...now, categories: now.categories.map(keyed) });
    if (!parsed.success) return setFault(t("consents.categories.wrong"));
    setBusy(true);
    const outcome = await commands.saveConsentSettings(parsed.data);
    setBusy(false);
    if (outcome.kind !== "done") return setFault(t(`consents.broken.${outcome.kind}`));
    setDraft(undefined);
    commands.notice("consents.categories.saved");
  };

  return (
    <Section title={t("consents.categories")} hint={t("consents.categories.hint")}>
      <div className={css["body"]}>
        <div className={cx(css["category"], css["head"])} aria-hidden="true">
          <span>{t("consents.categories.name")}</span>
          <span>{t("consents.categories.allows")}</span>
          <span>{t("consents.categories.also")}</span>
        </div>
        <ul className={css["lines"]} aria-label={t("consents.categories")}>
          {now.categories.map((one, index) =>
            one.key === EVERYTHING ? null : (
              <CategoryLine
                key={index}
                one={one}
                onChange={(next) => put(index, next)}
                onRemove={() => change({ categories: now.categories.filter((_, at) => at !== index) })}
              />
            ),
          )}
        </ul>
        <div className={css["ways"]}>
          <Button
            size="small"
            disabled={now.categories.length >= 30}
            onClick={() => change({ categories: [...now.categories, { key: "", name: "", allows: "MARKETING", alsoCalled: [] }] })}
          >
            <Plus size={13} strokeWidth={1.75} aria-hidden="true" />
            {t("consents.categories.add")}
          </Button>
        </div>
        <div className={css["fields"]}>
          <label className={css["field"]}>
            {t("consents.field.jurisdiction")}
            <input
              className={fields["field"]}
              value={now.jurisdiction ?? ""}
              maxLength={100}
              onChange={({ target }) => change({ jurisdiction: target.value })}
            />
            <small>{t("consents.jurisdiction.hint")}</small>
          </label>
          <label className={css["field"]}>
            {t("consents.retention")}
            <input className={fields["field"]} value={now.retention ?? ""} maxLength={1_000} onChange={({ target }) => change({ retention: target.value })} />
            <small>{t("consents.retention.hint")}</small>
          </label>
        </div>
        {fault === undefined ? null : <Fault id={faultId}>{fault}</Fault>}
        <div className={css["ways"]}>
          <Button look="primary" disabled={draft === undefined || isOffline || isBusy} onClick={() => void save()}>
            {t("consents.categories.save")}
          </Button>
          {draft === undefined ? null : (
            <Button
              look="quiet"
              onClick={() => {
                setDraft(undefined);
                setFault(undefined);
              }}
            >
              {t("consents.categories.discard")}
            </Button>
          )}
          <p className={css["hint"]} role="status">
            {isOffline ? t("consents.offline") : null}
          </p>
        </div>
      </div>
    </Section>
  );
}

/** A new one is called by its name; the key stays when the name changes, because the ledger speaks of it. */
const keyed = (one: ConsentCategory): ConsentCategory => ({
  ...one,
  key:
    one.key === ""
      ? wordsOf(withoutMarks(one.name ?? ""))
          .join("-")
          .slice(0, 60)
      : one.key,
  alsoCalled: one.alsoCalled.map((word) => word.trim()).filter((word) => word !== ""),
});

interface LineProps {
  readonly one: ConsentCategory;
  readonly onChange: (one: ConsentCategory) => void;
  readonly onRemove: () => void;
}

function CategoryLine({ onChange, onRemove, one }: LineProps) {
  const { t } = useWords();
  const name = one.key === "" ? (one.name ?? "") : categoryWords(one.key, t);
  // Stop words and the platform's switch speak of this one.
  const isFixed = one.key === "marketing";
  return (
    <li className={css["category"]}>
      <input
        className={fields["field"]}
        aria-label={t("consents.categories.name")}
        value={one.name ?? name}
        maxLength={60}
        onChange={({ target }) => onChange({ ...one, name: target.value })}
      />
      <select
        className={fields["select"]}
        aria-label={t("consents.categories.allowsOf", { name })}
        disabled={isFixed}
        value={one.allows}
        onChange={({ target }) => onChange({ ...one, allows: ALLOWS.find((kind) => kind === target.value) })}
      >
        {ALLOWS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`template.category.${kind}`)}
          </option>
        ))}
      </select>
      <input
        className={fields["field"]}
        aria-label={t("consents.categories.alsoOf", { name })}
        value={one.alsoCalled.join(", ")}
        maxLength={1_000}
        onChange={({ target }) => onChange({ ...one, alsoCalled: target.value.split(/,\s?/) })}
      />
      {isFixed ? null : (
        <IconButton label={t("consents.categories.remove", { name })} onClick={onRemove}>
          <X size={14} strokeWidth={1.75} />
        </IconButton>
      )}
    </li>
  );
}
