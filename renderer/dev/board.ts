import type { BoardPast, BoardCommands, MissedPromise } from "../commands/board.ts";
import { days, hours, minutes, toDuration, toInstant } from "../../shared/time.ts";
import { ago, idOf } from "./conversations.ts";
import { irene, NOW, tomas } from "./people.ts";

const kept = (met: number, missed: number, open: number) => ({ met, missed, open, unanswered: 3, notNeeded: 5, cancelled: 8, share: met / (met + missed) });

/** A working week whose afternoons are long. */
const waits = [0, 1, 2, 3, 4].flatMap((weekday) =>
  Array.from({ length: 14 }, (_, at) => ({
    weekday,
    hour: 8 + at,
    median: minutes(Math.round(2 + 26 * Math.exp(-(((8 + at - 15 + (weekday % 2)) / 3.2) ** 2)) + ((weekday * 7 + at * 5) % 4))),
    count: 20 + ((weekday * 11 + at * 3) % 30),
  })),
);

export const boardPast: BoardPast = {
  asOf: ago(0),
  timeZone: "Europe/Rome",
  team: undefined,
  period: { name: "today", from: toInstant(NOW - hours(10)), to: toInstant(NOW + hours(14)) },
  attainment: { handoff: kept(61, 2, 2), "first-reply": kept(412, 26, 9), "next-reply": kept(903, 25, 14), resolution: kept(188, 4, 96) },
  waits,
};

const missed: readonly MissedPromise[] = [3, 7, 1, 9].map((id, at) => ({
  conversationId: idOf(id),
  kind: at % 2 === 0 ? "first-reply" : "next-reply",
  policyId: "orders",
  startedAt: ago(60 + at * 31),
  dueAt: ago(45 + at * 31),
  metAt: at === 0 ? undefined : ago(30 + at * 31),
  stoppedAt: undefined,
  overdue: toDuration(minutes(15) + at * 61_000),
  assigneeId: at === 3 ? undefined : at % 2 === 0 ? irene : tomas,
  cause: at === 1 ? "no-staff" : undefined,
}));

export const fakeBoardCommands: BoardCommands = {
  boardPast: async ({ period }) => ({
    kind: "fresh",
    seen: {
      fact:
        period === "today" ? boardPast : { ...boardPast, period: { name: "week", from: toInstant(boardPast.period.from - days(6)), to: boardPast.period.to } },
      at: NOW,
    },
  }),
  missed: async () => ({ items: missed, next: undefined }),
};
