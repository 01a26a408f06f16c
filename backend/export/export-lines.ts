import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { epochEndSchema } from "../../shared/sync/lineage.ts";
import { SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import type { Instant } from "../../shared/time.ts";
import { VERSION } from "../../shared/version.ts";
import type { Vault } from "../store/vault.ts";
import { contactRows, vaultMark } from "./contact-rows.ts";
import { FORMAT, FORMAT_VERSION, type ExportEnd, type ExportHeader } from "./export-format.ts";
import { mediaRows } from "./media-rows.ts";
import { AFTER_CONTACTS, BEFORE_CONTACTS, type ExportedTable } from "./tables.ts";

export interface ExportWish {
  /** Inside a read transaction, so that all lines are of one moment. */
  readonly database: DatabaseSync;
  readonly vault: Vault;
  readonly at: Instant;
  /** Where the file of a message lies; left out where files are to stay references. */
  readonly mediaPath?: ((mediaId: string) => string) | undefined;
}

/** [S0-28] Everything as lines, each with its line feed; one row in memory at a time. The last one says how many there were and their SHA-256. */
export function* exportLines({ at, database, mediaPath, vault }: ExportWish): Generator<string> {
  const hash = createHash("sha256");
  const counts: Record<string, number> = {};
  let lines = 0;
  const line = (value: object): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    lines += 1;
    return text;
  };
  const rowLine = (type: string, row: object): string => {
    counts[type] = (counts[type] ?? 0) + 1;
    return line({ type, row });
  };

  yield line(headerOf(database, vault, at, mediaPath !== undefined));
  for (const table of BEFORE_CONTACTS) for (const row of tableRows(database, table)) yield rowLine(table.type, row);
  for (const contact of contactRows(database, vault)) yield rowLine("contact", contact);
  for (const table of AFTER_CONTACTS) for (const row of tableRows(database, table)) yield rowLine(table.type, row);
  if (mediaPath !== undefined) for (const media of mediaRows(database, mediaPath)) yield rowLine("media", media);

  const end: ExportEnd = { type: "end", lines, counts, sha256: hash.digest("hex") };
  yield `${JSON.stringify(end)}\n`;
}

function headerOf(database: DatabaseSync, vault: Vault, at: Instant, media: boolean): ExportHeader {
  const count = (sql: string): number => Number(database.prepare(sql).get()?.["n"]);
  const meta = (key: string): string | undefined => {
    const value = database.prepare(`SELECT value FROM meta WHERE key = ?`).get(key)?.["value"];
    return typeof value === "string" ? value : undefined;
  };
  const tables = [...BEFORE_CONTACTS, ...AFTER_CONTACTS].map((table): [string, number] => [
    table.type,
    count(`SELECT count(*) AS n FROM ${table.table}${whereOf(table)}`),
  ]);
  const contacts = count(`SELECT count(*) AS n FROM contact JOIN contact_key ON contact_id = id WHERE sealed IS NOT NULL`);
  return {
    type: "header",
    format: FORMAT,
    version: FORMAT_VERSION,
    greenline: VERSION,
    schema: SCHEMA_VERSION,
    migrations: database
      .prepare(`SELECT name FROM kysely_migration ORDER BY name`)
      .all()
      .map(({ name }) => String(name)),
    epoch: meta("epoch") ?? "",
    lineage: z.array(epochEndSchema).parse(JSON.parse(meta("lineage") ?? "[]")),
    head: Number(meta("head") ?? 0),
    exportedAt: new Date(at).toISOString(),
    vault: vaultMark(vault),
    media,
    counts: Object.fromEntries([...tables, ["contact", contacts] as const].filter(([, n]) => n > 0)),
  };
}

function* tableRows(database: DatabaseSync, table: ExportedTable): Generator<object> {
  const { json = [], only, order, secret = [], table: name } = table;
  const left = new Set([...secret, ...(only === undefined ? [] : [only[0]])]);
  for (const columns of database.prepare(`SELECT * FROM ${name}${whereOf(table)} ORDER BY ${order}`).iterate()) {
    const row: Record<string, unknown> = {};
    for (const [column, value] of Object.entries(columns))
      if (!left.has(column)) row[column] = json.includes(column) && typeof value === "string" ? JSON.parse(value) : value;
    yield row;
  }
}

function whereOf({ only, where }: ExportedTable): string {
  const conditions = [...(only === undefined ? [] : [`${only[0]} = '${only[1]}'`]), ...(where === undefined ? [] : [where])];
  return conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
}
