import { appendFileSync, rmSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { newToken } from "../auth/tokens.ts";
import { cellOf, type ExportRow } from "../export/export-format.ts";
import { AFTER_CONTACTS, BEFORE_CONTACTS, type ExportedTable } from "../export/tables.ts";
import type { Vault } from "../store/vault.ts";

interface Deps {
  readonly database: DatabaseSync;
  readonly vault: Vault;
  /** Whether the file was written under the same master key. */
  readonly sameKey: boolean;
  readonly mediaPath: (mediaId: string) => string;
}

const contactRow = z.object({
  id: z.string(),
  v: z.int(),
  body: z.looseObject({ id: z.string(), name: z.string() }),
  identities: z.array(
    z.union([z.object({ kind: z.enum(["phone", "user-id"]), value: z.string() }), z.object({ kind: z.enum(["phone", "user-id"]), blind: z.string() })]),
  ),
});
const mediaRow = z.object({ mediaId: z.string(), piece: z.int().min(1), pieces: z.int().min(1), base64: z.base64() });
const TABLES = new Map([...BEFORE_CONTACTS, ...AFTER_CONTACTS].map((table) => [table.type, table]));

export interface PutRows {
  /** Throws where the table does not take it. */
  readonly put: (row: ExportRow) => void;
  /** Former identities that only the other master key could read. */
  readonly lostIdentities: () => number;
}

/** Puts rows back where they came from; contacts are sealed under keys of their own, and every secret is a new one that nobody knows. */
export function createPutRows({ database, mediaPath, sameKey, vault }: Deps): PutRows {
  const statements = new Map<string, StatementSync>();
  let lost = 0;
  const insert = (table: string, row: Readonly<Record<string, SQLInputValue>>): void => {
    const columns = Object.keys(row);
    const sql = `INSERT INTO ${table} (${columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`;
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    statement.run(...Object.values(row));
  };

  const putContact = (row: unknown): void => {
    const { body, id, identities, v } = contactRow.parse(row);
    const key = vault.newKey();
    insert("contact", { id, v, sealed: vault.seal(key, JSON.stringify(body)) });
    insert("contact_key", { contact_id: id, wrapped: vault.wrap(key) });
    for (const identity of identities) {
      if ("value" in identity) insert("identity", { kind: identity.kind, blind: vault.blind(identity.kind, identity.value), contact_id: id });
      else if (sameKey) insert("identity", { kind: identity.kind, blind: identity.blind, contact_id: id });
      else lost += 1;
    }
  };
  const putMedia = (row: unknown): void => {
    const { base64, mediaId, piece } = mediaRow.parse(row);
    const path = mediaPath(mediaId);
    if (piece === 1) rmSync(path, { force: true });
    appendFileSync(path, Buffer.from(base64, "base64"), { mode: 0o600 });
  };
  const putTable = ({ json = [], only, secret = [], table }: ExportedTable, row: Readonly<Record<string, unknown>>): void => {
    const cells = Object.entries(row).map(([column, value]): [string, SQLInputValue] => [column, cellOf(value, json.includes(column))]);
    insert(table, {
      ...Object.fromEntries(cells),
      ...(only === undefined ? {} : { [only[0]]: only[1] }),
      ...Object.fromEntries(secret.map((column) => [column, vault.wrap(Buffer.from(newToken(), "utf8"))])),
    });
  };

  return {
    put: ({ row, type }) => {
      const table = TABLES.get(type);
      if (table !== undefined) putTable(table, row);
      else if (type === "contact") putContact(row);
      else putMedia(row);
    },
    lostIdentities: () => lost,
  };
}
