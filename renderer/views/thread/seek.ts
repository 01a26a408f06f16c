import type { Commands } from "../../commands/commands.ts";
import type { InboxState, Thread } from "../../state/inbox-state.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import type { Sought } from "../../state/ui-state.ts";

/** Brings a message or a line of the story into the open thread, loading older ones until it is there. False: it cannot be brought. */
export async function seek({ at, conversationId, id }: Sought, { loadOlder }: Pick<Commands, "loadOlder">, signal: AbortSignal): Promise<boolean> {
  const threadOf = (state: InboxState) => state.threads.get(conversationId);
  for (;;) {
    await until((state) => threadOf(state)?.loadingOlder === false, signal);
    const state = inboxStore.getState();
    const thread = threadOf(state);
    if (signal.aborted || thread === undefined) return false;
    if (contains(thread, id)) return true;

    const [oldest] = thread.messages;
    const isBehindUs = oldest !== undefined && oldest.at < at;
    if (isBehindUs || !thread.hasOlder || state.connection.kind === "offline") return false;
    await loadOlder(conversationId);
    // Without news nothing was loaded: the network is gone, and asking on would never end.
    if (threadOf(inboxStore.getState())?.messages.length === thread.messages.length) return false;
  }
}

const contains = ({ messages, notes, story }: Thread, id: string): boolean =>
  messages.some((message) => message.id === id) || story.some((line) => line.id === id) || notes.some((note) => note.id === id);

/** Once the state is so, or nobody waits any more. */
function until(isSo: (state: InboxState) => boolean, signal: AbortSignal): Promise<void> {
  if (isSo(inboxStore.getState()) || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const stop = inboxStore.subscribe((state) => isSo(state) && done());
    signal.addEventListener("abort", done);
  });
}
