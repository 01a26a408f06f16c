import type { BoardRow } from "../../../shared/board/board-row.ts";
import { minutes, type Instant } from "../../../shared/time.ts";
import { calendarOfClock } from "../../state/desk-calendars.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { liesBehindClosedHours, measure } from "../words/clock-time.ts";
import type { Words } from "../words/use-words.ts";

export type RowTone = "bad" | "warn" | "ok";

/** What a row says of its time: the same on screen, to a listener and in the file. */
export interface RowTime {
  readonly left: string;
  readonly tone: RowTone;
  /** Milliseconds past the due instant, in the clock's own time (R4); undefined while there is time. */
  readonly overdue: number | undefined;
}

/** [R4] What is left in the clock's own time; where closed hours lie between, the due instant itself. */
export function rowTime({ clock, dueAt, kind }: BoardRow, now: Instant, calendars: InboxState["calendars"], { t, time }: Words): RowTime {
  const calendar = clock === undefined ? undefined : calendarOfClock(calendars, clock);
  if (dueAt <= now) {
    const overdue = clock === undefined ? now - dueAt : measure(clock, calendar, dueAt, now).ms;
    return { left: overdue === 0 ? time.left(0) : time.left(-overdue), tone: "bad", overdue };
  }
  const byTime = clock !== undefined && liesBehindClosedHours(clock, calendar, now);
  const riskAt = clock === undefined ? dueAt - minutes(60) : (clock.atRiskAt ?? clock.warnAt?.at(-1) ?? dueAt);
  return {
    left: byTime ? t("chip.dueAt", { time: time.dated(dueAt, now) }) : time.left(dueAt - now),
    tone: kind === "window" || now >= riskAt ? "warn" : "ok",
    overdue: undefined,
  };
}
