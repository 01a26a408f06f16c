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

export interface TopicPast {
  /** The newest that are over, the oldest of them first. */
  readonly settled: (now: Instant, most: number) => readonly string[];
  /** What the log tells after a place in it: conversations that changed, or are gone. */
  readonly changedAfter: (place: number) => { readonly ids: readonly string[]; readonly head: number };
  /** Nothing where it is gone, where nothing was said, and where it is under way. */
  readonly read: (id: string, now: Instant) => PastConversation | undefined | "under-way";
  readonly close: () => void;
}

/** Nobody resolves everything: whoever was silent for so long is done. */
const SILENT = days(7);
/** Of one conversation the newest: a customer of many years says enough with them. */
const MOST_MESSAGES = 120;

/** Reads the workspace's past beside the store, by a connection that cannot write. */
export function openTopicPast(databasePath: string): TopicPast {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  database.exec(`PRAGMA busy_timeout=5000`);
  const settled = database.prepare(`SELECT id FROM conversation WHERE state = 'resolved' OR last_at <= ? ORDER BY last_at DESC, id LIMIT ?`);
  const changed = database.prepare(`SELECT DISTINCT id FROM log WHERE seq > ? AND seq <= ? AND entity = 'conversation'`);
  const head = database.prepare(`SELECT COALESCE(MAX(seq), 0) AS head FROM log`);
  const one = database.prepare(`SELECT state, last_at, body FROM conversation WHERE id = ?`);
  const said = database.prepare(`SELECT body FROM message WHERE conversation_id = ? ORDER BY at DESC, ord DESC LIMIT ${MOST_MESSAGES}`);

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
    read: (id, now) => {
      const row = one.get(id);
      if (row === undefined) return undefined;
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
    close: () => database.close(),
  };
}
