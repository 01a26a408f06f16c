import { Plus } from "lucide-react";
import { useId, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import fields from "../policies/fields.module.css";
import css from "./add-holiday.module.css";
import { DateField } from "./date-field.tsx";
import { covers } from "./holiday-list.ts";
import { Fault } from "./part.tsx";
import { parseDate } from "../../../shared/sla/civil-date.ts";

interface Props {
  readonly holidays: readonly string[];
  readonly path: string;
  readonly onAdd: (date: string) => void;
}

/** One day, of one year or of every year. What is no day, or there already, is refused where it was typed. */
export function AddHoliday({ holidays, onAdd, path }: Props) {
  const { t } = useWords();
  const faultId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState({ date: "", incomplete: false });
  const [yearly, setYearly] = useState(false);
  const [fault, setFault] = useState<"date" | "same" | "yearly">();

  const add = () => {
    const found = typed.incomplete || parseDate(typed.date) === undefined ? "date" : covers(holidays, yearly ? typed.date.slice(5) : typed.date);
    setFault(found);
    field.current?.focus();
    if (found !== undefined) return;
    onAdd(yearly ? typed.date.slice(5) : typed.date);
    setTyped({ date: "", incomplete: false });
  };

  return (
    <form
      className={css["add"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <DateField
        ref={field}
        label={t("calendars.holidays.date")}
        value={typed.date}
        faultId={fault === undefined ? undefined : faultId}
        path={path}
        onChange={(date, incomplete) => {
          setTyped({ date, incomplete });
          setFault(undefined);
        }}
      />
      <label className={fields["check"]}>
        <input type="checkbox" checked={yearly} onChange={(event) => setYearly(event.target.checked)} />
        {t("calendars.holidays.yearly")}
      </label>
      <Button size="small" type="submit">
        <Plus size={13} strokeWidth={2} />
        {t("calendars.holidays.add")}
      </Button>
      {fault === undefined ? null : (
        <div className={css["fault"]}>
          <Fault id={faultId}>
            {t(fault === "date" ? "calendars.fault.date" : fault === "same" ? "calendars.fault.sameDay" : "calendars.fault.yearlyDay")}
          </Fault>
        </div>
      )}
    </form>
  );
}
