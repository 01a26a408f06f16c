import { DatabaseSync } from "node:sqlite";
import { askedWords } from "../../shared/spelling/asked-words.ts";
import { minutes, plus, type Clock, type Instant } from "../../shared/time.ts";

interface Deps {
  readonly databasePath: string;
  readonly clock: Clock;
}

export interface WordsInUse {
  /** In lower case, by the alphabet. Reads what has been said since the last time. */
  readonly words: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** So often a word has to have been written, in two conversations at least: then it is nobody's slip and nobody's secret. */
const TIMES = 3;
/** The newest rows of messages; a workspace's words are in them. */
const MOST_MESSAGES = 200_000;
/** So many rows at once, so that nobody waits for this. */
const AT_ONCE = 500;
const MOST_KNOWN = 200_000;
const MOST_SERVED = 20_000;
const REFRESH = minutes(10);

/**
 * [S0-9] Which words people here write to customers: words written small, without names, numbers, codes or addresses. Kept in memory
 * alone and counted anew with every start, and when anything was erased, so that nothing outlives the messages that it was in.
 */
export function openWordsInUse({ clock, databasePath }: Deps): WordsInUse {
  const database = new DatabaseSync(databasePath, { readOnly: true });
  database.exec(`PRAGMA busy_timeout=5000`);
  const last = database.prepare(`SELECT COALESCE(MAX(rowid), 0) AS last FROM message`);
  const head = database.prepare(`SELECT COALESCE(MAX(seq), 0) AS head FROM log`);
  const erased = database.prepare(
    `SELECT COUNT(*) AS gone FROM log WHERE seq > ? AND seq <= ? AND op = 'del' AND entity IN ('conversation', 'message', 'contact')`,
  );
  const said = database.prepare(
    `SELECT conversation_id AS conversation, json_extract(body, '$.content.body') AS text FROM message
       WHERE rowid > ? AND rowid <= ? AND json_extract(body, '$.direction') = 'out' AND json_extract(body, '$.author.kind') = 'human'
         AND json_extract(body, '$.content.type') = 'text' AND json_extract(body, '$.state') != 'cancelled'`,
  );

  let counted = new Map<string, { count: number; readonly first: string; elsewhere: boolean }>();
  let place: number | undefined;
  /** So far the log has been looked through for what was erased. */
  let lookedTo = 0;
  let words: readonly string[] = [];
  let freshUntil: Instant | undefined;
  let reading: Promise<void> | undefined;
  let stopped = false;

  const count = (conversation: string, text: string): void => {
    for (const { capital, small } of askedWords(text, "")) {
      if (capital) continue;
      const known = counted.get(small);
      if (known === undefined) {
        if (counted.size < MOST_KNOWN) counted.set(small, { count: 1, first: conversation, elsewhere: false });
        continue;
      }
      known.count += 1;
      known.elsewhere ||= known.first !== conversation;
    }
  };

  /** Whether anything was erased since the last look; true until the first reading begins. */
  const isStale = (): boolean => {
    const newest = Number(head.get()?.["head"]);
    const gone = place !== undefined && Number(erased.get(lookedTo, newest)?.["gone"]) > 0;
    lookedTo = newest;
    if (gone) place = undefined;
    return place === undefined;
  };

  const read = async (): Promise<void> => {
    const newest = Number(last.get()?.["last"]);
    if (isStale() || place === undefined) {
      counted = new Map();
      place = Math.max(0, newest - MOST_MESSAGES);
    }
    while (place < newest && !stopped) {
      const next = Math.min(newest, place + AT_ONCE);
      for (const { conversation, text } of said.all(place, next)) count(String(conversation), String(text));
      place = next;
      await new Promise((resolve) => setImmediate(resolve));
      // Erased meanwhile: what was counted may be of it.
      if (isStale()) return read();
    }
    words = [...counted]
      .filter(([, { count: times, elsewhere }]) => times >= TIMES && elsewhere)
      .toSorted(([, a], [, b]) => b.count - a.count)
      .slice(0, MOST_SERVED)
      .map(([word]) => word)
      .toSorted();
    freshUntil = plus(clock.now(), REFRESH);
  };

  return {
    words: async () => {
      // What was erased is looked for each time: it must not be told once more.
      const isFresh = !isStale() && freshUntil !== undefined && clock.now() < freshUntil;
      if (!isFresh)
        await (reading ??= read().finally(() => {
          reading = undefined;
        }));
      return words;
    },
    stop: async () => {
      stopped = true;
      await reading?.catch(() => undefined);
      database.close();
    },
  };
}
