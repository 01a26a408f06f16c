import { useCallback } from "react";
import type { Availability } from "../../../shared/inbox/people.ts";
import { useCommands } from "../../commands/commands-context.tsx";

/** Says what did not get through: others go by it. */
export function useSetAvailability(): (state: Availability["state"], reason?: string) => Promise<void> {
  const commands = useCommands();
  return useCallback(
    async (state, reason) => {
      const outcome = await commands.setAvailability(state, reason);
      if (outcome !== "saved") commands.notice(`availability.${outcome}`);
    },
    [commands],
  );
}
