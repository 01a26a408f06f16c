import { useWords } from "../words/use-words.ts";
import fields from "../policies/fields.module.css";
import { faultyEnds } from "./hours-fault.ts";
import css from "./exact-hours.module.css";

interface Props {
  /** What the hours are of, for somebody who listens. */
  readonly label: string;
  readonly value: readonly [from: string, to: string];
  /** Where what is wrong is said; undefined where nothing is. */
  readonly faultId: string | undefined;
  /** The pair of the week's fields, which a block opens. */
  readonly exact?: boolean;
  readonly onChange: (value: readonly [string, string]) => void;
}

/** From and to, typed. */
export function TimePair({ exact = false, faultId, label, onChange, value }: Props) {
  const { t } = useWords();
  const wrong = faultId === undefined ? { from: false, to: false } : faultyEnds(value);
  const field = (end: "from" | "to", text: string, change: (text: string) => void) => (
    <input
      className={fields["field"]}
      aria-label={t(end === "from" ? "calendars.time.from" : "calendars.time.to", { day: label })}
      value={text}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      placeholder={end === "from" ? "09:00" : "18:00"}
      onFocus={(event) => event.target.select()}
      onChange={(event) => change(event.target.value)}
      {...(exact && end === "from" ? { "data-exact": true } : {})}
      {...(wrong[end] ? { "aria-invalid": true, "aria-describedby": faultId } : {})}
    />
  );
  return (
    <span className={css["pair"]}>
      {field("from", value[0], (text) => onChange([text, value[1]]))}
      <span aria-hidden="true">–</span>
      {field("to", value[1], (text) => onChange([value[0], text]))}
    </span>
  );
}
