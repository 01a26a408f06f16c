import { useCallback, useEffect, useRef } from "react";
import type { Forecast } from "../../../../shared/forecast/forecast.ts";
import { minutes, plus } from "../../../../shared/time.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { useTicker } from "../../../state/ticker.ts";
import { useFacts, type Facts } from "../../settings/use-facts.ts";

/** The server makes a new one each minute at most, and the next two hours do not change faster than this. */
const ASK_AGAIN = minutes(2);

/** The server's forecast, asked for again while it is on screen. */
export function useForecast(team: string | undefined): Facts<Forecast> {
  const { forecast } = useCommands();
  const ticker = useTicker();
  const facts = useFacts(useCallback(() => forecast(team), [forecast, team]));
  const refresh = useRef(facts.refresh);
  refresh.current = facts.refresh;

  useEffect(() => {
    // Shown, it has just been asked for.
    let isFirst = true;
    return ticker.watch((now) => {
      if (!isFirst) queueMicrotask(() => void refresh.current());
      isFirst = false;
      return plus(now, ASK_AGAIN);
    });
  }, [ticker]);
  return facts;
}
