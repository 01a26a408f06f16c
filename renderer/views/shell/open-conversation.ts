import type { ConversationId } from "../../../shared/ids.ts";
import type { Commands } from "../../commands/commands.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { readUi, setUi } from "../../state/ui-store.ts";

/** Shows a conversation and leaves the one before it. */
export function openConversation(id: ConversationId, commands: Pick<Commands, "openThread" | "closeThread">): void {
  const before = readUi().opened;
  if (before !== undefined && before !== id) commands.closeThread(before);
  setUi({ page: "inbox", selected: id, opened: id });
  void commands.openThread(id);
}

/** The neighbour in the list on screen; the first one where nothing is selected. */
export function neighbour(step: 1 | -1): ConversationId | undefined {
  const { ids } = inboxStore.getState().list;
  const { selected } = readUi();
  const place = selected === undefined ? -1 : ids.indexOf(selected);
  if (place === -1) return ids[0];
  return ids[Math.min(ids.length - 1, Math.max(0, place + step))];
}

/** After an action that takes a conversation away the focus lands on the next one. */
export function openNextAfter(id: ConversationId, commands: Pick<Commands, "openThread" | "closeThread">): void {
  const { ids } = inboxStore.getState().list;
  const place = ids.indexOf(id);
  const next = ids[place + 1] ?? ids[place - 1];
  if (next !== undefined && next !== id) openConversation(next, commands);
}
