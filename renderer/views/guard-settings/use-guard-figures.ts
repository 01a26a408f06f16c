import { useCallback } from "react";
import type { GuardFigures } from "../../../shared/api/guard-figures.ts";
import { days, minus } from "../../../shared/time.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";
import { useFacts, type Facts } from "../settings/use-facts.ts";

/** How the rules fared over the last so many days, up to now. */
export function useGuardFigures(lastDays: number): Facts<GuardFigures> {
  const { guardFigures } = useCommands();
  const ticker = useTicker();
  return useFacts(
    useCallback(() => {
      const now = ticker.now();
      return guardFigures(minus(now, days(lastDays)), now);
    }, [guardFigures, lastDays, ticker]),
  );
}
