import { useEffect, useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { calendarOfClock, definitionOf } from "../../state/desk-calendars.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import { answerAbout, type Reasons } from "./reasons.ts";
import { reasonsHere } from "./reasons-here.ts";

export type Asked =
  | { readonly kind: "asking" }
  | { readonly kind: "told"; readonly reasons: Reasons }
  /** What is known here, because nobody answered, or not this. */
  | { readonly kind: "here"; readonly why: "no-network" | "failed"; readonly reasons: ReturnType<typeof reasonsHere> };

type Answer = { readonly kind: "none" } | { readonly kind: "told"; readonly reasons: Reasons } | { readonly kind: "no-network" | "failed" };

/** [R3] Asks the server why the clock stands as it does, anew when the clock has changed or the network is back; without it, says what is known here. */
export function useReasons(id: ConversationId, clock: Clock): { readonly asked: Asked; readonly again: () => void } {
  const commands = useCommands();
  const offline = useInbox((state) => state.connection.kind === "offline");
  const calendars = useInbox((state) => state.calendars);
  const handoff = useInbox((state) => state.conversations.get(id)?.handoff);
  const thread = useInbox((state) => state.threads.get(id));
  const ticker = useTicker();
  const { t } = useWords();
  const [answer, setAnswer] = useState<Answer>({ kind: "none" });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (offline) return;
    let isOver = false;
    void commands.explainClocks(id).then((told) => {
      if (isOver) return;
      if (told.kind !== "fresh") return setAnswer({ kind: told.kind });
      const reasons = answerAbout(told.seen.fact, clock);
      setAnswer(reasons === undefined ? { kind: "failed" } : { kind: "told", reasons });
    });
    return () => {
      isOver = true;
    };
  }, [attempt, clock, commands, id, offline]);

  const again = () => {
    if (offline) commands.retryConnection();
    setAnswer({ kind: "none" });
    setAttempt((n) => n + 1);
  };
  if (answer.kind === "told") return { asked: answer, again };
  if (answer.kind === "none" && !offline) return { asked: { kind: "asking" }, again };

  const known = { clock, handoff, thread, t, calendar: calendarOfClock(calendars, clock), definition: definitionOf(calendars, clock.calendar?.id) };
  return { asked: { kind: "here", why: answer.kind === "failed" ? "failed" : "no-network", reasons: reasonsHere(known, ticker.now()) }, again };
}
