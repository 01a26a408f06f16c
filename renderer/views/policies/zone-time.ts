import type { Instant } from "../../../shared/time.ts";

/** "Fri 13 Mar, 18:10" in a zone; by this machine's clock where none is named. Throws on a zone that is none. */
export function zoneTime(language: string, timeZone?: string): (at: Instant) => string {
  const format = new Intl.DateTimeFormat(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return (at) => format.format(at);
}

/** This machine's own zone. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Madrid" for `Europe/Madrid`. */
export const zoneName = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
