import { z } from "zod";
import type { BoardAnswer, BoardPeriod } from "../../shared/board/board-answer.ts";
import type { Attainment } from "../../shared/sla/attainment.ts";
import type { ClockKind } from "../../shared/sla/clock.ts";
import { toAgentId, toConversationId, type AgentId, type ConversationId } from "../../shared/ids.ts";
import { toDuration, toInstant, type Duration, type Instant } from "../../shared/time.ts";
import { askServer, fits, type ServerDeps, type Told } from "./ask-server.ts";
import { storeAnswers } from "./stored-answers.ts";

export interface BoardWish {
  readonly period: BoardPeriod;
  readonly team?: string | undefined;
}

/** What only a history knows of the board. */
export type BoardPast = Pick<BoardAnswer, "asOf" | "timeZone" | "team" | "period" | "attainment" | "waits">;

/** A promise that was not kept, now or earlier. */
export interface MissedPromise {
  readonly conversationId: ConversationId;
  readonly kind: ClockKind;
  readonly policyId?: string | undefined;
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly metAt?: Instant | undefined;
  readonly stoppedAt?: Instant | undefined;
  readonly overdue: Duration;
  readonly assigneeId?: AgentId | undefined;
  readonly cause?: string | undefined;
}

export interface MissedPage {
  readonly items: readonly MissedPromise[];
  readonly next: string | undefined;
}

export interface MissedWish {
  readonly from: Instant;
  /** The first instant after it. */
  readonly to: Instant;
  readonly team?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface BoardCommands {
  /** For leads; with what was said last where nobody answers, also after a restart. */
  readonly boardPast: (wish: BoardWish) => Promise<Told<BoardPast>>;
  /** The newest first, a page at a time; undefined where there is no answer now. */
  readonly missed: (wish: MissedWish) => Promise<MissedPage | undefined>;
}

interface Deps extends ServerDeps {
  /** Whose desk this is: the figures of one person's workspace are not shown to the next. */
  readonly me: () => AgentId | undefined;
  readonly storage?: Pick<Storage, "getItem" | "setItem"> | undefined;
  readonly timeZone?: string | undefined;
}

const PATIENCE_MS = 30_000;
const PAGE = 100;

export function createBoardCommands({ clock, me, request, storage = globalThis.localStorage, timeZone = localTimeZone() }: Deps): BoardCommands {
  const past = storeAnswers({ request, clock, storage }, fits(pastAnswer), { patience: PATIENCE_MS });
  return {
    boardPast: ({ period, team }) =>
      past({
        path: `/api/v1/board?${new URLSearchParams({ period, timeZone, limit: "0", ...(team === undefined ? {} : { team }) })}`,
        place: `greenline.board ${me() ?? ""} ${period} ${team ?? ""}`,
        store: team === undefined,
      }),
    missed: async ({ cursor, from, team, to }) => {
      const query = new URLSearchParams({
        from: new Date(from).toISOString(),
        // The list takes its end in.
        to: new Date(to - 1).toISOString(),
        limit: String(PAGE),
        ...(team === undefined ? {} : { team }),
        ...(cursor === undefined ? {} : { cursor }),
      });
      const told = await askServer({ request, clock }, `/api/v1/sla/breaches?${query}`, fits(missedAnswer), { patience: PATIENCE_MS });
      return told.seen?.fact;
    },
  };
}

const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const length = z.number().transform(toDuration);
const attainment = z
  .object({
    met: z.number(),
    missed: z.number(),
    unanswered: z.number(),
    notNeeded: z.number(),
    cancelled: z.number(),
    open: z.number(),
    share: z.number().optional(),
  })
  .transform(({ share, ...counts }): Attainment => ({ ...counts, share }));

const pastAnswer: z.ZodType<BoardPast> = z.object({
  asOf: moment,
  timeZone: z.string(),
  team: z.string().optional(),
  period: z.object({ name: z.enum(["today", "week"]), from: moment, to: moment }),
  attainment: z.object({ handoff: attainment, "first-reply": attainment, "next-reply": attainment, resolution: attainment }),
  waits: z.array(z.object({ weekday: z.number().int().min(0).max(6), hour: z.number().int().min(0).max(23), median: length, count: z.number() })),
});

const missedAnswer = z
  .object({
    items: z.array(
      z
        .object({
          conversationId: z.string().transform(toConversationId),
          kind: z.enum(["handoff", "first-reply", "next-reply", "resolution"]),
          owner: z.string().optional(),
          policy: z.object({ id: z.string() }).optional(),
          startedAt: moment,
          dueAt: moment,
          metAt: moment.optional(),
          stoppedAt: moment.optional(),
          overdueMs: length,
          assignee: z.string().transform(toAgentId).optional(),
          cause: z.string().optional(),
        })
        .transform(({ assignee, overdueMs, policy, ...rest }) => ({ ...rest, overdue: overdueMs, policyId: policy?.id, assigneeId: assignee })),
    ),
    nextCursor: z.string().nullable(),
  })
  // The owner's clocks beside the customer's are a measure of their own.
  .transform(({ items, nextCursor }): MissedPage => ({ items: items.filter(({ owner }) => owner === undefined), next: nextCursor ?? undefined }));
