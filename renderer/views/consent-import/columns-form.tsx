import { useId } from "react";
import { IMPORT_FIELDS, type ColumnChoice, type ImportField } from "../../../shared/consent/import-columns.ts";
import { CONSENT_SOURCES } from "../../../shared/consent/sources.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Button } from "../../ui/button.tsx";
import { Fault } from "../calendars/part.tsx";
import { categoryWords, sourceWords } from "../consent/consent-words.ts";
import { useCategories } from "../consent/use-categories.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";
import type { Table } from "./read-table.ts";
import type { Import } from "./use-import.ts";

interface Props {
  readonly one: Import;
  readonly table: Table;
}

/** A yes counts only with these; a no needs the contact and the state alone. */
const REQUIRED: ReadonlySet<ImportField> = new Set(["contact", "category", "state", "at", "source", "evidence", "jurisdiction"]);
/** Different for each line by their nature. */
const COLUMN_ONLY: ReadonlySet<ImportField> = new Set(["contact", "at"]);
const DELIMITER_KEYS = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/** Which column says what. What is the same for every line may be said once. */
export function ColumnsForm({ one, table }: Props) {
  const { t, time } = useWords();
  const isOffline = useInbox(({ connection }) => connection.kind === "offline");
  const faultId = useId();
  const { mapping, order, setMapping, setOrder } = one;
  const missing = (["contact", "state", "jurisdiction"] as const).filter((field) => isMissing(mapping[field]));

  return (
    <>
      <p className={css["hint"]}>
        {t("consents.file.read", {
          name: table.name,
          lines: time.number(table.records.length),
          delimiter: t(`consents.delimiter.${DELIMITER_KEYS[table.delimiter]}`),
          encoding: table.encoding,
        })}
      </p>
      <div className={css["fields"]}>
        {IMPORT_FIELDS.map((field) => (
          <Field
            key={field}
            field={field}
            choice={mapping[field]}
            table={table}
            onChange={(choice) => {
              const { [field]: _, ...rest } = mapping;
              setMapping(choice === undefined ? rest : { ...rest, [field]: choice });
            }}
          />
        ))}
      </div>
      {one.isOrderUnsure ? (
        <label className={css["field"]}>
          {t("consents.order")}
          <select className={fields["select"]} value={order} onChange={({ target }) => setOrder(target.value === "month-first" ? "month-first" : "day-first")}>
            <option value="day-first">{t("consents.order.day-first")}</option>
            <option value="month-first">{t("consents.order.month-first")}</option>
          </select>
          <small>{t("consents.order.hint")}</small>
        </label>
      ) : null}
      {missing.length === 0 ? null : (
        <Fault id={faultId}>{t("consents.missing", { fields: missing.map((field) => t(`consents.field.${field}`)).join(", ") })}</Fault>
      )}
      <div className={css["ways"]}>
        <Button look="primary" disabled={missing.length > 0 || isOffline} aria-describedby={missing.length === 0 ? undefined : faultId} onClick={one.check}>
          {t("consents.check")}
        </Button>
        <Button look="quiet" onClick={one.again}>
          {t("consents.otherFile")}
        </Button>
        <p className={css["hint"]} role="status">
          {isOffline ? t("consents.offline") : t("consents.check.hint")}
        </p>
      </div>
    </>
  );
}

const isMissing = (choice: ColumnChoice | undefined): boolean => choice === undefined || ("value" in choice && choice.value.trim() === "");

interface FieldProps {
  readonly field: ImportField;
  readonly choice: ColumnChoice | undefined;
  readonly table: Table;
  readonly onChange: (choice: ColumnChoice | undefined) => void;
}

function Field({ choice, field, onChange, table }: FieldProps) {
  const { t } = useWords();
  const hint = useId();
  const name = t(`consents.field.${field}`);
  const sample = choice !== undefined && "column" in choice ? (table.records[0]?.cells[choice.column] ?? "").trim() : "";
  return (
    <div className={css["field"]}>
      <span>{REQUIRED.has(field) ? name : t("consents.field.optional", { name })}</span>
      <div className={choice !== undefined && "value" in choice ? css["pair"] : undefined}>
        <select
          className={fields["select"]}
          style={{ width: "100%" }}
          aria-label={t("consents.column", { name })}
          aria-describedby={hint}
          value={choice === undefined ? "" : "column" in choice ? String(choice.column) : "same"}
          onChange={({ target: { value } }) => onChange(value === "" ? undefined : value === "same" ? { value: "" } : { column: Number(value) })}
        >
          <option value="">{t("consents.column.none")}</option>
          {COLUMN_ONLY.has(field) ? null : <option value="same">{t("consents.column.same")}</option>}
          {table.headings.map((heading, index) => (
            <option key={index} value={index}>
              {heading === "" ? t("consents.column.unnamed", { number: index + 1 }) : heading}
            </option>
          ))}
        </select>
        {choice !== undefined && "value" in choice ? (
          <SameValue field={field} name={name} value={choice.value} onChange={(value) => onChange({ value })} />
        ) : null}
      </div>
      <small id={hint}>
        {sample === "" ? t(`consents.field.${field}.hint`) : t("consents.sample", { hint: t(`consents.field.${field}.hint`), sample: sample.slice(0, 60) })}
      </small>
    </div>
  );
}

interface SameProps {
  readonly field: ImportField;
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What every line says: chosen where there is a list of it, else written. */
function SameValue({ field, name, onChange, value }: SameProps) {
  const { t } = useWords();
  const categories = useCategories();
  const label = t("consents.same.label", { name });
  const options =
    field === "category"
      ? categories.map(({ key }) => [key, categoryWords(key, t)] as const)
      : field === "state"
        ? (["granted", "withdrawn"] as const).map((state) => [state, t(`consent.state.${state}`)] as const)
        : field === "source"
          ? CONSENT_SOURCES.filter(({ act, review }) => act === "recorded" && review !== true).map(({ key }) => [key, sourceWords(key, t)] as const)
          : undefined;
  if (options === undefined)
    return (
      <input
        className={fields["field"]}
        aria-label={label}
        value={value}
        maxLength={field === "jurisdiction" || field === "noticeVersion" ? 100 : 2_000}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  return (
    <select className={fields["select"]} aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t("consents.same.choose")}</option>
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}
