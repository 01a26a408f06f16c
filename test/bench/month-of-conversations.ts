import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { createVault } from "../../backend/store/vault.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { CalendarDefinition } from "../../shared/sla/calendar.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import type { PolicySet } from "../../shared/sla/parse-policy.ts";
import { reconcile } from "../../shared/sla/records.ts";
import { hours, minutes, toInstant, type Instant } from "../../shared/time.ts";
import { seeded, type Random } from "../fixtures/sla/random.ts";

const DAY = 86_400_000;
const NUMBER = "1065403";
export const MONTH = { from: toInstant(Date.UTC(2026, 9, 1)), to: toInstant(Date.UTC(2026, 10, 1)) };
export const AFTER_THE_MONTH = toInstant(Date.UTC(2026, 10, 3));

const DESK: CalendarDefinition = {
  timeZone: "Europe/Rome",
  weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat"].map((day) => [day, [["08:00", "13:00"] as const, ["14:00", "20:00"] as const]])),
  holidays: ["12-25", "01-01", "2026-10-04"],
};

/** A quarter of an hour, five minutes for the urgent and for handoffs, a day to the end. */
export const settings = (reply: number): PolicySet => ({
  calendars: { desk: DESK },
  policies: [
    {
      id: "urgent",
      version: 1,
      default: false,
      conditions: [{ field: "priority", in: ["urgent"] }],
      targets: { "first-reply": { target: minutes(5), calendar: "24/7" }, "next-reply": { target: minutes(5), calendar: "24/7" } },
    },
    {
      id: "standard",
      version: 1,
      default: true,
      conditions: [],
      targets: {
        handoff: { target: minutes(5), calendar: "desk" },
        "first-reply": { target: minutes(reply), calendar: "desk" },
        "next-reply": { target: minutes(reply), calendar: "desk" },
        resolution: { target: hours(24), calendar: "desk" },
      },
    },
  ],
});

/** About eight events: asked, answered by a bot, handed over, claimed, answered, asked again, answered, resolved. */
function history(conversation: number, { below }: Random): readonly SlaEvent[] {
  let at = MONTH.from + below(30 * DAY);
  const after = (most: number): Instant => toInstant((at += 1_000 + below(most * 60_000)));
  const id = (event: number): string => uuidOf(conversation, event);
  const said = (event: number, author: "human" | "bot", most: number): SlaEvent => ({
    type: "outbound",
    at: after(most),
    id: id(event),
    messageId: id(event),
    author,
    state: "accepted",
  });
  const asked = (event: number, most: number): SlaEvent => {
    const sentAt = after(most);
    return { type: "inbound", at: sentAt, sentAt, receivedAt: toInstant(sentAt + 800), id: id(event) };
  };
  const first = asked(0, 1);
  const events: SlaEvent[] = [{ type: "context", id: "beginning", at: first.at, number: NUMBER }, first];
  if (below(10) < 7) events.push(said(1, "bot", 1), asked(2, 3), { type: "handoff", at: after(2), id: id(3), reason: "asked for a person" });
  if (below(10) === 0) events.push({ type: "priority", at: after(2), priority: "urgent", id: id(4) });
  events.push({ type: "claim", at: after(12), by: "sofia", id: id(5) }, said(6, "human", 14));
  if (below(10) < 8) events.push(asked(7, 60), said(8, "human", 28));
  if (below(10) < 9) events.push({ type: "resolve", at: after(600), outcome: "solved", id: id(9) });
  return events;
}

/** A store with so many conversations of one month, written past the product: in seconds instead of hours. */
export async function writeMonth(path: string, conversations: number): Promise<{ readonly events: number; readonly bytes: number }> {
  (await openSqliteStore({ path, vault: createVault(Buffer.alloc(32, 7)) })).close();
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL; BEGIN`);
  database.prepare(`INSERT INTO number (id, v, phone_number_id, body) VALUES ('n1', 1, ?, '{}')`).run(NUMBER);
  const putConversation = database.prepare(
    `INSERT INTO conversation (id, v, number_id, contact_id, state, due_key, last_at, body) VALUES (?, 1, 'n1', ?, 'resolved', 0, ?, '{}')`,
  );
  const putEvent = database.prepare(`INSERT INTO conversation_event (conversation_id, n, at, body) VALUES (?, ?, ?, ?)`);
  const putClock = database.prepare(
    `INSERT INTO clock (conversation_id, kind, started_at, owner, case_no, gen, state, due_at, met_at, breached_at, stopped_at, policy_id, policy_version)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const random = seeded(20_261_001);
  const compile = createCompile();
  let events = 0;
  let bytes = 0;
  for (let index = 0; index < conversations; index += 1) {
    const id = uuidOf(index, 99);
    const past = history(index, random);
    putConversation.run(id, `p${index}`, past.at(-1)?.at ?? 0);
    past.forEach((event, n) => {
      const body = JSON.stringify(event);
      putEvent.run(id, n + 1, event.at, body);
      events += 1;
      bytes += body.length;
    });
    const cases = foldCases(past, { ...settings(15), compile, context: { number: NUMBER }, now: AFTER_THE_MONTH });
    for (const { clock: c } of reconcile(
      [],
      cases.flatMap(({ clocks, no }) => clocks.map((clock) => ({ ...clock, no }))),
      AFTER_THE_MONTH,
    ).runs) {
      const values = [id, c.kind, c.startedAt, c.owner ?? "", c.no, c.state, c.dueAt, c.metAt, c.breachedAt, c.stoppedAt, c.policy?.id, c.policy?.version];
      putClock.run(...values.map((value) => value ?? null));
    }
  }
  database.exec(`COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`);
  database.close();
  return { events, bytes };
}

/** Looks like the ids of real messages, in no order. */
const uuidOf = (conversation: number, event: number): string =>
  createHash("sha256")
    .update(`${conversation} ${event}`)
    .digest("hex")
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
