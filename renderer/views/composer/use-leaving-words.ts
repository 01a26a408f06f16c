import { useCallback } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { minutes, plus, type Instant } from "../../../shared/time.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import { isTooLate } from "./schedule-times.ts";
import { theirTimeWords } from "./their-time.ts";
import { useTheirZones } from "./use-their-zones.ts";

export interface LeavingWords {
  readonly at: string;
  /** "09:00 their time" */
  readonly theirs: string | undefined;
  /** [W1] Free text would come too late. */
  readonly tooLate: boolean;
}

/** Sooner than this nobody schedules anything. */
const SOONEST = minutes(1);

/** How to say that something leaves then; undefined where that is over, or as good as now. */
export function useLeavingWords(id: ConversationId, kind: "text" | "template"): (at: Instant) => LeavingWords | undefined {
  const conversation = useInbox((state) => state.conversations.get(id));
  const zones = useTheirZones(id);
  const ticker = useTicker();
  const words = useWords();
  const { lastInboundAt, possibleInboundAt } = conversation ?? {};
  return useCallback(
    (at) => {
      const now = ticker.now();
      if (at < plus(now, SOONEST)) return undefined;
      const window = serviceWindow({ lastInboundAt, possibleInboundAt }, now);
      return { at: words.time.until(at, now), theirs: theirTimeWords(at, zones, words), tooLate: isTooLate(at, window, kind) };
    },
    [kind, lastInboundAt, possibleInboundAt, ticker, words, zones],
  );
}
