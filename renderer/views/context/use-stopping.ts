import { useCallback, useEffect, useRef, useState } from "react";
import type { ContactId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { ConsentRecorded, ConsentWish } from "../../commands/consents.ts";
import { useInbox } from "../../state/inbox-store.ts";

/** So long a stop can be taken back: once it is in the ledger, only the customer ends it. */
const UNDO_MS = 6_000;

export type Stop = Extract<ConsentWish, { readonly source: string }>;

/** What is on its way into the ledger, or did not get there. */
type Stopping =
  | { readonly kind: "none" }
  | { readonly kind: "held"; readonly stop: Stop }
  | { readonly kind: "refused"; readonly stop: Stop; readonly outcome: ConsentRecorded };

const NONE: Stopping = { kind: "none" };

/** [S2-12] A stop of one click, that can be undone for a moment. Whoever leaves meanwhile has not undone it: it is recorded then. */
export function useStopping(contact: ContactId) {
  const commands = useCommands();
  const isOffline = useInbox((state) => state.connection.kind === "offline");
  const [stopping, setStopping] = useState<Stopping>(NONE);
  const waiting = useRef<Stop>(undefined);
  const isHere = useRef(true);

  const send = useCallback(async () => {
    const stop = waiting.current;
    waiting.current = undefined;
    if (stop === undefined) return;
    const outcome = await commands.recordConsent(contact, stop);
    if (isHere.current) {
      // Another one may have been begun meanwhile.
      if (waiting.current === undefined) setStopping(outcome.kind === "recorded" ? NONE : { kind: "refused", stop, outcome });
    } else if (outcome.kind === "refused") commands.notice(`consent.fault.${outcome.fault}`);
    else if (outcome.kind !== "recorded") commands.notice(`consent.fault.${outcome.kind}`);
  }, [commands, contact]);

  useEffect(() => {
    isHere.current = true;
    const leave = () => void send();
    window.addEventListener("pagehide", leave);
    return () => {
      isHere.current = false;
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [send]);

  useEffect(() => {
    if (stopping.kind !== "held") return;
    const timer = setTimeout(() => void send(), UNDO_MS);
    return () => clearTimeout(timer);
  }, [send, stopping]);

  return {
    stopping,
    stop: (stop: Stop) => {
      void send();
      if (isOffline) return setStopping({ kind: "refused", stop, outcome: { kind: "no-network" } });
      waiting.current = stop;
      setStopping({ kind: "held", stop });
    },
    undo: () => {
      waiting.current = undefined;
      setStopping(NONE);
    },
    again: (stop: Stop) => {
      waiting.current = stop;
      void send();
    },
  };
}
