import { TriangleAlert } from "lucide-react";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Compile } from "../../../shared/sla/calendar-cache.ts";
import { calendarVersion, type CalendarDefinition } from "../../../shared/sla/calendar.ts";
import { isTimeZone } from "../../../shared/sla/compile-calendar.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { useTicker } from "../../state/ticker.ts";
import { slaChanges, type How } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import { problemsOfCalendar } from "./calendar-faults.ts";
import css from "./calendar-list.module.css";
import { CalendarMenu, type CalendarActions } from "./calendar-menu.tsx";
import { ALWAYS, isBuiltIn, ownKeys } from "./edit-calendars.ts";
import { OpenNow } from "./open-now.tsx";
import { UsedBy } from "./used-by.tsx";
import { useCalendarWords } from "./use-calendar-words.ts";

interface Props {
  readonly draft: SlaDraft;
  readonly problems: readonly Problem[];
  readonly compile: Compile;
  readonly workersOf: (key: string) => readonly Agent[];
  readonly editable: boolean;
  readonly actions: CalendarActions;
}

/** All calendars: what they say, and who goes by them. The one that is always there comes last. */
export function CalendarList({ actions, compile, draft, editable, problems, workersOf }: Props) {
  const { t } = useWords();
  const { calendars } = draft;
  const changes = slaChanges(draft.saved, draft).calendars;
  return (
    <ul className={css["list"]} aria-label={t("settings.tab.calendars")}>
      {ownKeys(calendars).map((key) => {
        const definition = calendars[key];
        return definition === undefined ? null : (
          <Row
            key={key}
            name={key}
            definition={definition}
            faults={problemsOfCalendar(problems, calendars, key).length}
            how={changes.find((change) => change.key === key)?.how}
            people={workersOf(key)}
            draft={draft}
            compile={compile}
            editable={editable}
            actions={actions}
          />
        );
      })}
      {isBuiltIn(calendars, ALWAYS) ? (
        <li className={css["row"]}>
          <div className={css["words"]}>
            <p className={css["head"]}>
              <b>{ALWAYS}</b>
              <span className={css["tag"]}>{t("calendars.builtIn")}</span>
              <span className={css["grow"]} />
              <OpenNow calendar={compile(ALWAYS)} zone={undefined} />
            </p>
            <p className={css["hours"]}>{t("calendars.builtIn.body")}</p>
            <UsedBy name={ALWAYS} policies={draft.policies} people={workersOf(ALWAYS)} />
          </div>
          {editable ? <span className={css["menu"]} /> : null}
        </li>
      ) : null}
    </ul>
  );
}

interface RowProps {
  readonly name: string;
  readonly definition: CalendarDefinition;
  readonly faults: number;
  readonly how: How | undefined;
  readonly people: readonly Agent[];
  readonly draft: SlaDraft;
  readonly compile: Compile;
  readonly editable: boolean;
  readonly actions: CalendarActions;
}

function Row({ actions, compile, definition, draft, editable, faults, how, name, people }: RowProps) {
  const { t } = useWords();
  const words = useCalendarWords();
  const ticker = useTicker();
  const dated = definition === ALWAYS ? undefined : definition;
  const zone = dated === undefined || !isTimeZone(dated.timeZone) ? undefined : words.zone(dated.timeZone, ticker.now());
  const holidays = dated?.holidays?.length ?? 0;
  const exceptions = Object.keys(dated?.overrides ?? {}).length;
  const facts = [
    zone,
    words.hours(dated?.weekly ?? ALWAYS),
    holidays === 0 ? undefined : t("calendars.holidays.count", { count: holidays }),
    exceptions === 0 ? undefined : t("calendars.exceptions.count", { count: exceptions }),
  ].filter((fact) => fact !== undefined);

  return (
    <li className={css["row"]}>
      <div className={css["words"]}>
        <div className={css["head"]}>
          <h3>
            {/* The whole row is its ground. */}
            <button type="button" className={css["open"]} data-calendar={name} onClick={() => actions.open(name)}>
              {name}
            </button>
          </h3>
          {how === undefined || how === "removed" ? null : <span className={css["changed"]}>{t(`calendars.how.${how}`)}</span>}
          {faults === 0 ? null : (
            <span className={css["faults"]}>
              <TriangleAlert size={13} strokeWidth={1.75} />
              {t("calendars.faults", { count: faults })}
            </span>
          )}
          <span className={css["grow"]} />
          {faults === 0 ? <OpenNow calendar={compile(definition)} zone={dated?.timeZone} /> : null}
          <span className={css["version"]}>{t("calendars.version", { version: calendarVersion(definition) })}</span>
        </div>
        <p className={css["hours"]}>{facts.join(" · ")}</p>
        <UsedBy name={name} policies={draft.policies} people={people} />
      </div>
      {editable ? (
        <div className={css["menu"]}>
          <CalendarMenu name={name} actions={actions} />
        </div>
      ) : null}
    </li>
  );
}
