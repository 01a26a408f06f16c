import { toAgentId, toConversationId } from "../../../shared/ids.ts";
import type { Alert } from "../../../shared/sla/alert.ts";
import { clockKey, type LoggedRecord, type SlaLogEntry } from "../../../shared/sla/records.ts";
import { toInstant } from "../../../shared/time.ts";
import type { BreachRow, ClockRow, QueuedAlert, ReadTx, StoredClock, WriteTx } from "../store.ts";
import { instant, number, text } from "./columns.ts";
import type { Row, Statements } from "./database.ts";

const conversationId = (row: Row) => toConversationId(String(row["conversation_id"]));

type SlaReads = Pick<
  ReadTx,
  | "breaches"
  | "clocks"
  | "dueConversations"
  | "nextDue"
  | "slaLog"
  | "recordedAfter"
  | "alertsOf"
  | "alertsFor"
  | "dueAlerts"
  | "nextAlert"
  | "openConversations"
>;

/** Clocks, what is recorded of them, and what people are told. */
export function slaReads(db: Statements): SlaReads {
  return {
    breaches: ({ acknowledged, before, from, limit, now, policy, to }) =>
      db
        .all(
          `SELECT * FROM clock WHERE due_at IS NOT NULL AND due_at <= ? AND due_at >= ? AND due_at <= ? AND (? IS NULL OR policy_id = ?)
             AND (met_at IS NULL OR met_at > due_at) AND (stopped_at IS NULL OR stopped_at >= due_at) AND state IN ('running', 'breached')
             AND (? IS NULL OR (cause IS NOT NULL) = ?)
             AND (? IS NULL OR (due_at, conversation_id, kind, started_at, owner) < (?, ?, ?, ?, ?))
           ORDER BY due_at DESC, conversation_id DESC, kind DESC, started_at DESC, owner DESC LIMIT ?`,
          now,
          from ?? 0,
          Math.min(to ?? Number.MAX_SAFE_INTEGER, before?.dueAt ?? Number.MAX_SAFE_INTEGER),
          policy ?? null,
          policy ?? null,
          acknowledged === undefined ? null : Number(acknowledged),
          Number(acknowledged ?? false),
          before?.dueAt ?? null,
          before?.dueAt ?? null,
          before?.conversationId ?? null,
          before?.kind ?? null,
          before?.startedAt ?? null,
          before?.owner ?? null,
          limit,
        )
        .map((row): BreachRow => {
          const clock = clockRow(row);
          return { ...clock, conversationId: conversationId(row), breachedAt: clock.breachedAt ?? clock.dueAt };
        }),
    clocks: (conversation) => db.all(`SELECT * FROM clock WHERE conversation_id = ?`, conversation).map(clockRow),
    // A conversation may have several clocks that are due, and is named once.
    dueConversations: (now, limit) => [
      ...new Set(db.all(`SELECT conversation_id FROM clock WHERE next_at <= ? ORDER BY next_at LIMIT ?`, now, limit).map(conversationId)),
    ],
    nextDue: () => instant(db.get(`SELECT min(next_at) AS at FROM clock WHERE next_at IS NOT NULL`)?.["at"]),
    slaLog: (conversation) => db.all(`SELECT * FROM sla_event WHERE conversation_id = ? ORDER BY n`, conversation).map(logEntry),
    recordedAfter: (now) =>
      db
        .all(
          `SELECT DISTINCT conversation_id FROM sla_event AS told WHERE at > ? AND what <> 'correction'
             AND NOT EXISTS (SELECT 1 FROM sla_event AS taken WHERE taken.corrects = told.n)`,
          now,
        )
        .map(conversationId),
    alertsOf: (conversation) => db.all(`SELECT body FROM alert WHERE conversation_id = ? ORDER BY id`, conversation).map(alert),
    alertsFor: (agent) => db.all(`SELECT body FROM alert WHERE agent_id = ? ORDER BY id`, agent).map(alert),
    dueAlerts: (now, limit) =>
      db
        .all(
          `SELECT agent_id, deliver_at, sla_event.* FROM alert_outbox JOIN sla_event ON n = record_n WHERE deliver_at <= ? ORDER BY deliver_at, at, n LIMIT ?`,
          now,
          limit,
        )
        .map((row): QueuedAlert => ({
          agentId: toAgentId(String(row["agent_id"])),
          deliverAt: toInstant(Number(row["deliver_at"])),
          conversationId: conversationId(row),
          record: logEntry(row) as LoggedRecord,
        })),
    nextAlert: () => instant(db.get(`SELECT min(deliver_at) AS at FROM alert_outbox`)?.["at"]),
    openConversations: (after, limit) =>
      db
        .all(`SELECT id FROM conversation WHERE id > ? AND state <> 'resolved' ORDER BY id LIMIT ?`, after, limit)
        .map((row) => toConversationId(String(row["id"]))),
  };
}

