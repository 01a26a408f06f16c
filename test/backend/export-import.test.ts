import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TextSink } from "../../backend/cli/command.ts";
import { main } from "../../backend/cli/greenline.ts";
import { onSnapshot } from "../../backend/cli/data-folder.ts";
import { exportLines } from "../../backend/export/export-lines.ts";
import { AFTER_CONTACTS, BEFORE_CONTACTS, LEFT_OUT } from "../../backend/export/tables.ts";
import { mediaPath } from "../../backend/media/media-store.ts";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toContactId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { startTestBackend, textWebhook } from "./running-backend.ts";

const HOUR = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "greenline-export-"));
const source = join(folder, "source");
const target = join(folder, "target");
const file = join(folder, "everything.jsonl");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const aSink = (write: (text: string) => boolean): TextSink => ({ write, once: () => undefined, off: () => undefined });
async function greenline(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly errors: string }> {
  let out = "";
  let errors = "";
  const code = await main(
    args,
    (async function* () {})(),
    aSink((text) => ((out += text), true)),
    aSink((text) => ((errors += text), true)),
  );
  return { code, out, errors };
}
const linesOf = (text: string): any[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const exported = async (from: string, ...more: readonly string[]) => linesOf((await greenline("export", "--data", from, ...more)).out);
/** What two exports of equal stores may differ in. */
const compared = (lines: readonly any[]) =>
  lines.map((line) => {
    if (line.type === "header") return { ...line, epoch: "", lineage: [], head: 0, exportedAt: "", vault: "" };
    return line.type === "end" ? { ...line, sha256: "" } : line;
  });
const typesOf = (lines: readonly any[]) => new Set(lines.map(({ type }) => type as string));
const refilled = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** A row for every table that the work of the backend did not fill. */
function fillTheRest(path: string): void {
  const database = new DatabaseSync(path);
  const one = database.prepare(`SELECT id, number_id FROM conversation LIMIT 1`).get() as { id: string; number_id: string };
  for (const { json = [], only, table } of [...BEFORE_CONTACTS, ...AFTER_CONTACTS]) {
    const where = only === undefined ? "" : ` WHERE ${only[0]} = '${only[1]}'`;
    if (database.prepare(`SELECT 1 FROM ${table}${where}`).get() !== undefined) continue;
    const columns = database.prepare(`SELECT name, type FROM pragma_table_info(?)`).all(table) as { name: string; type: string }[];
    const choices: Record<string, string> = {
      what: table === "guard_log" ? "overridden" : "breach",
      state: "done",
      conversation_id: one.id,
      number_id: one.number_id,
    };
    const values = columns.map(({ name, type }) => {
      if (only?.[0] === name) return only[1];
      if (json.includes(name)) return JSON.stringify({ id: "filled", note: 'a\u2028b "quoted" ñ 🙂', list: [1, null, 0.5] });
      if (type === "BLOB") return new Uint8Array([1, 2, 3]);
      if (type === "INTEGER") return name === "corrects" ? null : 1;
      return choices[name] ?? `filled ${name}`;
    });
    // A row may speak of others that are not there: it only has to lie there as it lay.
    database.exec(`PRAGMA foreign_keys=OFF`);
    database.prepare(`INSERT INTO ${table} (${columns.map(({ name }) => name).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`).run(...values);
  }
  database.close();
}

let before: Record<string, unknown>;
const QUESTIONS = [
  "/api/v1/conversations?limit=100&sort=oldest",
  "/api/v1/agents",
  "/api/v1/numbers",
  "/api/v1/policies",
  "/api/v1/handoffs",
  "/api/v1/guard/policy",
];
async function answersOf(backend: { readonly json: (path: string) => Promise<any> }): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const path of QUESTIONS) answers[path] = { ...(await backend.json(path)), serverTime: "" };
  const { items } = await backend.json("/api/v1/conversations?limit=100&sort=oldest");
  for (const { contact, id } of items) {
    answers[id] = (await backend.json(`/api/v1/conversations/${id}/messages?limit=100`)).items;
    answers[`consents of ${contact.id}`] = (await backend.json(`/api/v1/contacts/${contact.id}/consents`)).items;
  }
  return answers;
}

