import { useId, useRef } from "react";
import type { DatedCalendar } from "../../../shared/sla/calendar.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { Switch } from "../../ui/switch.tsx";
import { useWords } from "../words/use-words.ts";
import { problemsUnder } from "./calendar-faults.ts";
import { Part, UndoLine } from "./part.tsx";
import css from "./week-card.module.css";
import { WeekGrid } from "./week-grid.tsx";
import { OFFICE_WEEK } from "./week.ts";
import type { Edit, History } from "./use-history.ts";
import { ZoneField } from "./zone-field.tsx";

interface Props {
  readonly definition: DatedCalendar;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly editable: boolean;
  readonly history: History;
  readonly onChange: (definition: DatedCalendar, edit?: Edit) => void;
  readonly say: (sentence: string) => void;
}

/** By which clock, and when in the week. */
export function WeekCard({ definition, editable, history, onChange, path, problems, say }: Props) {
  const { t } = useWords();
  const id = useId();
  const { weekly } = definition;
  // What the switch gives back.
  const before = useRef(OFFICE_WEEK);
  if (weekly !== "24/7") before.current = weekly;

  return (
    <Part title={t("calendars.week")}>
      <ZoneField
        zone={definition.timeZone}
        path={`${path}.timeZone`}
        problems={problemsUnder(problems, "timeZone")}
        editable={editable}
        onChange={(timeZone) => onChange({ ...definition, timeZone })}
      />
      {editable || weekly === "24/7" ? (
        <div className={css["always"]}>
          <label htmlFor={id}>{t("calendars.roundTheClock")}</label>
          <Switch
            id={id}
            on={weekly === "24/7"}
            disabled={!editable}
            onChange={(on) => {
              onChange({ ...definition, weekly: on ? "24/7" : before.current });
              say(t(on ? "calendars.always" : "calendars.roundTheClock.off"));
            }}
          />
          <span>{t("calendars.roundTheClock.hint")}</span>
        </div>
      ) : null}
      {weekly === "24/7" ? null : (
        <WeekGrid
          weekly={weekly}
          path={`${path}.weekly`}
          problems={problemsUnder(problems, "weekly")}
          editable={editable}
          onChange={(next, edit) => onChange({ ...definition, weekly: next }, edit)}
          say={say}
        />
      )}
      <UndoLine sentence={history.said?.place === "week" ? history.said.sentence : undefined} onUndo={history.undo} />
    </Part>
  );
}
