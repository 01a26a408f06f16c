import type { OpenHours } from "../../../shared/sla/calendar.ts";
import { parseTimeOfDay } from "../../../shared/sla/civil-date.ts";
import type { DaySpans } from "./day-spans.ts";

/** `09:05`, up to `24:00`: as the definition writes it, and as it is shown. */
export const timeText = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

/** Minutes of what somebody typed: `08:50`, `8:50`, `8.50`, `850`, `0850`, `8`, `24`. Undefined where it is no time of a day. */
export function readTime(text: string): number | undefined {
  const parts = /^(?<hours>\d{1,2})(?:[:.,h ]?(?<minutes>\d{2}))?h?$/iu.exec(text.trim())?.groups;
  if (parts?.["hours"] === undefined) return undefined;
  return parseTimeOfDay(`${two(Number(parts["hours"]))}:${parts["minutes"] ?? "00"}`);
}

/** What can be read of a day's hours, in order. */
export const readHours = (hours: readonly OpenHours[] = []): DaySpans =>
  hours
    .flatMap(([from, to]) => {
      const span = [parseTimeOfDay(from), parseTimeOfDay(to)] as const;
      return span[0] === undefined || span[1] === undefined || span[1] <= span[0] ? [] : [[span[0], span[1]] as const];
    })
    .toSorted((a, b) => a[0] - b[0]);

export const writeHours = (spans: DaySpans): readonly OpenHours[] => spans.map(([from, to]) => [timeText(from), timeText(to)]);

const two = (part: number): string => String(part).padStart(2, "0");
