import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { toConversationId } from "../../shared/ids.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { ClockKind, ClockState } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { asOf, clocksUnder, startComparison, type Measured } from "../../shared/sla/what-if.ts";
import { toInstant } from "../../shared/time.ts";
import { beginningOf } from "./clock-history.ts";
import { localHours } from "./local-hours.ts";
import type { ConversationRange, FromWhatIfWorker, ToWhatIfWorker, WhatIfTask } from "./what-if.ts";

/**
 * [P4] Reads the past twice: as it was measured, from the table of clocks, and as the draft would have measured it, from the
 * events. Which clocks there are, and when they started, no policy decides, so the table also says whose events to read.
 */
const { databasePath, task } = workerData as { readonly databasePath: string; readonly task: WhatIfTask };
const port = parentPort;
if (port === null) throw new Error("what-if-worker runs as a worker only.");

const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000; PRAGMA mmap_size=1073741824`);
const { from, now, to } = task;
// Nobody is warned of the past, and warnings decide nothing.
const draft = { ...task.draft, policies: task.draft.policies.map((policy) => ({ ...policy, warnings: [] })) };
const tell = (message: FromWhatIfWorker): void => port.postMessage(message);

/** As often as somebody who watches would notice. */
const PROGRESS_MS = 100;
/** Looking at the time costs too. */
const PROGRESS_STEP = 64;

/** The customers' clocks of the stretch; the owners' promise the customer nothing. */
const ASKED = `owner = '' AND started_at >= ? AND started_at < ?`;

function plan(parts: number): void {
  const ids: string[] = [];
  const all = database.prepare(`SELECT DISTINCT conversation_id FROM clock WHERE ${ASKED} ORDER BY conversation_id`);
  all.setReturnArrays(true);
  for (const [id] of all.iterate(from, to) as unknown as Iterable<readonly [string]>) ids.push(id);

  const size = Math.max(1, Math.ceil(ids.length / parts));
  const firsts = ids.filter((_id, index) => index % size === 0);
  tell({ type: "planned", conversations: ids.length, parts: firsts.map((first, index) => ({ first, next: firsts[index + 1] })) });
}

// One row a conversation, its clocks and events as one text each: what crosses from SQLite most cheaply.
const READ = `
  SELECT id, number_id, team_id,
    (SELECT json_group_array(json_array(kind, state, started_at, due_at)) FROM clock WHERE conversation_id = id AND ${ASKED}),
    (SELECT group_concat(body) FROM conversation_event WHERE conversation_id = id)
  FROM (SELECT DISTINCT conversation_id FROM clock WHERE conversation_id >= ? AND conversation_id < ? AND ${ASKED})
  CROSS JOIN conversation ON id = conversation_id`;
/** After every id. */
const END = "\u{10ffff}";

const read = database.prepare(READ);
read.setReturnArrays(true);
const compile = createCompile();
const hourOf = localHours(task.timeZone);
const phoneNumberIds = new Map(
  (database.prepare(`SELECT id, phone_number_id FROM number`).all() as unknown as readonly { id: string; phone_number_id: string }[]).map((row) => [
    row.id,
    row.phone_number_id,
  ]),
);

let done = 0;
let toldAt = 0;

function compare({ first, next }: ConversationRange): void {
  const comparison = startComparison(hourOf);
  type Row = readonly [id: string, number: string, team: string | null, clocks: string, events: string | null];
  for (const [id, number, team, clocks, events] of read.iterate(from, to, first, next ?? END, from, to) as unknown as Iterable<Row>) {
    const past = JSON.parse(`[${events ?? ""}]`) as readonly SlaEvent[];
    const context = beginningOf(past) ?? { number: phoneNumberIds.get(number), team: team ?? undefined };
    comparison.add(toConversationId(id), measured(clocks), clocksUnder(past, { ...draft, context, compile }, task, now));

    done += 1;
    if (done % PROGRESS_STEP === 0 && performance.now() - toldAt >= PROGRESS_MS) {
      toldAt = performance.now();
      tell({ type: "progress", done });
    }
  }
  tell({ type: "progress", done });
  tell({ type: "read", comparison: comparison.read() });
}

const measured = (clocks: string): readonly Measured[] =>
  (JSON.parse(clocks) as readonly (readonly [ClockKind, ClockState, number, number | null])[]).map(([kind, state, startedAt, dueAt]) =>
    asOf({ kind, state, startedAt: toInstant(startedAt), dueAt: dueAt === null ? undefined : toInstant(dueAt) }, now),
  );

port.on("message", (message: ToWhatIfWorker) => (message.type === "plan" ? plan(message.parts) : compare(message.part)));