beforeAll(async () => {
  const backend = await startTestBackend({ folder: source });
  const ada = await (await backend.api("/api/v1/agents", { body: { name: "Ada", role: "lead", password: "a password of Ada" } })).json();
  const start = Date.now() - 5 * HOUR;
  for (let i = 0; i < 6; i += 1)
    await backend.post(textWebhook({ from: `44770090011${i}`, name: `Customer ${i}`, text: `Question ${i}\nin two lines 🙂`, at: start + i * 60_000 }));
  await backend.post(textWebhook({ from: "447700900119", name: "Rosa", text: "STOP", at: start }));
  await backend.settled();
  const { items } = await backend.json("/api/v1/conversations?limit=100");
  for (const [i, { id }] of items.filter(({ lastMessage }: any) => lastMessage.text !== "STOP").entries()) {
    await backend.api(`/api/v1/conversations/${id}/claim`, { body: {}, token: ada.token });
    // The platform cannot be reached: what leaves stays under way.
    if (i < 3)
      await backend.api(`/api/v1/conversations/${id}/messages`, { body: { clientId: `send-${i}`, text: `It is on its way, parcel ${i}.` }, token: ada.token });
  }
  await backend.api(`/api/v1/conversations/${items[4].id}/resolve`, { body: { outcome: "solved", noReplyNeeded: "thanks" }, token: ada.token });
  before = await answersOf(backend);
  await backend.stop({ keep: true });
  fillTheRest(join(source, "greenline.db"));
  const vault = createVault(masterKey(source, undefined));
  writeFileSync(mediaPath(join(source, "media"), vault)("filled"), "text/plain\0a file of 3.1 MB".padEnd(3_250_000, "."));
  const database = new DatabaseSync(join(source, "greenline.db"));
  database.exec(`UPDATE message SET body = json_set(body, '$.content.mediaId', 'filled') WHERE id = (SELECT min(id) FROM message)`);
  database.close();
}, 120_000);

