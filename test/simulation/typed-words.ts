import type { StoredDraft } from "../../renderer/replica/outbox.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { Violation } from "./violations.ts";

/** Longer than a pause in typing takes to reach the disk. */
const WRITTEN_AFTER = 1_000;

/** [I16] What somebody typed, and what of it the disk must still have when the desk opens again. */
export function createTypedWords(deskId: string, report: (violation: Violation) => void) {
  const typed = new Map<ConversationId, { readonly text: string; readonly at: number }>();
  return {
    typed: (id: ConversationId, text: string, now: number): void => void typed.set(id, { text, at: now }),
    /** It was sent, or other words took its place. */
    left: (id: ConversationId): void => void typed.delete(id),
    /** What was typed a moment ago may be lost, as with every program. */
    crashed: (now: number): void => {
      for (const [id, { at }] of typed) if (now < at + WRITTEN_AFTER) typed.delete(id);
    },
    opened: (drafts: readonly StoredDraft[]): void => {
      for (const [id, { text }] of typed)
        if (!drafts.some((draft) => draft.conversationId === id && draft.text === text))
          report(new Violation("I16", `“${text}” was typed at ${deskId} and is not there after a crash`));
    },
  };
}
