import { DoorClosed, DoorOpen } from "lucide-react";
import { useReducer } from "react";
import type { CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import { useTicker, useWakeAt } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import css from "./open-now.module.css";
import { openState } from "./open-state.ts";
import { useCalendarWords } from "./use-calendar-words.ts";

/** Open or closed now, and until when by the clocks there. */
export function OpenNow({ calendar, zone }: { readonly calendar: CompiledCalendar; readonly zone: string | undefined }) {
  const { t, time: times } = useWords();
  const words = useCalendarWords();
  const ticker = useTicker();
  const [, drawAnew] = useReducer((count: number) => count + 1, 0);
  const now = ticker.now();
  const state = openState(calendar, now);
  useWakeAt("at" in state ? state.at : undefined, drawAnew);

  const isOpen = state.kind === "open" || state.kind === "always";
  const Icon = isOpen ? DoorOpen : DoorClosed;
  const time = "at" in state && zone !== undefined ? words.moment(zone, state.at, now) : "";
  const differs = "at" in state && zone !== undefined && times.elsewhere(state.at, zone) !== undefined;
  return (
    <span className={css["state"]} data-open={isOpen}>
      <Icon size={14} strokeWidth={1.75} />
      {t(`calendars.now.${state.kind}`, { time })}
      {differs ? <small>{t("calendars.meaning.here", { time: times.until(state.at, now) })}</small> : null}
    </span>
  );
}