describe("[S0-28] everything leaves as lines", () => {
  test("[S0-28] every table is exported, or left out for a reason", () => {
    const database = new DatabaseSync(join(source, "greenline.db"), { readOnly: true });
    const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%'`).all();
    database.close();
    const spokenOf = new Set([...BEFORE_CONTACTS, ...AFTER_CONTACTS].map(({ table }) => table));
    expect(tables.map(({ name }) => String(name)).filter((name) => !spokenOf.has(name) && !(name in LEFT_OUT))).toEqual([]);
  });

  test("[S0-28] a file has a header, every type of row, and a last line with counts and the SHA-256; nobody else can read it", async () => {
    const { code, errors, out } = await greenline("export", "--data", source, "--to", file, "--media");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const lines = linesOf(readFileSync(file, "utf8"));
    expect(lines[0]).toMatchObject({ type: "header", format: "greenline-export", version: 1, media: true });
    expect(JSON.parse(out)).toEqual(lines.at(-1));
    expect(lines.at(-1)).toMatchObject({ type: "end", lines: lines.length - 1 });
    expect([...BEFORE_CONTACTS, ...AFTER_CONTACTS].map(({ type }) => type).filter((type) => !typesOf(lines).has(type))).toEqual([]);
    expect(lines.filter(({ type }) => type === "media")).toHaveLength(2);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  test("[S0-28] no password, token or secret is in it", async () => {
    const text = readFileSync(file, "utf8");
    for (const word of ["argon2", "refresh_hash", "wrapped", "sealed", '"secret"', "a password of Ada"]) expect(text).not.toContain(word);
    expect(text).toContain("447700900110");
  });

  test("[S0-28] it is of one moment, and the server goes on meanwhile", async () => {
    const vault = createVault(masterKey(source, undefined));
    const code = await onSnapshot(source, { stderr: aSink(() => true) }, async (database) => {
      const lines = exportLines({ database, vault, at: toInstant(Date.now()) });
      const header = JSON.parse(lines.next().value ?? "");
      const store = await openSqliteStore({ path: join(source, "greenline.db"), vault });
      store.write((tx) => tx.setAside("meanwhile", "not JSON", toInstant(1)));
      const poison = linesOf([...lines].join("")).filter(({ type }) => type === "poison");
      expect(poison).toHaveLength(header.counts.poison);
      expect(store.read((tx) => tx.poison())).toHaveLength(header.counts.poison + 1);
      store.close();
      return 0;
    });
    expect(code).toBe(0);
  });
});

describe("[S0-28] and comes back as an equal store", () => {
  test("[S0-28] into a folder that is not there yet", async () => {
    expect(await greenline("import", "--data", target, file)).toMatchObject({ code: 0, errors: "" });
  });

  test("[S0-28] the same lines but for the epoch, the time, and what was under way", async () => {
    const first = linesOf(readFileSync(file, "utf8"));
    const second = await exported(target, "--media");
    expect(second[0].epoch).not.toBe(first[0].epoch);
    const underWay = new Set(
      first.filter(({ row, type }) => type === "send" && row.state !== "done" && row.state !== "held").map(({ row }) => row.message_id as string),
    );
    expect(underWay.size).toBe(3);
    // What was under way is held, and with it change its message, its conversation's row, what is counted of it, and the head of the log.
    const isTouched = ({ row, type }: any) =>
      underWay.has(row?.message_id) ||
      underWay.has(row?.id) ||
      (type === "conversation" && underWay.has(row.body.lastMessage?.id)) ||
      (type === "setting" && row.key === "head");
    const still = (lines: readonly any[]) => compared(lines).filter((line) => !isTouched(line));
    expect(still(second)).toEqual(still(first));
    expect(second).toHaveLength(first.length);
  });

  test("[S0-28] a second time nothing at all differs", async () => {
    const again = join(folder, "again");
    const path = refilled("second.jsonl", (await greenline("export", "--data", target)).out);
    expect((await greenline("import", "--data", again, path)).code).toBe(0);
    expect(compared(await exported(again))).toEqual(compared(await exported(target)));
  });

  test("[S0-28] what was under way is held for a person, because it may have left", async () => {
    const messages = (await exported(target)).filter(({ type }) => type === "message").map(({ row }) => row.body);
    const held = messages.filter(({ state }) => state === "held");
    expect(held.map(({ clientId }) => clientId).toSorted()).toEqual(["send-0", "send-1", "send-2"]);
    for (const message of held) expect(message.held).toEqual({ reason: "server_restored" });
  });

  test("[S0-28] people and their identities are found again under another master key, and files open", async () => {
    const vault = createVault(masterKey(target, undefined));
    const store = await openSqliteStore({ path: join(target, "greenline.db"), vault });
    const id = store.read((tx) => tx.contactByIdentity("phone", "447700900113"));
    expect(store.read((tx) => tx.get("contact", id ?? ""))?.name).toBe("Customer 3");
    expect(store.integrity()).toBe("ok");
    store.close();
    expect(readFileSync(mediaPath(join(target, "media"), vault)("filled"))).toHaveLength(3_250_000);
    expect(readFileSync(join(target, "greenline.db")).includes("447700900113")).toBe(false);
  });

  test("[S0-28] the API answers the same, but for what is held", async () => {
    const served = join(folder, "served");
    expect((await greenline("import", "--data", served, file)).code).toBe(0);
    const backend = await startTestBackend({ folder: served });
    const answers = await answersOf(backend);
    await backend.stop();
    // The first message was given a file after it was asked for.
    const fate = new Set(["state", "held", "stateAt", "mediaId"]);
    const withoutFate = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer, (key, value: unknown) => (fate.has(key) ? undefined : value)));
    for (const path of Object.keys(before)) expect(withoutFate(answers[path]), path).toEqual(withoutFate(before[path]));
  });
});

