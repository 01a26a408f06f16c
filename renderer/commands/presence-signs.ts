import type { ConversationId } from "../../shared/ids.ts";
import type { PresenceSign } from "../../shared/sync/protocol.ts";
import type { Clock } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly tell: (sign: PresenceSign) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** A sign holds for fifteen seconds at the server; so it is renewed well before, and typing is not told with every key. */
const RENEW_MS = 10_000;
const TYPING_MS = 4_000;

export interface PresenceSigns {
  readonly sign: (conversationId: ConversationId, what: "view" | "type" | "leave") => void;
  readonly stop: () => void;
}

/** Tells colleagues where this agent looks and types. */
export function createPresenceSigns({ clock, tell, timers }: Deps): PresenceSigns {
  let viewed: ConversationId | undefined;
  let typed: { readonly conversationId: ConversationId; readonly at: number } | undefined;
  let cancel = (): void => undefined;

  const renewView = (): void => {
    cancel();
    if (viewed === undefined) return;
    tell({ conversationId: viewed, what: "view" });
    cancel = timers.after(RENEW_MS, renewView);
  };

  return {
    sign: (conversationId, what) => {
      if (what === "leave") {
        if (viewed === conversationId) viewed = undefined;
        typed = undefined;
        cancel();
        tell({ conversationId, what });
        return;
      }
      if (what === "view") {
        if (viewed === conversationId) return;
        if (viewed !== undefined) tell({ conversationId: viewed, what: "leave" });
        viewed = conversationId;
        renewView();
        return;
      }
      const now = clock.now();
      if (typed?.conversationId === conversationId && now - typed.at < TYPING_MS) return;
      typed = { conversationId, at: now };
      tell({ conversationId, what });
      // The next look after typing says "view" again.
      cancel();
      cancel = timers.after(RENEW_MS, renewView);
    },
    stop: () => cancel(),
  };
}
