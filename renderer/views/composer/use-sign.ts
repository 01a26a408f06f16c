import { useCallback, useRef } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useTicker } from "../../state/ticker.ts";

/** Said again at most this often; the others forget it after 15 s without a sign. */
const AGAIN_MS = 4_000;

/** Tells colleagues that I write here, sparingly. */
export function useSign(id: ConversationId): (what: "view" | "type") => void {
  const commands = useCommands();
  const ticker = useTicker();
  const said = useRef({ what: "view" as "view" | "type", at: 0 });

  return useCallback(
    (what) => {
      const now = ticker.now();
      if (said.current.what === what && now - said.current.at < AGAIN_MS) return;
      said.current = { what, at: now };
      commands.sign(id, what);
    },
    [commands, id, ticker],
  );
}
