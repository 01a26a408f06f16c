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
}

export interface Drafts {
  readonly save: (draft: Draft) => void;
  /** On disk when it resolves. */
  readonly keep: (draft: Draft) => Promise<void>;
  /** It was sent: what was about to be written to disk must not bring it back. */
  readonly sent: (draft: Draft) => void;
  /** Writes what waits, now: the window may be closing [I16]. */
  readonly flush: () => Promise<void>;
}

const WRITE_AFTER_MS = 300;

/** Drafts are in the store with every key, and on disk as soon as the writing pauses. */
export function createDrafts({ onError, outbox, show, timers }: Deps): Drafts {
  const waiting = new Map<ConversationId, Draft>();
  let cancel = (): void => undefined;

  const flush = async (): Promise<void> => {
    cancel();
    const drafts = [...waiting.values()];
    waiting.clear();
    await Promise.all(drafts.map((draft) => (draft.text === "" ? outbox.dropDraft(draft.conversationId) : outbox.saveDraft(draft)).catch(onError)));
  };

  return {
    save: (draft) => {
      show(draft);
      waiting.set(draft.conversationId, draft);
      cancel();
      cancel = timers.after(WRITE_AFTER_MS, () => void flush());
    },
    keep: async (draft) => {
      show(draft);
      waiting.delete(draft.conversationId);
      await outbox.saveDraft(draft);
    },
    sent: (draft) => {
      waiting.delete(draft.conversationId);
      show({ ...draft, text: "" });
    },
    flush,
  };
}
