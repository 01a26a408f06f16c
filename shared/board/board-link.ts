import { BOARD_CAUSES, BOARD_GROUPS, BOARD_SORTS, BOARD_STATES, EVERYTHING, isBoardClock, type BoardFilter } from "./board-filter.ts";
import { BOARD_PERIODS, type BoardPeriod } from "./board-answer.ts";

/** What of the board is looked at: what is true now, or what was missed in a period. */
export interface BoardView {
  readonly period: "now" | BoardPeriod;
  readonly filter: BoardFilter;
}

export const WHOLE_BOARD: BoardView = { period: "now", filter: EVERYTHING };

const LONGEST = 200;
const WORDS = ["team", "clock", "policy", "agent", "number", "label", "cause", "query"] as const;

/** The view in words that fit behind a `#` and that somebody else can open; what is as usual is left out. */
export function writeBoardLink({ filter, period }: BoardView): string {
  const parts: (readonly [string, string | undefined])[] = [
    ["period", period === "now" ? undefined : period],
    ["state", filter.state === "all" ? undefined : filter.state],
    ...WORDS.map((word) => [word, filter[word] === "" ? undefined : filter[word]] as const),
    ["group", filter.group === "none" ? undefined : filter.group],
    ["sort", filter.sort === "due" ? undefined : filter.sort],
    ["down", filter.descending ? "1" : undefined],
  ];
  return parts.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`])).join("&");
}

/** Links come from anywhere: what is not known is left out. */
export function readBoardLink(text: string): BoardView {
  const said = new Map(
    text.split("&").flatMap((part): readonly (readonly [string, string])[] => {
      const at = part.indexOf("=");
      const value = at < 1 ? undefined : decoded(part.slice(at + 1));
      return value === undefined || value === "" || value.length > LONGEST ? [] : [[part.slice(0, at), value]];
    }),
  );
  const one = <Word extends string>(key: string, among: readonly Word[]): Word | undefined => among.find((word) => word === said.get(key));
  const clock = said.get("clock");
  return {
    period: one("period", BOARD_PERIODS) ?? "now",
    filter: {
      state: one("state", BOARD_STATES) ?? "all",
      team: said.get("team"),
      clock: clock !== undefined && isBoardClock(clock) ? clock : undefined,
      policy: said.get("policy"),
      agent: said.get("agent"),
      number: said.get("number"),
      label: said.get("label"),
      cause: one("cause", BOARD_CAUSES),
      query: said.get("query") ?? "",
      group: one("group", BOARD_GROUPS) ?? "none",
      sort: one("sort", BOARD_SORTS) ?? "due",
      descending: said.get("down") === "1",
    },
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
