import type { Wait, WaitClock } from "../../shared/forecast/wait.ts";
import type { TeamId } from "../../shared/ids.ts";
import type { Instant } from "../../shared/time.ts";
import { instant, text } from "../store/sqlite/columns.ts";
import type { Row, Statements } from "../store/sqlite/database.ts";

// Who replied is the author of the message that met the clock; where the message is gone, or came from a phone, who had claimed it.
const READ = `
  SELECT clock.conversation_id, clock.kind, clock.started_at, clock.due_at, clock.met_at, clock.stopped_at, clock.policy_id,
    CASE WHEN clock.met_at IS NULL OR clock.kind = 'handoff' THEN NULL ELSE coalesce(
      (SELECT json_extract(message.body, '$.author.id') FROM conversation_event AS event JOIN message ON message.id = json_extract(event.body, '$.messageId')
        WHERE event.conversation_id = clock.conversation_id AND event.at = clock.met_at LIMIT 1),
      (SELECT json_extract(body, '$.by') FROM conversation_event WHERE conversation_id = clock.conversation_id AND at <= clock.met_at
        AND json_extract(body, '$.type') = 'claim' ORDER BY at DESC LIMIT 1)) END AS answered_by
  FROM clock CROSS JOIN conversation ON conversation.id = clock.conversation_id
  WHERE clock.owner = '' AND clock.kind IN ('handoff', 'first-reply', 'next-reply') AND clock.started_at >= ?1 AND (?2 IS NULL OR conversation.team_id = ?2)
  ORDER BY clock.conversation_id, clock.started_at, clock.kind DESC`;

interface Asked {
  readonly since: Instant;
  readonly team?: TeamId | undefined;
  /** The place of a promise among those in force. */
  readonly promiseOf: (policy: string | undefined, kind: WaitClock["kind"]) => number | undefined;
}

/** [BD2] Who waited for whom and how long, by the customers' clocks, ascending by start. */
export function pastWaits(db: Statements, { promiseOf, since, team }: Asked): readonly Wait[] {
  const waits: Wait[] = [];
  let last: { readonly conversation: string; readonly index: number } | undefined;
  for (const row of db.all(READ, since, team ?? null)) {
    const clock = waitClock(row, promiseOf);
    const conversation = String(row["conversation_id"]);
    const startedAt = Number(row["started_at"]) as Instant;
    const open = last?.conversation === conversation ? waits[last.index] : undefined;
    if (clock.kind === "handoff" && last !== undefined && open !== undefined && (open.reply.endedAt ?? startedAt) >= startedAt && open.handoff === undefined) {
      waits[last.index] = { ...open, handoff: clock };
      continue;
    }
    last = { conversation, index: waits.length };
    waits.push({ startedAt, reply: clock, answered: row["met_at"] !== null, answeredBy: text(row["answered_by"]) });
  }
  return waits.toSorted((a, b) => a.startedAt - b.startedAt);
}

function waitClock(row: Row, promiseOf: Asked["promiseOf"]): WaitClock {
  const kind = String(row["kind"]) as WaitClock["kind"];
  return {
    kind,
    dueAt: instant(row["due_at"]),
    endedAt: instant(row["met_at"]) ?? instant(row["stopped_at"]),
    promise: promiseOf(text(row["policy_id"]), kind),
  };
}
