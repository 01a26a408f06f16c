import { flushSync } from "react-dom";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Commands } from "../../commands/commands.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { readUi, setUi } from "../../state/ui-store.ts";
import { askFocus } from "../shell/focus.ts";
import { openConversation } from "../shell/open-conversation.ts";
import { shownQueue, whyNotMe } from "./queue-standing.ts";

const shownNow = (): readonly ConversationId[] => shownQueue(inboxStore.getState(), readUi().handoffFilter);

/** What a key on the page of handoffs speaks of: what stands out, else the top one. */
export function selectedInQueue(ids: readonly ConversationId[] = shownNow()): ConversationId | undefined {
  const { handoffSelected } = readUi();
  return handoffSelected !== undefined && ids.includes(handoffSelected) ? handoffSelected : ids[0];
}

export function stepInQueue(step: 1 | -1): void {
  const ids = shownNow();
  const selected = selectedInQueue(ids);
  if (selected === undefined) return;
  const place = readUi().handoffSelected === undefined ? -1 : ids.indexOf(selected);
  setUi({ handoffSelected: ids[Math.min(ids.length - 1, Math.max(0, place + step))] });
  focusQueue();
}

export const focusQueue = (): void => document.getElementById("handoff-list")?.focus({ preventScroll: true });

/**
 * [HO3] Mine at once, as far as this desk can know; the conversation opens on the card with the focus in the composer. Should somebody
 * have been faster, the claim watch leads back to the next one in line.
 */
export function claimFromQueue(commands: Pick<Commands, "claim" | "closeThread" | "notice" | "openThread">, wanted?: ConversationId): void {
  const ids = shownNow();
  const id = wanted ?? selectedInQueue(ids);
  if (id === undefined) return commands.notice("handoffs.nobody");
  const state = inboxStore.getState();
  // Who claims is there and knows what they can do; only their hands may be full.
  if (state.me?.role === "agent" && whyNotMe(state, id) === "full") return commands.notice("handoffs.cannot.full");

  const place = ids.indexOf(id);
  const next = ids[place + 1] ?? ids[place - 1];
  setUi({ handoffSelected: next, queueClaim: { conversationId: id, next }, contextCollapsed: false });
  void commands.claim(id);
  // Drawn before the focus is asked for: what is typed next belongs into the composer.
  flushSync(() => openConversation(id, commands));
  askFocus("reply");
}