type SlaWrites = Pick<WriteTx, "setClocks" | "postponeClocks" | "appendSlaEvent" | "queueAlert" | "unqueueAlert">;

export function slaWrites(db: Statements, reads: Pick<ReadTx, "clocks">): SlaWrites {
  return {
    setClocks: (conversation, clocks) => {
      const known = new Map(reads.clocks(conversation).map((clock) => [clockKey(clock), clock]));
      for (const clock of clocks) {
        const before = known.get(clockKey(clock));
        known.delete(clockKey(clock));
        const gen = before === undefined ? 1 : before.gen + (before.dueAt !== clock.dueAt || (hasEnded(before) && !hasEnded(clock)) ? 1 : 0);
        if (before !== undefined && valuesOf({ ...clock, gen }).every((value, i) => value === valuesOf(before)[i])) continue;
        db.run(
          `INSERT INTO clock (conversation_id, kind, started_at, owner, case_no, gen, state, due_at, met_at, breached_at, stopped_at, policy_id, policy_version, cause, next_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET case_no = excluded.case_no, gen = excluded.gen, state = excluded.state, due_at = excluded.due_at, met_at = excluded.met_at,
             breached_at = excluded.breached_at, stopped_at = excluded.stopped_at, policy_id = excluded.policy_id, policy_version = excluded.policy_version,
             cause = excluded.cause, next_at = excluded.next_at`,
          conversation,
          ...valuesOf({ ...clock, gen }),
        );
      }
      for (const { kind, owner, startedAt } of known.values())
        db.run(`DELETE FROM clock WHERE conversation_id = ? AND kind = ? AND started_at = ? AND owner = ?`, conversation, kind, startedAt, owner);
    },
    postponeClocks: (conversation, until) => void db.run(`UPDATE clock SET next_at = ? WHERE conversation_id = ? AND next_at < ?`, until, conversation, until),
    appendSlaEvent: (e) =>
      number(
        db.get(
          `INSERT INTO sla_event (conversation_id, kind, started_at, owner, gen, what, threshold, at, detected_at, due_at, policy_id, policy_version, corrects)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING n`,
          e.conversationId,
          e.kind,
          e.startedAt,
          e.owner,
          e.gen,
          e.what,
          e.threshold,
          e.at,
          e.detectedAt,
          e.dueAt ?? null,
          e.policyId ?? null,
          e.policyVersion ?? null,
          e.corrects ?? null,
        )?.["n"],
      ),
    queueAlert: (record, agent, deliverAt) =>
      void db.run(
        `INSERT INTO alert_outbox (record_n, agent_id, deliver_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET deliver_at = excluded.deliver_at`,
        record,
        agent,
        deliverAt,
      ),
    unqueueAlert: (record, agent) =>
      void (agent === undefined
        ? db.run(`DELETE FROM alert_outbox WHERE record_n = ?`, record)
        : db.run(`DELETE FROM alert_outbox WHERE record_n = ? AND agent_id = ?`, record, agent)),
  };
}

const hasEnded = ({ metAt, stoppedAt }: ClockRow): boolean => metAt !== undefined || stoppedAt !== undefined;

/** In the order of the table's columns. */
const valuesOf = (c: StoredClock) =>
  [
    c.kind,
    c.startedAt,
    c.owner,
    c.caseNo,
    c.gen,
    c.state,
    c.dueAt ?? null,
    c.metAt ?? null,
    c.breachedAt ?? null,
    c.stoppedAt ?? null,
    c.policyId ?? null,
    c.policyVersion ?? null,
    c.cause ?? null,
    c.nextAt ?? null,
  ] as const;

const clockRow = (row: Row): StoredClock => ({
  caseNo: Number(row["case_no"]),
  owner: String(row["owner"]),
  kind: String(row["kind"]) as StoredClock["kind"],
  state: String(row["state"]) as StoredClock["state"],
  startedAt: toInstant(Number(row["started_at"])),
  gen: Number(row["gen"]),
  dueAt: instant(row["due_at"]),
  metAt: instant(row["met_at"]),
  breachedAt: instant(row["breached_at"]),
  stoppedAt: instant(row["stopped_at"]),
  policyId: text(row["policy_id"]),
  policyVersion: number(row["policy_version"]),
  cause: text(row["cause"]),
  nextAt: instant(row["next_at"]),
});

function logEntry(row: Row): SlaLogEntry {
  const recorded = {
    n: Number(row["n"]),
    kind: String(row["kind"]) as SlaLogEntry["kind"],
    startedAt: toInstant(Number(row["started_at"])),
    owner: String(row["owner"]),
    threshold: String(row["threshold"]),
    at: toInstant(Number(row["at"])),
    gen: Number(row["gen"]),
  };
  const what = String(row["what"]) as SlaLogEntry["what"];
  return what === "correction" ? { ...recorded, what, corrects: Number(row["corrects"]) } : { ...recorded, what };
}

const alert = (row: Row): Alert => JSON.parse(String(row["body"])) as Alert;
