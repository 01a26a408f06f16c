import { DatabaseSync } from "node:sqlite";
import type { TopicTurn } from "../../shared/guard/topic/model.ts";
import { turnOf } from "../../shared/guard/rules/topic.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { days, minus, type Instant } from "../../shared/time.ts";

/** A conversation as the off-topic model learns from it. */
export interface PastConversation {
  readonly turns: readonly TopicTurn[];
  readonly labels: readonly string[];
  /** Another one where something was said or labelled since. */
  readonly stamp: string;
}

/** A warning that was passed with a reason, and what left all the same. */
interface PastDismissal {
  readonly messageId: string;
  readonly conversationId: string;
  readonly turns: readonly TopicTurn[];
  readonly text: string;
}

export interface TopicPast {
  /** The newest that are over, the oldest of them first. */
  readonly settled: (now: Instant, most: number) => readonly string[];
  /** What the log tells after a place in it: conversations that changed, or are gone. */
  readonly changedAfter: (place: number) => { readonly ids: readonly string[]; readonly head: number };
  /** Nothing where it is gone, and where nothing was said, or nothing since then; not while it is under way. */
  readonly read: (id: string, now: Instant, since?: Instant) => PastConversation | undefined | "under-way";
  /** The newest of those after a place in the guard's log, the oldest of them first; not what was forgotten, erased or never left. */
  readonly dismissedAfter: (place: number, since: Instant | undefined, most: number) => { readonly found: readonly PastDismissal[]; readonly head: number };
  readonly close: () => void;
}

/** Nobody resolves everything: whoever was silent for so long is done. */
const SILENT = days(7);
/** Of one conversation the newest: a customer of many years says enough with them. */
const MOST_MESSAGES = 120;
/** The situation of one reply. */
const MOST_BEFORE = 20;
/** In the store's small facts: until when dismissals are forgotten. */
export const DISMISSALS_FORGOTTEN = "topic-dismissals-forgotten";

/** Reads the workspace's past beside the store, by a connection that cannot write. */
export function openTopicPast(databasePath: string): TopicPast {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  database.exec(`PRAGMA busy_timeout=5000`);
  const settled = database.prepare(`SELECT id FROM conversation WHERE state = 'resolved' OR last_at <= ? ORDER BY last_at DESC, id LIMIT ?`);
  const changed = database.prepare(`SELECT DISTINCT id FROM log WHERE seq > ? AND seq <= ? AND entity = 'conversation'`);
  const head = database.prepare(`SELECT COALESCE(MAX(seq), 0) AS head FROM log`);
  const one = database.prepare(`SELECT state, last_at, body FROM conversation WHERE id = ?`);
  const said = database.prepare(`SELECT body FROM message WHERE conversation_id = ? ORDER BY at DESC, ord DESC LIMIT ${MOST_MESSAGES}`);
  const forgotten = database.prepare(`SELECT value FROM meta WHERE key = '${DISMISSALS_FORGOTTEN}'`);
  const lastSaid = database.prepare(`SELECT COALESCE(MAX(n), 0) AS head FROM guard_log`);
  const dismissed = database.prepare(
    `SELECT conversation_id, message_id FROM guard_log WHERE n > ? AND n <= ? AND at > ? AND rule = 'G-TOPIC' AND what = 'overridden' ORDER BY n DESC LIMIT ?`,
  );
  const message = database.prepare(`SELECT at, ord, body FROM message WHERE id = ? AND conversation_id = ?`);
  const before = database.prepare(
    `SELECT body FROM message WHERE conversation_id = ? AND (at < ? OR (at = ? AND ord < ?)) ORDER BY at DESC, ord DESC LIMIT ${MOST_BEFORE}`,
  );

  const dismissal = (conversationId: string, messageId: string): PastDismissal[] => {
    const row = message.get(messageId, conversationId);
    const [turn] = row === undefined ? [] : turnOf(JSON.parse(String(row["body"])) as Message);
    if (row === undefined || turn === undefined) return [];
    const [at, order] = [Number(row["at"]), Number(row["ord"])];
    const turns = before
      .all(conversationId, at, at, order)
      .toReversed()
      .flatMap(({ body }) => turnOf(JSON.parse(String(body)) as Message));
    return [{ messageId, conversationId, turns, text: turn.text }];
  };

  return {
    settled: (now, most) =>
      settled
        .all(minus(now, SILENT), most)
        .map(({ id }) => String(id))
        .toReversed(),
    changedAfter: (place) => {
      const last = Number(head.get()?.["head"] ?? 0);
      return { ids: changed.all(place, last).map(({ id }) => String(id)), head: last };
    },
    read: (id, now, since) => {
      const row = one.get(id);
      if (row === undefined || (since !== undefined && Number(row["last_at"]) <= since)) return undefined;
      if (row["state"] !== "resolved" && Number(row["last_at"]) > minus(now, SILENT)) return "under-way";

      const messages = said
        .all(id)
        .map(({ body }) => JSON.parse(String(body)) as Message)
        .toReversed();
      const turns = messages.flatMap(turnOf);
      if (turns.length === 0) return undefined;
      const { labels } = JSON.parse(String(row["body"])) as { readonly labels: readonly string[] };
      return { turns, labels, stamp: JSON.stringify([turns.length, turns.at(-1)?.id, labels]) };
    },
    dismissedAfter: (place, since, most) => {
      const last = Number(lastSaid.get()?.["head"] ?? 0);
      const after = Math.max(since ?? -1, Number(forgotten.get()?.["value"] ?? -1));
      const rows = dismissed.all(place, last, after, most).toReversed();
      return { found: rows.flatMap((row) => dismissal(String(row["conversation_id"]), String(row["message_id"]))), head: last };
    },
    close: () => database.close(),
  };
}
