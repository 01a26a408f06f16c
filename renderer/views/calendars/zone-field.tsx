import { Clock4 } from "lucide-react";
import { useId } from "react";
import { isTimeZone, wallClock } from "../../../shared/sla/compile-calendar.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { Instant } from "../../../shared/time.ts";
import { useTicker, useTicking } from "../../state/ticker.ts";
import { Combobox, type ComboboxOption } from "../../ui/combobox.tsx";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords } from "./calendar-faults.ts";
import { Fault } from "./part.tsx";
import { timeText } from "./time-of-day.ts";
import { useCalendarWords } from "./use-calendar-words.ts";
import { changesWithinAMonth, knownZones, offsetWords, OTHER_NAMES } from "./zone-facts.ts";
import css from "./zone-field.module.css";

interface Props {
  readonly zone: string;
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly editable: boolean;
  readonly onChange: (zone: string) => void;
}

const words = (zone: string): string => zone.replaceAll("_", " ");
const clockThere = (zone: string, at: Instant): string => timeText(Math.floor(wallClock(zone, at).time / 60_000));

/** By which clock the hours are meant, what it shows now, and when it is about to be changed. */
export function ZoneField({ editable, onChange, path, problems, zone }: Props) {
  const { t, time } = useWords();
  const dates = useCalendarWords();
  const ticker = useTicker();
  const id = useId();
  const isKnown = isTimeZone(zone);
  const now = ticker.now();
  const change = isKnown ? changesWithinAMonth(zone, now) : undefined;

  const options = (): readonly ComboboxOption[] =>
    knownZones(zone).map((one) => ({
      value: one,
      label: OTHER_NAMES[one] === undefined ? words(one) : `${words(one)} (${OTHER_NAMES[one]})`,
      detail: one === zone && !isKnown ? undefined : `${offsetWords(one, now)} · ${clockThere(one, now)}`,
    }));

  return (
    <div className={css["field"]}>
      <span className={css["label"]}>{t("calendars.zone")}</span>
      {editable ? (
        <Combobox
          className={css["zone"]}
          label={t("calendars.zone")}
          value={zone}
          shown={words(zone)}
          search={t("calendars.zone.search")}
          none={t("calendars.zone.none")}
          options={options}
          marks={{ "data-path": path, ...(problems.length === 0 ? {} : { "aria-invalid": true, "aria-describedby": id }) }}
          onChange={onChange}
        />
      ) : (
        <span>{words(zone)}</span>
      )}
      {isKnown ? <LocalTime zone={zone} /> : null}
      {change === undefined ? null : (
        <p className={css["change"]}>
          <Clock4 size={13} strokeWidth={1.75} />
          {t(change.minutes > 0 ? "calendars.zone.forward" : "calendars.zone.back", {
            day: dates.near(wallClock(zone, change.at).day),
            by: time.exact(Math.abs(change.minutes) * 60_000),
          })}
        </p>
      )}
      {problems.length === 0 ? null : (
        <div className={css["fault"]}>
          <Fault id={id}>{problems.map((problem) => calendarFaultWords(problem, t)).join(" ")}</Fault>
        </div>
      )}
    </div>
  );
}

/** Painted minute by minute. */
function LocalTime({ zone }: { readonly zone: string }) {
  const { t } = useWords();
  const node = useTicking<HTMLSpanElement>(
    (span, now) => {
      span.textContent = t("calendars.zone.now", { offset: offsetWords(zone, now), time: clockThere(zone, now) });
      return ((Math.floor(now / 60_000) + 1) * 60_000) as Instant;
    },
    [zone, t],
  );
  return <span className={css["now"]} ref={node} />;
}