test("[S0-28] a number that somebody had before finds them again under the same master key, and is counted as lost under another", async () => {
  const had = join(folder, "had");
  mkdirSync(had);
  const store = await openSqliteStore({ path: join(had, "greenline.db"), vault: createVault(masterKey(had, undefined)) });
  store.write((tx) => {
    tx.put("contact", "rosa", { id: toContactId("rosa"), name: "Rosa", phone: "447700900222" });
    for (const phone of ["447700900111", "447700900222"]) tx.identify(toContactId("rosa"), "phone", phone);
  });
  store.close();
  const path = refilled("had.jsonl", (await greenline("export", "--data", had)).out);
  expect(readFileSync(path, "utf8")).not.toContain("447700900111");

  const same = join(folder, "same-key");
  mkdirSync(same);
  writeFileSync(join(same, "master.key"), readFileSync(join(had, "master.key")), { mode: 0o600 });
  expect(JSON.parse((await greenline("import", "--data", same, path)).out)).toMatchObject({ lostIdentities: 0 });
  const again = await openSqliteStore({ path: join(same, "greenline.db"), vault: createVault(masterKey(same, undefined)) });
  expect(again.read((tx) => tx.contactByIdentity("phone", "447700900111"))).toBe("rosa");
  again.close();
  expect(JSON.parse((await greenline("import", "--data", join(folder, "other-key"), path)).out)).toMatchObject({ lostIdentities: 1 });
});

