import type { ConversationId } from "../../shared/ids.ts";
import type { Outbox } from "../replica/outbox.ts";
import type { Draft } from "../state/inbox-state.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly outbox: Pick<Outbox, "saveDraft" | "dropDraft">;
  /** Shows it at once. */
  readonly show: (draft: Draft) => void;
  readonly timers: Timers;
  readonly onError: (error: unknown) => void;
  /** The disk does not take what is being written. Told once, until it does again. */
  readonly onNotKept?: ((error: unknown) => void) | undefined;
}

export interface Drafts {
  readonly save: (draft: Draft) => void;
  /** It is being written here: what another window wrote of it gives way. */
  readonly isWriting: (id: ConversationId) => boolean;
  /** On disk when it resolves. */
  readonly keep: (draft: Draft) => Promise<void>;
  /** It was sent: what was about to be written to disk must not bring it back. */
  readonly sent: (draft: Draft) => void;
  /** Writes what waits, now: the window may be closing [I16]. */
  readonly flush: () => Promise<void>;
  /** Writes what waits, for the last time. */
  readonly stop: () => Promise<void>;
}

const WRITE_AFTER_MS = 300;
/** A full disk has room again without telling anybody. */
const RETRY_AFTER_MS = 5_000;

/** Drafts are in the store with every key, and on disk as soon as the writing pauses. */
export function createDrafts({ onError, onNotKept, outbox, show, timers }: Deps): Drafts {
  const waiting = new Map<ConversationId, Draft>();
  /** What is on its way to the disk: sent or written anew in the meantime, it is not tried again. */
  const leaving = new Map<ConversationId, Draft>();
  let cancel = (): void => undefined;
  let isFailing = false;
  let isPlanned = false;
  let isStopped = false;

  /** False where the disk did not take it. */
  const write = async (draft: Draft): Promise<boolean> => {
    const id = draft.conversationId;
    leaving.set(id, draft);
    try {
      await (draft.text === "" ? outbox.dropDraft(id) : outbox.saveDraft(draft));
      isFailing = false;
      return true;
    } catch (error) {
      if (leaving.get(id) === draft && !waiting.has(id)) waiting.set(id, draft);
      if (!isFailing) onNotKept?.(error);
      isFailing = true;
      onError(error);
      return false;
    } finally {
      if (leaving.get(id) === draft) leaving.delete(id);
    }
  };

  const flush = async (): Promise<void> => {
    cancel();
    const drafts = [...waiting.values()];
    waiting.clear();
    isPlanned = false;
    const kept = await Promise.all(drafts.map(write));
    // Whatever is typed meanwhile plans a write of its own, and takes these along.
    if (!kept.includes(false) || isPlanned || isStopped) return;
    cancel = timers.after(RETRY_AFTER_MS, () => void flush());
  };

  return {
    save: (draft) => {
      show(draft);
      waiting.set(draft.conversationId, draft);
      cancel();
      isPlanned = true;
      cancel = timers.after(WRITE_AFTER_MS, () => void flush());
    },
    isWriting: (id) => waiting.has(id) || leaving.has(id),
    keep: async (draft) => {
      show(draft);
      waiting.delete(draft.conversationId);
      leaving.delete(draft.conversationId);
      await outbox.saveDraft(draft);
    },
    sent: (draft) => {
      waiting.delete(draft.conversationId);
      leaving.delete(draft.conversationId);
      show({ ...draft, text: "" });
    },
    flush,
    stop: () => {
      isStopped = true;
      return flush();
    },
  };
}
