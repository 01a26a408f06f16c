import type { CannedReplyFields } from "../../../shared/api/canned-replies.ts";
import type { CannedReply } from "../../../shared/inbox/canned-reply.ts";
import { cellOf, parseCsv, writeCsv } from "./csv.ts";
import { fieldsOf } from "./edit-reply.ts";

/** What labels and teams are called in a file, so that it can go to another workspace. */
interface Names {
  readonly labels: ReadonlyMap<string, { readonly name: string }>;
  readonly teams: ReadonlyMap<string, { readonly name: string }>;
}

const COLUMNS = ["shortcut", "title", "language", "text", "tags", "labels", "teams"] as const;

/** A row for each text; what a reply has once stands in its first row. */
export const toCsv = (replies: readonly CannedReply[], names: Names): string =>
  writeCsv([
    COLUMNS,
    ...replies.flatMap((reply) => {
      const { labels, shortcut, tags, teams, texts, title } = portable(reply, names);
      return Object.entries(texts).map(([language, text], place) =>
        place === 0 ? [shortcut, title, language, text, tags.join("|"), labels.join("|"), teams.join("|")] : [shortcut, "", language, text, "", "", ""],
      );
    }),
  ]);

export const toJson = (replies: readonly CannedReply[], names: Names): string =>
  `${JSON.stringify({ cannedReplies: replies.map((reply) => portable(reply, names)) }, null, 2)}\n`;

function portable(reply: CannedReply, names: Names) {
  const { labels, teamIds, ...rest } = fieldsOf(reply);
  return { ...rest, labels: labels.map((id) => names.labels.get(id)?.name ?? id), teams: teamIds.map((id) => names.teams.get(id)?.name ?? id) };
}

/** The rows of a file, as they are sent; what is wrong with one of them the server says. Undefined: no such file. */
export function readTransfer(text: string, names: Names): readonly unknown[] | undefined {
  const source = text.replace(/^\uFEFF/u, "").trimStart();
  return source.startsWith("{") || source.startsWith("[") ? fromJson(source, names) : fromCsv(text, names);
}

function fromJson(text: string, names: Names): readonly unknown[] | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const rows: unknown = isRecord(read) ? read["cannedReplies"] : read;
    return Array.isArray(rows) ? rows.map((row) => (isRecord(row) ? withIds(row, names) : row)) : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

function fromCsv(text: string, names: Names): readonly unknown[] | undefined {
  const [head = [], ...rows] = parseCsv(text);
  const places = new Map(head.map((name, place) => [cellOf(name).toLowerCase(), place] as const));
  if (!["shortcut", "title", "language", "text"].every((name) => places.has(name))) return undefined;

  const byShortcut = new Map<string, { -readonly [Name in keyof CannedReplyFields]: unknown } & { texts: Record<string, string>; teams: readonly string[] }>();
  for (const row of rows) {
    const cell = (name: string): string => cellOf(row[places.get(name) ?? -1]);
    const list = (name: string): readonly string[] =>
      cell(name)
        .split("|")
        .map((one) => one.trim())
        .filter((one) => one !== "");
    const shortcut = cell("shortcut");
    const known = byShortcut.get(shortcut);
    if (known === undefined) {
      const texts = { [cell("language")]: cell("text") };
      byShortcut.set(shortcut, { shortcut, title: cell("title"), texts, tags: list("tags"), labels: list("labels"), teamIds: [], teams: list("teams") });
    } else known.texts[cell("language")] = cell("text");
  }
  return [...byShortcut.values()].map((row) => withIds(row, names));
}

/** By id or by name; what nobody knows stays as it is written, and the server says so. */
function withIds({ labels, teamIds, teams, ...row }: Readonly<Record<string, unknown>>, names: Names): unknown {
  const idsOf = (given: unknown, known: Names["labels"]): unknown =>
    Array.isArray(given) ? given.map((one: unknown) => [...known].find(([id, { name }]) => id === one || name === one)?.[0] ?? one) : given;
  return { ...row, labels: idsOf(labels ?? [], names.labels), teamIds: idsOf(teams ?? teamIds ?? [], names.teams) };
}