describe("[S0-28] an import is all or nothing", () => {
  const fresh = (name: string) => join(folder, name);

  test("[S0-28] into an empty folder only", async () => {
    const ran = await greenline("import", "--data", target, file);
    expect(ran.code).toBe(2);
    expect(ran.errors).toMatch(/has a store already \(\d+ conversations.*An import needs an empty folder\./);
  });

  test("[S0-28] not under a server that runs", async () => {
    const running = await startTestBackend({ folder: fresh("running") });
    const ran = await greenline("import", "--data", fresh("running"), file);
    await running.stop();
    expect(ran).toMatchObject({ code: 2, errors: expect.stringContaining("a server runs on the folder") });
  });

  test("[S0-28] over a store in which nobody has done anything", async () => {
    const started = await startTestBackend({ folder: fresh("started") });
    await started.stop({ keep: true });
    expect(await greenline("import", "--data", fresh("started"), file)).toMatchObject({ code: 0, errors: "" });
  });

  const faults: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    ["a line that is no JSON", (text) => text.replace(/\n\{"type":"conversation"/, '\n{"type":"conversation'), /^line \d+: not JSON$/m],
    ["a line without a row", (text) => text.replace(/\n\{"type":"agent"[^\n]*/, '\n{"type":"agent"}'), /^line \d+: not a type with a row$/m],
    ["a type of a newer version", (text) => text.replace(/\n\{"type":"agent"/, '\n{"type":"hologram"'), /^line \d+: there is no type "hologram" here$/m],
    ["a changed word", (text) => text.replace("parcel 0", "parcel 9"), /changed after it was written/],
    ["a lost line", (text) => text.replace(/\n\{"type":"note"[^\n]*/, ""), /lines before the last one, which speaks of/],
    ["a lost end", (text) => text.replace(/\{"type":"end".*\n$/, ""), /ends too early/],
    ["something else altogether", () => '{"id":1}\n', /^line 1: not an export of Greenline$/m],
    ["nothing", () => "", /empty/],
  ];
  test.each(faults)("[S0-28] %s is told, and nothing is there afterwards", async (name, spoil, told) => {
    const into = fresh(`spoiled ${name}`);
    const ran = await greenline("import", "--data", into, refilled("spoiled.jsonl", spoil(readFileSync(file, "utf8"))));
    expect({ code: ran.code, errors: ran.errors }).toEqual({ code: 1, errors: expect.stringMatching(told) });
    expect(existsSync(join(into, "greenline.db"))).toBe(false);
  });

  test("[S0-28] of a row that the table refuses, the line is told", async () => {
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    const at = lines.findIndex((line) => line.startsWith('{"type":"conversation"'));
    lines[at] = (lines[at] ?? "").replace('"number_id":"', '"no_such_column":"');
    const { createHash } = await import("node:crypto");
    const rows = lines.slice(0, -1);
    const end = {
      ...JSON.parse(lines.at(-1) ?? ""),
      sha256: createHash("sha256")
        .update(`${rows.join("\n")}\n`)
        .digest("hex"),
    };
    const ran = await greenline("import", "--data", fresh("refused"), refilled("refused.jsonl", `${rows.join("\n")}\n${JSON.stringify(end)}\n`));
    expect(ran.code).toBe(1);
    expect(ran.errors).toContain(`line ${at + 1}: the conversation cannot be stored`);
    expect(existsSync(join(fresh("refused"), "greenline.db"))).toBe(false);
    expect(existsSync(join(fresh("refused"), "greenline.db.importing"))).toBe(false);
  });

  test.each([
    [["export", "--data", join(folder, "nowhere")], /there is no store in the folder/],
    [["export", "--everything"], /Unknown option/],
    [["import"], /name one file/],
    [["import", "--data", join(folder, "x"), join(folder, "no-such-file")], /there is no file/],
  ])("[S0-28] %j is refused with a sentence and code 2", async (args, told) => {
    const ran = await greenline(...args);
    expect({ code: ran.code, errors: ran.errors }).toEqual({ code: 2, errors: expect.stringMatching(told) });
  });
});

describe("[H43] audit verify", () => {
  const spoiled = (name: string, sql: string): string => {
    const into = join(folder, name);
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, "greenline.db"), readFileSync(join(source, "greenline.db")));
    const database = new DatabaseSync(join(into, "greenline.db"));
    database.exec(`DROP TRIGGER audit_is_not_rewritten; DROP TRIGGER audit_is_not_erased; ${sql}`);
    database.close();
    return into;
  };

  test("[H43] says that the log is whole, with the hash of its newest row, in the imported store too", async () => {
    const ran = await greenline("audit", "verify", "--data", source);
    expect(ran).toMatchObject({ code: 0, errors: "" });
    const verdict = JSON.parse(ran.out);
    expect(verdict.whole).toBe(true);
    expect(verdict.rows).toBeGreaterThan(5);
    expect(await greenline("audit", "verify", "--data", target, "--head", verdict.head)).toMatchObject({ code: 0, errors: "" });
  });

  test.each([
    ["a changed word", `UPDATE audit SET who = 'somebody-else' WHERE n = 3`, 3, /row 3 of the audit log was changed/],
    ["a lost row", `DELETE FROM audit WHERE n = 4`, 4, /row 4 of the audit log is missing/],
    ["a changed hash", `UPDATE audit SET hash = 'abc' WHERE n = 2`, 2, /row 2 of the audit log was changed/],
    ["a replaced link", `UPDATE audit SET previous = '' WHERE n = 5`, 5, /row 5 of the audit log does not follow/],
  ])("[H43] %s is found, the first of them", async (name, sql, n, told) => {
    const ran = await greenline("audit", "verify", "--data", spoiled(name, sql));
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ whole: false, broken: n, rows: n - 1 });
    expect(ran.errors).toMatch(told);
  });

  test("[H43] rows cut off at the end are found by the head of an earlier run", async () => {
    const { head } = JSON.parse((await greenline("audit", "verify", "--data", source)).out);
    const cut = spoiled("cut", `DELETE FROM audit WHERE n = (SELECT max(n) FROM audit)`);
    expect(await greenline("audit", "verify", "--data", cut)).toMatchObject({ code: 0 });
    expect(await greenline("audit", "verify", "--data", cut, "--head", head)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("its end was cut off"),
    });
  });
});
