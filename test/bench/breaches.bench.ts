import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProjector } from "../../backend/ingest/projector.ts";
import { startRawInbox } from "../../backend/ingest/raw-inbox.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { startSlaScheduler } from "../../backend/sla/scheduler.ts";
import { writeSlaSettings } from "../../backend/sla/settings.ts";
import { openDatabase, prepare } from "../../backend/store/sqlite/database.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toConversationId, toNumberId, type ConversationId } from "../../shared/ids.ts";
import { toInstant, type Clock } from "../../shared/time.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import { median, percentile, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF10 and PF15: how late a breach is on disk, with 100,000 running clocks in a real store, while several hundred fall due each
 * second and webhooks are projected; beside the bare scan of the index that says what is due. And what one breach costs at 1,000
 * and at 100,000 clocks.
 */
const CLOCKS = 100_000;
const BREACHES_PER_SECOND = 300;
const WEBHOOKS_PER_SECOND = 100;
const SECONDS = 20;
const TARGET = 10 * 60_000;
const RUNS = 7;
const PER_RUN = 200;
const KEY = randomBytes(32);
const clock: Clock = { now: () => toInstant(Date.now()) };
const log = { error: console.error, warn: console.error };

async function openStore(folder: string, clocks: number): Promise<Store> {
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(KEY) });
  store.write((tx) => {
    const policy = aPolicy({ minutes: { "first-reply": TARGET / 60_000 }, warnings: [] });
    writeSlaSettings(tx, { policies: [policy], calendars: { "24/7": "24/7" } }, toInstant(0));
    for (let i = 0; i < 20; i += 1)
      tx.put("agent", `agent${i}`, { id: toAgentId(`agent${i}`), name: `Agent ${i}`, role: i < 2 ? "lead" : "agent", teamIds: [] });
    const quality = { value: "green", source: "webhook" } as const;
    const limit = { scope: "portfolio", value: "unknown" } as const;
    const number = {
      id: toNumberId("n1"),
      phoneNumberId: "106",
      displayNumber: "1",
      displayName: "Shop",
      connection: "connected",
      quality,
      limit,
      enforcement: [],
    } as const;
    tx.put("number", "n1", number);
  });
  fillWithWaiting(store, join(folder, "greenline.db"), clocks);
  return store;
}

/** The bulk, due in hours: copies of one conversation that the product made, so that the indexes are as large as they are in earnest. */
function fillWithWaiting(store: Store, path: string, count: number): void {
  addWaiting(store, "w0", Date.now());
  const database = openDatabase(path);
  const db = prepare(database);
  database.exec("BEGIN");
  const copies = `WITH RECURSIVE copy (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copy WHERE i < ?)`;
  const later = 6 * 3_600_000;
  db.run(
    `${copies} INSERT INTO conversation SELECT 'w' || i, v, number_id, 'p' || i, state, 'agent' || (i % 20), team_id, due_key + ${later} + i, last_at, closes_at, replace(replace(body, '"w0"', '"w' || i || '"'), '"p-w0"', '"p' || i || '"')
       FROM conversation CROSS JOIN copy WHERE id = 'w0'`,
    count - 1,
  );
  db.run(
    `${copies} INSERT INTO conversation_event SELECT 'w' || i, n, at + ${later} + i, body FROM conversation_event CROSS JOIN copy WHERE conversation_id = 'w0'`,
    count - 1,
  );
  db.run(`${copies} INSERT INTO conversation_event_key SELECT 'in:w' || i FROM copy`, count - 1);
  db.run(
    `${copies} INSERT INTO clock SELECT 'w' || i, kind, started_at + ${later} + i, owner, case_no, gen, state, due_at + ${later} + i, met_at, breached_at, stopped_at, policy_id, policy_version, cause, next_at + ${later} + i
       FROM clock CROSS JOIN copy WHERE conversation_id = 'w0'`,
    count - 1,
  );
  database.exec("COMMIT");
  database.close();
}

/** A customer whose promise falls due at an instant. */
function addWaiting(store: Store, name: string, dueAt: number): void {
  store.write((tx) => addTo(tx, name, dueAt));
}

function addTo(tx: Parameters<Parameters<Store["write"]>[0]>[0], name: string, dueAt: number): ConversationId {
  const id = toConversationId(name);
  const askedAt = toInstant(dueAt - TARGET);
  const assigneeId = toAgentId(`agent${name.length % 20}`);
  tx.put("conversation", id, aConversationRow({ id, contactId: toContactId(`p-${name}`), createdAt: askedAt, assigneeId }));
  tx.appendEvent(id, `in:${name}`, { type: "inbound", at: askedAt });
  refreshClocks(tx, id, askedAt);
  return id;
}

