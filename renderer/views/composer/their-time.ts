import { wallClock } from "../../../shared/sla/compile-calendar.ts";
import type { Instant } from "../../../shared/time.ts";
import type { Words } from "../words/use-words.ts";

interface TheirTime {
  readonly from: string;
  /** Where they may be in zones that show different times. */
  readonly to?: string;
}

/** [S3-3] What the clocks show where the customer is, or may be; undefined where nobody knows. */
export function theirTime(at: Instant, zones: readonly string[], { time }: Pick<Words, "time">): TheirTime | undefined {
  const walls = zones.map((zone) => ({ zone, wall: wallClock(zone, at) })).toSorted((a, b) => a.wall.day - b.wall.day || a.wall.time - b.wall.time);
  const [first, last] = [walls[0], walls.at(-1)];
  if (first === undefined || last === undefined) return undefined;

  const face = (zone: string): string => time.elsewhere(at, zone) ?? time.time(at);
  const [from, to] = [face(first.zone), face(last.zone)];
  return from === to ? { from } : { from, to };
}

/** "09:00 their time", "06:00 to 09:00 where they may be". */
export function theirTimeWords(at: Instant, zones: readonly string[], words: Pick<Words, "t" | "time">): string | undefined {
  const theirs = theirTime(at, zones, words);
  if (theirs === undefined) return undefined;
  return theirs.to === undefined ? words.t("schedule.theirs", { time: theirs.from }) : words.t("schedule.theirsAbout", { from: theirs.from, to: theirs.to });
}

/** The same, where it is not what the clocks show here: beside our own time, it would only repeat it. */
export function otherTimeWords(at: Instant, zones: readonly string[], words: Pick<Words, "t" | "time">): string | undefined {
  return zones.every((zone) => words.time.elsewhere(at, zone) === undefined) ? undefined : theirTimeWords(at, zones, words);
}
