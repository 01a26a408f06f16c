import { cannedReplyFields, type CannedReplyFields } from "../../shared/api/canned-replies.ts";
import { toTeamId } from "../../shared/ids.ts";
import { shortcutKey, type CannedReply } from "../../shared/inbox/canned-reply.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

export type ReplyFault = "not-found" | "not-allowed" | "shortcut-taken" | "unknown-label" | "unknown-team" | "changed-meanwhile" | "id-taken";

interface Author {
  readonly agent: Agent;
  readonly now: Instant;
}

/** The team's are its leads' to write; everybody writes their own. */
const mayWrite = ({ ownerId }: Pick<CannedReply, "ownerId">, { id, role }: Agent): boolean =>
  ownerId === undefined ? role === "lead" || role === "admin" : ownerId === id;

export function addReply(tx: WriteTx, id: string, fields: CannedReplyFields, personal: boolean, author: Author): Result<CannedReply, ReplyFault> {
  const ownerId = personal ? author.agent.id : undefined;
  if (!mayWrite({ ownerId }, author.agent)) return err("not-allowed");
  if (tx.get("cannedReply", id) !== undefined) return err("id-taken");
  return keep(tx, { id, ...(ownerId === undefined ? {} : { ownerId }), usage: { count: 0 } }, fields, author, "canned-reply-added");
}

export function changeReply(tx: WriteTx, id: string, fields: CannedReplyFields, seenAt: Instant | undefined, author: Author): Result<CannedReply, ReplyFault> {
  const before = tx.get("cannedReply", id);
  const fault = whyNot(before, author.agent);
  if (before === undefined || fault !== undefined) return err(fault ?? "not-found");
  if (seenAt !== undefined && seenAt !== before.updatedAt) return err("changed-meanwhile");
  return keep(tx, before, fields, author, "canned-reply-changed");
}

export function removeReply(tx: WriteTx, id: string, { agent, now }: Author): Result<undefined, ReplyFault> {
  const fault = whyNot(tx.get("cannedReply", id), agent);
  if (fault !== undefined) return err(fault);
  tx.remove("cannedReply", id);
  tx.appendAudit({ at: now, who: agent.id, action: "canned-reply-removed", target: id, data: "{}" });
  return ok(undefined);
}

/** Somebody else's own is not even told to be there. */
function whyNot(reply: CannedReply | undefined, agent: Agent): ReplyFault | undefined {
  if (reply === undefined || (reply.ownerId !== undefined && reply.ownerId !== agent.id)) return "not-found";
  return mayWrite(reply, agent) ? undefined : "not-allowed";
}

function keep(
  tx: WriteTx,
  base: Pick<CannedReply, "id" | "ownerId" | "usage">,
  fields: CannedReplyFields,
  { agent, now }: Author,
  action: string,
): Result<CannedReply, ReplyFault> {
  const { labels, shortcut, tags, teamIds, texts, title } = fields;
  if (labels.some((label) => tx.get("label", label) === undefined)) return err("unknown-label");
  if (teamIds.some((team) => tx.get("team", team) === undefined)) return err("unknown-team");
  const namesake = withShortcut(tx, shortcut, base.ownerId);
  if (namesake !== undefined && namesake.id !== base.id) return err("shortcut-taken");

  const reply: CannedReply = {
    id: base.id,
    shortcut,
    title,
    texts,
    tags: [...new Set(tags)],
    labels: [...new Set(labels)],
    ...(teamIds.length === 0 ? {} : { teamIds: [...new Set(teamIds)].map(toTeamId) }),
    ...(base.ownerId === undefined ? {} : { ownerId: base.ownerId }),
    updatedAt: now,
    updatedBy: agent.id,
    usage: base.usage,
  };
  tx.put("cannedReply", reply.id, reply);
  // Which, not what: the words are in the row.
  tx.appendAudit({
    at: now,
    who: agent.id,
    action,
    target: reply.id,
    data: JSON.stringify({ shortcut, tags: reply.tags, personal: reply.ownerId !== undefined }),
  });
  return ok(reply);
}

const withShortcut = (tx: ReadTx, shortcut: string, ownerId: CannedReply["ownerId"]): CannedReply | undefined =>
  tx.all("cannedReply").find((one) => one.ownerId === ownerId && shortcutKey(one.shortcut) === shortcutKey(shortcut));

type ImportedReply =
  | { readonly outcome: "added" | "changed" | "same"; readonly shortcut: string; readonly id: string }
  /** `reason`: a fault, or in words what is wrong with which field. */
  | { readonly outcome: "refused"; readonly shortcut?: string | undefined; readonly reason: string };

/** Rows of a file, by their shortcut: a known one is changed, a new one added. A row that cannot be read keeps none of the others out. */
export function importReplies(tx: WriteTx, rows: readonly unknown[], personal: boolean, author: Author, newId: () => string): readonly ImportedReply[] {
  return rows.map((row): ImportedReply => {
    const read = cannedReplyFields.safeParse(row);
    if (!read.success) return { outcome: "refused", shortcut: shortcutOf(row), reason: read.error.issues.map(said).slice(0, 3).join(" ") };

    const { shortcut } = read.data;
    const known = withShortcut(tx, shortcut, personal ? author.agent.id : undefined);
    if (known !== undefined && isSame(known, read.data)) return { outcome: "same", shortcut, id: known.id };
    const kept = known === undefined ? addReply(tx, newId(), read.data, personal, author) : changeReply(tx, known.id, read.data, undefined, author);
    return kept.ok ? { outcome: known === undefined ? "added" : "changed", shortcut, id: kept.value.id } : { outcome: "refused", shortcut, reason: kept.error };
  });
}

const said = ({ message, path }: { readonly message: string; readonly path: readonly PropertyKey[] }): string => `${path.map(String).join(".")}: ${message}`;

function shortcutOf(row: unknown): string | undefined {
  const shortcut = typeof row === "object" && row !== null && "shortcut" in row ? row.shortcut : undefined;
  return typeof shortcut === "string" ? shortcut.slice(0, 40) : undefined;
}

function isSame({ labels, shortcut, tags, teamIds = [], texts, title }: CannedReply, fields: CannedReplyFields): boolean {
  const shape = (one: unknown[]): string => JSON.stringify(one);
  const sorted = (words: readonly string[]): readonly string[] => words.toSorted();
  const textsOf = (all: Readonly<Record<string, string>>) => Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    shape([shortcut, title, textsOf(texts), sorted(tags), sorted(labels), sorted(teamIds)]) ===
    shape([fields.shortcut, fields.title, textsOf(fields.texts), sorted(fields.tags), sorted(fields.labels), sorted(fields.teamIds)])
  );
}