/** Milliseconds from the due instant to the commit that holds the breach, over a stretch of real time. */
async function lateness(store: Store, folder: string) {
  const start = Date.now() + 10_000;
  const count = BREACHES_PER_SECOND * SECONDS;
  store.write((tx) => {
    for (let i = 0; i < count; i += 1) addTo(tx, `due${i}`, start + Math.floor((i * 1_000) / BREACHES_PER_SECOND));
  });

  const late: number[] = [];
  const noticed: number[] = [];
  const database = openDatabase(join(folder, "greenline.db"));
  const db = prepare(database);
  let known = Number(db.get(`SELECT max(n) AS n FROM sla_event`)?.["n"] ?? 0);
  const watched: Store = {
    ...store,
    write: (work) => {
      const value = store.write(work);
      const committedAt = Date.now();
      for (const row of db.all(`SELECT n, at, detected_at FROM sla_event WHERE n > ? AND conversation_id LIKE 'due%' ORDER BY n`, known)) {
        known = Number(row["n"]);
        late.push(committedAt - Number(row["at"]));
        noticed.push(Number(row["detected_at"]) - Number(row["at"]));
      }
      return value;
    },
  };
  const inbox = startRawInbox({ path: join(folder, "webhooks.db"), masterKey: KEY });
  let ids = 0;
  const projector = startProjector({ clock, inbox, store, newId: () => `made${(ids += 1)}`, log });
  const scheduler = startSlaScheduler({
    store: watched,
    clock,
    monotonic: () => performance.now(),
    log,
    at: (instant, work) => {
      const timer = setTimeout(work, Math.min(60_000, Math.max(0, instant - Date.now())));
      return () => clearTimeout(timer);
    },
  });
  await pause(start - Date.now());
  for (let i = 0; i < WEBHOOKS_PER_SECOND * SECONDS; i += 1) {
    await pause(start + (i * 1_000) / WEBHOOKS_PER_SECOND - Date.now());
    void inbox.append({ body: webhook(i), receivedAt: clock.now() });
  }
  for (const end = Date.now() + 10_000; late.length < count && Date.now() < end;) await pause(100);
  scheduler.stop();
  await projector.settled();
  const projected = projector.counts().received;
  await projector.stop();
  await inbox.close();
  database.close();
  return { count, late, noticed, projected };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, Math.max(0, ms)));

function webhook(i: number) {
  const from = `44770090${String(i % 500).padStart(4, "0")}`;
  const message = { from, id: `wamid.${i}`, timestamp: String(Math.floor(Date.now() / 1_000)), type: "text", text: { body: "Does it come in another color?" } };
  const metadata = { display_phone_number: "15550783881", phone_number_id: "106" };
  const value = { messaging_product: "whatsapp", metadata, contacts: [{ profile: { name: "Sheena" }, wa_id: from }], messages: [message] };
  return Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value }] }] }));
}

/** Microseconds of CPU that one recorded breach takes, in transactions of a hundred as the scheduler makes them. */
function costOf(store: Store, run: number): number {
  const due = Date.now() - 1_000;
  const ids = store.write((tx) => Array.from({ length: PER_RUN }, (_, i) => addTo(tx, `cost${run}.${i}`, due)));
  const before = process.cpuUsage();
  for (let i = 0; i < ids.length; i += 100) store.write((tx) => ids.slice(i, i + 100).forEach((id) => refreshClocks(tx, id, toInstant(due))));
  const used = process.cpuUsage(before);
  return (used.user + used.system) / ids.length;
}

/** Microseconds that the bare question takes: what is due, by the index alone. */
function bareScan(path: string): readonly number[] {
  const database = openDatabase(path);
  const statement = database.prepare(`SELECT conversation_id FROM clock WHERE next_at <= ? ORDER BY next_at LIMIT 100`);
  const taken = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    for (let i = 0; i < 1_000; i += 1) statement.all(Date.now());
    return performance.now() - began;
  });
  database.close();
  return taken;
}

export async function benchBreaches() {
  const folders = { small: mkdtempSync(join(tmpdir(), "greenline-bench-")), large: mkdtempSync(join(tmpdir(), "greenline-bench-")) };
  try {
    const small = await openStore(folders.small, 1_000);
    const large = await openStore(folders.large, CLOCKS);
    const cost = { small: [] as number[], large: [] as number[] };
    costOf(small, -1);
    costOf(large, -1);
    for (let run = 0; run < RUNS; run += 1) {
      cost.small.push(costOf(small, run));
      cost.large.push(costOf(large, run));
    }
    const scan = bareScan(join(folders.large, "greenline.db"));
    const { count, late, noticed, projected } = await lateness(large, folders.large);
    small.close();
    large.close();

    const ratio = rounded(median(cost.large) / median(cost.small));
    const longest = Math.max(...late);
    const quantiles = (values: readonly number[]) => ({ p50: percentile(values, 0.5), p99: percentile(values, 0.99), max: Math.max(...values) });
    return {
      id: "PF10",
      what: `ms from the due instant until the breach is on disk, ${CLOCKS.toLocaleString("en")} running clocks, ${BREACHES_PER_SECOND} due and ${WEBHOOKS_PER_SECOND} webhooks projected each second`,
      limit: { what: "the bare scan of the index for what is due (µs)", ...spread(scan) },
      ours: { recorded: late.length, of: count, projected, onDisk: quantiles(late), noticed: quantiles(noticed) },
      perBreach: { id: "PF15", what: "CPU per recorded breach (µs)", at1000: spread(cost.small), at100000: spread(cost.large), ratio },
      met: { recorded: late.length === count, lateness: longest <= 1_000, flat: ratio <= 2 },
      goal: "at most 1,000 ms late; the cost at 100,000 clocks at most 2 × that at 1,000",
    };
  } finally {
    for (const folder of Object.values(folders)) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchBreaches);
