import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { toTeamId } from "../../../shared/ids.ts";
import { isTimeZone } from "../../../shared/sla/compile-calendar.ts";
import { minutes, type Clock } from "../../../shared/time.ts";
import { hashToken, newToken } from "../../auth/tokens.ts";
import type { BoardQuestions } from "../../board/board-questions.ts";
import type { Wallboard } from "../../store/alert-channel-rows.ts";
import type { Store } from "../../store/store.ts";
import { wallboardAnswer } from "../../wallboard/wallboard-answer.ts";
import { iso, when } from "../present.ts";
import { LEADS, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly ask: BoardQuestions["ask"];
}

const MOST_SCREENS = 50;
const SOON = minutes(15);
/** When a screen was seen last is good enough to the minute. */
const SEEN_WITHIN = minutes(1);

const wallboardBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Whose midnight today begins at. */
  timeZone: z.string().max(60).refine(isTimeZone, "Not a time zone of the IANA database.").default("UTC"),
  team: z.string().min(1).max(200).optional(),
});

/** [BD5] Screens on a wall. Their tokens stand in a table of their own, which no other route looks into. */
export function wallboardRoutes({ ask, clock, newId, store }: Deps): readonly Route[] {
  const audit = (who: string, action: string, target: string) => ({ at: clock.now(), who, action, target, data: "{}" });
  return [
    route({
      method: "GET",
      path: "/api/v1/wallboard",
      summary: "The figures for a screen on the wall, by a screen's own token as a bearer. Nothing about a person. Counted at most every five seconds.",
      roles: "public",
      answers: { 200: "The figures", 401: "No such screen", 503: "It took too long: ask again" },
      handle: async ({ reply, request }) => {
        const token = /^Bearer (?<token>\S+)$/.exec(request.headers.authorization ?? "")?.groups?.["token"];
        const screen = token === undefined ? undefined : store.read((tx) => tx.wallboardByToken(hashToken(token)));
        void reply.header("cache-control", "no-store");
        if (screen === undefined)
          return { status: 401, body: problem(401, "no-such-screen", "This screen may not read the board. Ask a lead for a new link.") };
        const now = clock.now();
        if (screen.seenAt === undefined || now - screen.seenAt >= SEEN_WITHIN || now < screen.seenAt) store.write((tx) => tx.sawWallboard(screen.id, now));
        const board = await ask({ period: "today", timeZone: screen.timeZone, team: screen.teamId, soon: SOON, limit: 0 });
        return board === undefined
          ? { status: 503, body: problem(503, "not-now", "The board could not be counted in time. Ask again in a moment.") }
          : { status: 200, body: store.read((tx) => wallboardAnswer(tx, screen, board)) };
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/wallboards",
      summary: "Screens that may read the figures, and when each was last seen. Never a token.",
      roles: LEADS,
      answers: { 200: "Screens" },
      handle: () => ({ status: 200, body: { items: store.read((tx) => tx.wallboards()).map(presentScreen) } }),
    }),
    route({
      method: "POST",
      path: "/api/v1/wallboards",
      summary: "Lets one more screen read the figures. Its token is shown this once; it opens /wallboard#token=… and nothing else.",
      roles: LEADS,
      body: wallboardBody,
      answers: { 201: "Made, with its token", 409: "There are too many", 422: "There is no such team" },
      handle: ({ body: { name, team, timeZone }, principal }) =>
        store.write((tx) => {
          if (team !== undefined && tx.get("team", team) === undefined) return { status: 422, body: problem(422, "unknown-team", "There is no such team.") };
          if (tx.wallboards().length >= MOST_SCREENS)
            return { status: 409, body: problem(409, "too-many", `There are ${MOST_SCREENS} screens already. Take one away first.`) };
          const token = newToken();
          const id = newId();
          const made: Wallboard = {
            id,
            name,
            timeZone,
            teamId: team === undefined ? undefined : toTeamId(team),
            createdBy: principal.agent.id,
            createdAt: clock.now(),
          };
          tx.putWallboard(made, hashToken(token));
          tx.appendAudit(audit(principal.agent.id, "wallboard-added", id));
          return { status: 201, body: { ...presentScreen(made), token } };
        }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/wallboards/:id",
      summary: "A screen may not read the figures any more, from its next question on.",
      roles: LEADS,
      answers: { 204: "Gone", 404: "There is no such screen" },
      handle: ({ params, principal }) =>
        store.write((tx) => {
          const id = params["id"] ?? "";
          if (!tx.wallboards().some((one) => one.id === id)) return { status: 404, body: problem(404, "not-found", "There is no such screen.") };
          tx.removeWallboard(id);
          tx.appendAudit(audit(principal.agent.id, "wallboard-removed", id));
          return { status: 204 };
        }),
    }),
  ];
}

const presentScreen = ({ createdAt, id, name, seenAt, teamId, timeZone }: Wallboard) => ({
  id,
  name,
  timeZone,
  team: teamId,
  createdAt: iso(createdAt),
  seenAt: when(seenAt),
});
