import { useMemo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { shownQueue, takeable } from "./queue-standing.ts";

/** The maps are changed in place: what tells that there is news is the queue itself, and who asks. */
function useQueueNews<Answer>(read: (state: InboxState) => Answer, more: unknown): Answer {
  const queue = useInbox((state) => state.handoffQueue);
  const me = useInbox((state) => state.me);
  const load = useInbox((state) => state.myLoad);
  const settings = useUi((ui) => ui.queueSettings);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- `read` stands for `more`, and the store is read anew for each of these
  return useMemo(() => read(inboxStore.getState()), [queue, me, load, settings, more]);
}

/** [HO2] What the page shows. */
export function useShownQueue(): readonly ConversationId[] {
  const filter = useUi((ui) => ui.handoffFilter);
  return useQueueNews((state) => shownQueue(state, filter), filter);
}

/** [HO2] How many wait that I may take now. */
export const useTakeableCount = (): number => useQueueNews((state) => takeable(state).length, undefined);
