import { describe, expect, test } from "vitest";
import { nodesIn, placeOf, sourcesOf, type SyntaxNode } from "./sources.ts";

type Source = Parameters<typeof nodesIn>[0];

/** A statement, or a part that becomes one; § stands where something is put in. */
const SQL =
  /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|ATTACH|VACUUM|REPLACE|FROM|WHERE|AND|VALUES|JOIN|ORDER BY|UNION)\b|(?:[=<>]|\bIN|\bLIKE) ?(?:\?|'|\(\?)/;
/** Ours, written once at the head of a file. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

/**
 * What stands in a statement besides constants. Each has been read: it is one of a few words written down in that file or in the
 * one that calls it, a list of placeholders, or put together of such parts. Values are never among them: they are bound.
 */
const REVIEWED: Readonly<Record<string, readonly string[]>> = {
  // The tables of export/tables.ts.
  "backend/export/export-lines.ts": ["table.table", "whereOf(table)", "name", "order", "only[0]", "only[1]", 'conditions.join(" AND ")'],
  "backend/guard/guard-preview-context.ts": ["more"],
  "backend/import/empty-folder.ts": ["what"],
  // Columns come from the file that is read: quoted, and a quote in them is doubled.
  "backend/import/put-rows.ts": ["table", 'columns.map((column) => `"${column.replaceAll(\'"\', \'""\')}"`).join(", ")', 'columns.map(() => "?").join(", ")'],
  "backend/store/sqlite/changes.ts": ["mark", "marks[ownScope]", 'marks.join(", ")', 'parts.join(" UNION ALL ")'],
  "backend/store/sqlite/database.ts": ["pageSize"],
  "backend/store/sqlite/erase-traces.ts": ["table"],
  "backend/store/sqlite/guard.ts": ["scope", "alike", "newest"],
  "backend/store/sqlite/conversation-list.ts": ["column", 'where.join(" AND ")', 'where.length === 0 ? "" : `WHERE ${where.join(" AND ")}`'],
  "backend/store/sqlite/retention.ts": ["table"],
  "backend/store/sqlite/surge.ts": ["kind"],
};

const sql = sourcesOf("backend").filter(({ text }) => SQL.test(text));

function putIn(source: Source): readonly { readonly words: string; readonly place: string }[] {
  const say = (node: SyntaxNode): string => source.text.slice(node.start, node.end);
  const templates = nodesIn(source, ({ type }) => type === "TemplateLiteral").filter((node) => SQL.test(partsOf(node)));
  const holes = templates.flatMap((node) => (node["expressions"] as readonly SyntaxNode[]).filter((hole) => !CONSTANT.test(say(hole))));
  const sums = nodesIn(source, ({ operator, type }) => type === "BinaryExpression" && operator === "+").filter((node) => STATEMENT.test(say(node)));
  return [...holes, ...sums].map((node) => ({ words: say(node).replaceAll(/\s+/g, " "), place: placeOf(source, node) }));
}

const partsOf = (template: SyntaxNode): string =>
  (template["quasis"] as readonly { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked).join("§");
/** Words added to a statement. */
const STATEMENT = /["'`]\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|ATTACH|WHERE|ORDER BY|AND)\s/;

describe("statements", () => {
  test("[H47] hold constants and what has been read; values are bound", () => {
    expect(sql.length).toBeGreaterThan(50);
    const unread = sql.flatMap((source) =>
      putIn(source)
        .filter(({ words }) => !(REVIEWED[source.file] ?? []).includes(words))
        .map(({ place, words }) => `${place} puts \`${words}\` into a statement: bind it with ?, or read it and write it down here`),
    );
    expect(unread).toEqual([]);
  });

  test("[H47] nothing is written down as read that is not there any more", () => {
    const there = new Map(sql.map((source) => [source.file, putIn(source).map(({ words }) => words)]));
    const gone = Object.entries(REVIEWED).flatMap(([file, read]) =>
      read.filter((words) => !there.get(file)?.includes(words)).map((words) => `${file}: ${words}`),
    );
    expect(gone).toEqual([]);
  });

  test.each([
    "db.all(`SELECT body FROM message WHERE id = '${id}'`)",
    "where.push(`${field} = ?`)",
    "const mine = `assignee_id = '${agent.id}'`",
    'db.all("SELECT body FROM message WHERE id = " + id)',
    "db.run(`DELETE FROM ${request.query.table}`)",
  ])("[H47] %s would be seen", (text) => expect(putIn({ file: "bad.ts", text })).toHaveLength(1));
});
