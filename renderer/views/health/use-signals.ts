import { useCallback } from "react";
import type { NumberId } from "../../../shared/ids.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useFacts, type Facts } from "../settings/use-facts.ts";

/** What the server counted about this number, with what it said last while there is no connection. */
export function useSignals(id: NumberId): Facts<Signals> {
  const { signals } = useCommands();
  return useFacts(useCallback(() => signals(id), [signals, id]));
}
