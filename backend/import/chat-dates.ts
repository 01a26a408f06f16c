import type { ChatStamp } from "./chat-header.ts";

export type DateOrder = "dmy" | "mdy" | "ymd";

const DAY_MS = 86_400_000;

/** Days since 1970 of a date as it was read; undefined where there is no such date. */
export function dayOf({ parts: [a, b, c] }: ChatStamp, order: DateOrder): number | undefined {
  const [year, month, day] = order === "ymd" ? [a, b, c] : order === "dmy" ? [c, b, a] : [c, a, b];
  const full = year < 100 ? 2_000 + year : year;
  const at = new Date(Date.UTC(full, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : undefined;
}

/**
 * Which part is the month. The app writes as the phone's region does and never says how: an order counts in which every date exists,
 * and of several the one in which time goes on. `certain` is false where only the habit of regions with AM and PM decides.
 */
export function orderOf(stamps: readonly ChatStamp[]): { readonly order: DateOrder; readonly certain: boolean } {
  if (stamps.some(({ parts: [a] }) => a > 31)) return { order: "ymd", certain: true };
  const [dmy, mdy] = [faultsOf(stamps, "dmy"), faultsOf(stamps, "mdy")];
  if (dmy !== mdy) return { order: dmy < mdy ? "dmy" : "mdy", certain: true };
  // The same day and month, or too few days to tell.
  const certain = stamps.every(({ parts: [a, b] }) => a === b);
  return { order: stamps.some(({ twelveHours }) => twelveHours) ? "mdy" : "dmy", certain };
}

/** Dates that do not exist, and times that go back. */
function faultsOf(stamps: readonly ChatStamp[], order: DateOrder): number {
  let faults = 0;
  let before = -Infinity;
  for (const stamp of stamps) {
    const day = dayOf(stamp, order);
    if (day === undefined) faults += 1_000;
    else {
      if (day < before) faults += 1;
      before = day;
    }
  }
  return faults;
}
