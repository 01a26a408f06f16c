import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { check } from "../../shared/guard/check.ts";
import { NOT_REPLAYED, startReplay, type ReplayedDifference } from "../../shared/guard/replayed.ts";
import { textOf } from "../../shared/guard/business-started.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { prepare } from "../store/sqlite/database.ts";
import { readTx } from "../store/sqlite/read.ts";
import { rowTables } from "../store/sqlite/rows.ts";
import { createVault } from "../store/vault.ts";
import type { FromThread } from "../threads/ask-thread.ts";
import type { Example, Previewed, PreviewTask } from "./guard-preview.ts";
import { createPastContext } from "./guard-preview-context.ts";
import { sentByPeople } from "./guard-preview-past.ts";

/** [S0-11] What people sent, checked once more: under today's policy, and under the draft. */
const { databasePath, masterKey, task } = workerData as { readonly databasePath: string; readonly masterKey: Uint8Array; readonly task: PreviewTask };
const port = parentPort;
if (port === null) throw new Error("guard-preview-worker runs as a worker only.");

const database = new DatabaseSync(databasePath, { readOnly: true });
database.exec(`PRAGMA busy_timeout=5000`);
const db = prepare(database);
const vault = createVault(masterKey);
const tx = readTx(db, rowTables(db, vault), vault);
const tell = (message: FromThread<Previewed>): void => port.postMessage(message);

/** More are sampled: a share says the same. */
const MOST = 3_000;
/** Of each rule, the newest. */
const MOST_EXAMPLES = 5;
const MOST_WORDS = 140;
/** As often as somebody who watches would notice. */
const PROGRESS_MS = 100;

const past = sentByPeople(db, task, MOST);
const contextOf = createPastContext({ db, tx, task });
const replay = startReplay();
const examples = new Map<ReplayedDifference["rule"], Example[]>();
let checked = 0;
let toldAt = 0;

for (const id of past.sample) {
  const message = tx.get("message", id);
  if (message !== undefined) look(message);
  if (performance.now() - toldAt < PROGRESS_MS) continue;
  toldAt = performance.now();
  tell({ type: "progress", done: checked, of: past.sample.length });
}
tell({ type: "progress", done: past.sample.length, of: past.sample.length });
tell({
  type: "answer",
  answer: {
    messages: past.messages,
    checked,
    rules: replay.read().map((one) => ({ ...one, examples: (examples.get(one.rule) ?? []).toReversed() })),
    notReplayed: NOT_REPLAYED,
  },
});
database.close();

function look(message: Message): void {
  const then = contextOf(message);
  if (then === undefined) return;
  checked += 1;
  const { at, context, draft } = then;
  for (const { draft: after, rule, today } of replay.add(check(draft, context, task.today, at), check(draft, context, task.draft, at))) {
    const kept = examples.get(rule) ?? [];
    const words = textOf(message).slice(0, MOST_WORDS);
    examples.set(rule, [...kept, { conversationId: message.conversationId, messageId: message.id, at, words, today, draft: after }].slice(-MOST_EXAMPLES));
  }
}
