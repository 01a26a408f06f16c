import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changes, changesQuery } from "../../backend/store/sqlite/changes.ts";
import { listQuery } from "../../backend/store/sqlite/conversation-list.ts";
import { openDatabase, prepare, type Statements } from "../../backend/store/sqlite/database.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { EVERY_SCOPE } from "../../shared/sync/scopes.ts";
import { seededRandom } from "../seeded-random.ts";

const TEAMS = ["team:red", "team:blue", "team:gray"];
const PEOPLE = ["agent:anna", "agent:ben"];
const ENTRIES = 2_000;

const random = seededRandom(15);
const below = (count: number): number => Math.floor(random() * count);
const oneOf = <T>(these: readonly T[]): T => these[below(these.length)]!;

let folder: string;
let db: Statements;
let close: () => void;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "greenline-changes-"));
  const path = join(folder, "greenline.db");
  (await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) })).close();
  const database = openDatabase(path);
  close = () => database.close();
  db = prepare(database);
  database.exec("BEGIN");
  for (let seq = 1; seq <= ENTRIES; seq++) {
    const scope = oneOf(["org", ...TEAMS, ...PEOPLE]);
    const extra = random() < 0.3 ? oneOf(PEOPLE) : null;
    const entity = oneOf(["conversation", "message", "alert", "cannedReply"]);
    db.run(
      `INSERT INTO log (seq, scope, extra, entity, id, op) VALUES (?, ?, ?, ?, ?, ?)`,
      seq,
      scope,
      extra,
      entity,
      `id${below(300)}`,
      oneOf(["up", "del", "grant", "revoke"]),
    );
  }
  database.exec("COMMIT");
});
afterAll(() => {
  close();
  rmSync(folder, { recursive: true, force: true });
});

/** In the words of the rule, without a thought for the cost. */
function plainly(from: number, scopes: readonly string[], max: number) {
  const isRead = (scope: unknown, extra: unknown) => scopes.includes(String(scope)) || scopes.includes(String(extra));
  return db
    .all(`SELECT * FROM log WHERE seq > ? ORDER BY seq`, from)
    .filter(({ extra, scope }) => isRead(scope, extra))
    .slice(0, max)
    .map(({ entity, id, op, seq }) => ({ seq, entity, id, op }));
}

/** What an agent may read: everybody's, their own, and that of some teams. */
const someScopes = (): readonly string[] => ["org", oneOf(PEOPLE), ...TEAMS.filter(() => random() < 0.5)];

test("[I11] [PF15] a page of the log holds what lies in any of the reader's scopes, once and in order", () => {
  for (let turn = 0; turn < 300; turn++) {
    const from = below(ENTRIES);
    const scopes = someScopes();
    const max = 1 + below(200);
    expect(changes(db, from, scopes, max)).toEqual(plainly(from, scopes, max));
  }
});

test("[PF15] a page is read out of the indexes, and nothing is sorted for it", () => {
  for (const scopes of [["org"], ["org", "agent:anna"], ["org", "agent:anna", ...TEAMS], [EVERY_SCOPE, "agent:anna"]]) {
    const { sql, values } = changesQuery(0, scopes, 500);
    const plan = db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => String(detail));
    expect(plan.join("\n")).not.toMatch(/TEMP B-TREE|SCAN/);
    expect(plan.some((step) => step.startsWith("SEARCH log"))).toBe(true);
  }
});

test("[PF15] a page of conversations is read in the order of an index, from its beginning and from where the last one ended", () => {
  for (const sort of ["due", "newest", "oldest", "window"] as const)
    for (const after of [undefined, { key: 5, id: "c5" }]) {
      const { sql, values } = listQuery({ sort, limit: 50, after });
      const plan = db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => String(detail));
      expect(plan).toEqual([expect.stringMatching(after === undefined ? /^SCAN conversation USING INDEX/ : /^SEARCH conversation USING INDEX/)]);
    }
  const { sql, values } = listQuery({ sort: "due", limit: 50, team: "team:red" });
  expect(db.all(`EXPLAIN QUERY PLAN ${sql}`, ...values)[0]).toMatchObject({ detail: expect.stringMatching(/^SEARCH conversation USING INDEX/) });
});
