import { toInstant } from "../../../shared/time.ts";
import type { SurgeReads } from "../surge-rows.ts";
import { instant } from "./columns.ts";
import type { Statements } from "./database.ts";

/** More waits than these say nothing new. */
const MOST_WAITS = 2_000;

/** The kinds stand in the text, because partial indexes need them there. */
const waitsOf = (kind: "handoff" | "first-reply"): string =>
  `SELECT clock.started_at, clock.met_at FROM clock JOIN conversation ON conversation.id = clock.conversation_id
   WHERE clock.kind = '${kind}' AND clock.owner = '' AND clock.started_at >= ? AND conversation.number_id = ? AND (clock.met_at IS NOT NULL OR clock.stopped_at IS NULL)
   ORDER BY clock.started_at DESC LIMIT ${MOST_WAITS}`;
const WAITS = { handoff: waitsOf("handoff"), "first-reply": waitsOf("first-reply") } as const;

export function surgeReads(db: Statements): SurgeReads {
  return {
    begunToWait: (number, since) =>
      Number(
        db.get(
          `SELECT count(DISTINCT clock.conversation_id) AS n FROM clock JOIN conversation ON conversation.id = clock.conversation_id
           WHERE clock.kind IN ('first-reply', 'next-reply') AND clock.owner = '' AND clock.started_at >= ? AND conversation.number_id = ?`,
          since,
          number,
        )?.["n"],
      ),
    queueLength: (number) => Number(db.get(`SELECT count(*) AS n FROM conversation WHERE state = 'queued' AND number_id = ?`, number)?.["n"]),
    recentWaits: (number, kind, since) =>
      db.all(WAITS[kind], since, number).map((row) => ({ startedAt: toInstant(Number(row["started_at"])), metAt: instant(row["met_at"]) })),
  };
}
