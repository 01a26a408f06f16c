import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { conversationOf, type VersionedRow } from "../../shared/sync/rows.ts";
import type { PendingMutation, Thread } from "./inbox-state.ts";
import { foldThread, type FoldContext } from "./fold.ts";
import { addOlder, placePart, sortThread, type ThreadBase } from "./thread-base.ts";

/** What the open threads hold beneath what is pending. */
export interface Threads {
  readonly isOpen: (id: ConversationId) => boolean;
  /** Reads the parts; reads again where news came meanwhile, so that nothing falls between. */
  readonly open: (id: ConversationId, read: () => Promise<readonly VersionedRow[]>) => Promise<boolean>;
  readonly close: (id: ConversationId) => void;
  /** The threads that these rows changed. */
  readonly place: (rows: readonly VersionedRow[]) => ReadonlySet<ConversationId>;
  readonly loadingOlder: (id: ConversationId, isLoading: boolean) => void;
  readonly addOlder: (id: ConversationId, messages: readonly Message[], more: boolean) => void;
  readonly oldest: (id: ConversationId) => Message | undefined;
  /** As the view shows it. */
  readonly view: (id: ConversationId, conversation: Conversation, pending: readonly PendingMutation[], context: FoldContext) => Thread | undefined;
}

interface OpenThread {
  readonly base: ThreadBase;
  /** Undefined: judged from the messages. */
  readonly hasOlder: boolean | undefined;
  readonly loadingOlder: boolean;
}

const nothing: ThreadBase = { messages: [], notes: [], story: [] };

export function createThreads(): Threads {
  const threads = new Map<ConversationId, OpenThread>();
  /** Those being read, and whether news came meanwhile. */
  const reading = new Map<ConversationId, { isStale: boolean }>();

  const edit = (id: ConversationId, change: (thread: OpenThread) => OpenThread): void => {
    const thread = threads.get(id);
    if (thread !== undefined) threads.set(id, change(thread));
  };

  return {
    isOpen: (id) => threads.has(id),
    open: async (id, read) => {
      if (threads.has(id) || reading.has(id)) return false;
      const mark = { isStale: true };
      reading.set(id, mark);
      try {
        let rows: readonly VersionedRow[] = [];
        while (mark.isStale) {
          mark.isStale = false;
          rows = await read();
        }
        // Closed while it was read.
        if (reading.get(id) !== mark) return false;
        threads.set(id, { base: baseOf(rows), hasOlder: undefined, loadingOlder: false });
        return true;
      } finally {
        if (reading.get(id) === mark) reading.delete(id);
      }
    },
    close: (id) => {
      threads.delete(id);
      reading.delete(id);
    },
    place: (rows) => {
      const changed = new Set<ConversationId>();
      for (const row of rows) {
        if (row.e !== "message" && row.e !== "note" && row.e !== "story") continue;
        const of = conversationOf(row) as ConversationId | undefined;
        for (const mark of of === undefined ? reading.values() : [reading.get(of)]) if (mark !== undefined) mark.isStale = true;

        // A tombstone does not say whose part it was; few threads are open.
        for (const id of of === undefined ? threads.keys() : [of]) {
          if (!threads.has(id)) continue;
          edit(id, (thread) => ({ ...thread, base: placePart(thread.base, row) }));
          changed.add(id);
        }
      }
      return changed;
    },
    loadingOlder: (id, loadingOlder) => edit(id, (thread) => ({ ...thread, loadingOlder })),
    addOlder: (id, messages, more) => edit(id, (thread) => ({ base: addOlder(thread.base, messages), hasOlder: more, loadingOlder: false })),
    oldest: (id) => threads.get(id)?.base.messages[0],
    view: (id, conversation, pending, context) => {
      const thread = threads.get(id);
      if (thread === undefined) return undefined;
      const { messages, notes, story } = foldThread(thread.base, conversation, pending, context);
      return { messages, notes, story, hasOlder: thread.hasOlder ?? mayHaveOlder(thread.base, conversation), loadingOlder: thread.loadingOlder };
    },
  };
}

function baseOf(rows: readonly VersionedRow[]): ThreadBase {
  const base = { messages: [] as Message[], notes: [] as ThreadBase["notes"][number][], story: [] as ThreadBase["story"][number][] };
  for (const row of rows) {
    if (row.e === "message" && row.row !== undefined) base.messages.push(row.row);
    if (row.e === "note" && row.row !== undefined) base.notes.push(row.row);
    if (row.e === "story" && row.row !== undefined) base.story.push(row.row);
  }
  return rows.length === 0 ? nothing : sortThread(base);
}

/** The message that a conversation began with is from before its row was made; while the oldest here is younger, there are others. */
function mayHaveOlder({ messages: [oldest] }: ThreadBase, { createdAt, lastMessage }: Conversation): boolean {
  return oldest === undefined ? lastMessage !== undefined : oldest.at > createdAt;
}
