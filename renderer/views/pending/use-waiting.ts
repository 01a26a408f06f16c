import { useMemo } from "react";
import type { PendingMutation } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { isAside } from "../../state/returned.ts";

/** What somebody did and the server does not have yet, in the order in which it will go. Looking at things is not a thing done. */
export function useWaiting(): readonly PendingMutation[] {
  const pending = useInbox((state) => state.pending);
  return useMemo(
    () =>
      [...pending.values()]
        .flat()
        // Below zero are those that the server has taken and an older cache does not show yet.
        .filter(({ id, mutation }) => id > 0 && !isAside(mutation))
        .sort((a, b) => a.id - b.id),
    [pending],
  );
}
