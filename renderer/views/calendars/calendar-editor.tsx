import { ChevronLeft, Undo2 } from "lucide-react";
import { useCallback, useDeferredValue, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import type { NamedHoliday } from "../../../shared/api/sla.ts";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Compile } from "../../../shared/sla/calendar-cache.ts";
import { calendarVersion, type CalendarDefinition, type DatedCalendar } from "../../../shared/sla/calendar.ts";
import { isTimeZone, wallClock } from "../../../shared/sla/compile-calendar.ts";
import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { localZone } from "../policies/zone-time.ts";
import { SettingsHead } from "../settings/settings-head.tsx";
import type { SlaDraftInUse } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import css from "./calendar-editor.module.css";
import { problemsOfCalendar } from "./calendar-faults.ts";
import { CalendarMenu, type CalendarActions } from "./calendar-menu.tsx";
import { ALWAYS } from "./edit-calendars.ts";
import { ExceptionsCard } from "./exceptions-card.tsx";
import type { HolidayNames } from "./holiday-list.ts";
import { HolidaysCard } from "./holidays-card.tsx";
import { MeaningCard } from "./meaning-card.tsx";
import { OpenNow } from "./open-now.tsx";
import part from "./part.module.css";
import { UsedBy } from "./used-by.tsx";
import { useHistory, type Edit } from "./use-history.ts";
import { WeekCard } from "./week-card.tsx";
import { YearView } from "./year-view.tsx";

interface Props {
  readonly name: string;
  readonly definition: CalendarDefinition;
  readonly sla: SlaDraftInUse;
  readonly draft: SlaDraft;
  readonly compile: Compile;
  readonly people: readonly Agent[];
  /** What was deleted or refused. */
  readonly lines: ReactNode;
  readonly actions: CalendarActions;
  readonly onChange: (definition: CalendarDefinition) => void;
}

const NO_NAMES: HolidayNames = {};

/** One calendar: its week, the days that differ, and what comes of it. Ctrl+Z takes back the last change. */
export function CalendarEditor({ actions, compile, definition, draft, lines, name, onChange, people, sla }: Props) {
  const { t } = useWords();
  const ticker = useTicker();
  const names = useUi(({ holidayNames }) => (Object.hasOwn(holidayNames, name) ? holidayNames[name] : undefined)) ?? NO_NAMES;
  const [editing, setEditing] = useState<string>();
  const [said, setSaid] = useState("");
  const history = useHistory(definition, onChange);
  const { editable } = sla;
  const dated: DatedCalendar = useMemo(() => (definition === ALWAYS ? { timeZone: localZone(), weekly: ALWAYS } : definition), [definition]);
  const problems = problemsOfCalendar(sla.problems, draft.calendars, name);
  const path = `calendars.${name}`;
  const today = wallClock(isTimeZone(dated.timeZone) ? dated.timeZone : "UTC", ticker.now()).day;
  const compiled = problems.length === 0 ? compile(dated) : undefined;

  const change = (next: DatedCalendar, edit?: Edit) => history.change(next, edit);
  const undo = () => {
    history.undo?.();
    setSaid(t("calendars.undone"));
  };
  const press = (event: KeyboardEvent) => {
    const { target } = event;
    const typing = target instanceof HTMLInputElement && target.type !== "checkbox";
    // A dialogue's keys come by here too.
    const inside = target instanceof Node && event.currentTarget.contains(target);
    if (typing || !inside || history.undo === undefined || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    undo();
  };
  const remember = (found: readonly NamedHoliday[]) => {
    const { holidayNames } = readUi();
    setUi({
      holidayNames: { ...holidayNames, [name]: { ...names, ...Object.fromEntries(found.map(({ date, name: called }) => [date, called])) } },
    });
  };
  // Hundreds of days, drawn when there is time: a block that is moved must not wait for them.
  const atAGlance = useDeferredValue(problems.length === 0 ? dated : undefined);
  const openDay = useCallback((date: string) => {
    setEditing(date);
    // Drawn by then.
    requestAnimationFrame(() => document.querySelector("[data-exception-form]")?.scrollIntoView({ block: "center" }));
  }, []);
  const common = {
    definition: dated,
    path,
    problems,
    editable,
    history: { ...history, undo: history.undo === undefined ? undefined : undo },
    onChange: change,
    say: setSaid,
  };

  return (
    <section aria-labelledby="calendars-title" onKeyDown={editable ? press : undefined}>
      <Button look="link" className={css["back"]} onClick={() => actions.open(undefined)}>
        <ChevronLeft size={14} strokeWidth={2} />
        {t("calendars.back")}
      </Button>
      <SettingsHead
        id="calendars-title"
        title={name}
        hint={t("calendars.versionHint", { version: calendarVersion(definition) })}
        draft={sla}
        action={
          editable ? (
            <>
              <IconButton label={t("calendars.undo")} shortcut="Ctrl+Z" framed disabled={history.undo === undefined} onClick={undo}>
                <Undo2 size={15} strokeWidth={1.75} />
              </IconButton>
              <CalendarMenu name={name} actions={actions} />
            </>
          ) : null
        }
      />
      <div className={css["facts"]}>
        {compiled === undefined ? null : <OpenNow calendar={compiled} zone={dated.timeZone} />}
        <UsedBy name={name} policies={draft.policies} people={people} />
      </div>
      {lines}
      <div className={css["parts"]}>
        <div className={css["wide"]}>
          <WeekCard {...common} />
        </div>
        <HolidaysCard {...common} names={names} today={today} onNames={remember} />
        <div className={css["stack"]}>
          <ExceptionsCard {...common} today={today} editing={editing} onEditing={setEditing} />
          <MeaningCard definition={dated} calendar={compiled} />
        </div>
        {atAGlance !== undefined ? (
          <div className={css["wide"]}>
            <YearView definition={atAGlance} names={names} today={today} onDay={editable ? openDay : undefined} />
          </div>
        ) : null}
      </div>
      <p className={part["unseen"]} role="status">
        {said}
      </p>
    </section>
  );
}
