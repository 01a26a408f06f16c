import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { BOARD_PERIODS } from "../../../shared/board/board-answer.ts";
import { presentBoard } from "../../../shared/board/present-board.ts";
import { isTimeZone } from "../../../shared/sla/compile-calendar.ts";
import { minutes } from "../../../shared/time.ts";
import type { BoardQuestions } from "../../board/board-questions.ts";
import { iso } from "../present.ts";
import { LEADS, route, type Route } from "../route.ts";

const boardQuery = z.object({
  period: z.enum(BOARD_PERIODS).default("today"),
  /** Whose midnight a day begins at. */
  timeZone: z.string().max(60).refine(isTimeZone, "Not a time zone of the IANA database.").default("UTC"),
  team: z.string().min(1).max(200).optional(),
  /** What counts as due soon, in minutes. */
  soon: z.coerce.number().int().min(1).max(1_440).default(15),
  limit: z.coerce.number().int().min(0).max(1_000).default(100),
});

/** The lead's board in one answer. */
export function boardRoutes({ ask }: Pick<BoardQuestions, "ask">): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/board",
      summary:
        "What is breached and due now, windows that close, the agents' load, what of today or of seven days was kept, and when customers wait longest. Counted at most every five seconds.",
      roles: LEADS,
      query: boardQuery,
      answers: { 200: "The board", 503: "It took too long: ask again" },
      handle: async ({ query: { soon, ...query } }) => {
        const answer = await ask({ ...query, soon: minutes(soon) });
        return answer === undefined
          ? { status: 503, body: problem(503, "not-now", "The board could not be counted in time. Ask again in a moment.") }
          : { status: 200, body: presentBoard(answer, iso) };
      },
    }),
  ];
}
