import { Ban, CalendarClock, Check, CheckCheck, CircleHelp, Clock3, OctagonPause, TriangleAlert, type LucideIcon } from "lucide-react";
import type { Message, MessageState } from "../../../shared/inbox/message.ts";
import { waitsFor } from "../../../shared/inbox/waits-for.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./message-ticks.module.css";

const ICONS: Readonly<Record<MessageState, LucideIcon>> = {
  received: Check,
  queued: Clock3,
  sending: Clock3,
  accepted: Check,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  played: CheckCheck,
  failed: TriangleAlert,
  held: OctagonPause,
  unknown: CircleHelp,
  cancelled: Ban,
};

/** How far a message has come, as a sign and as a sentence. */
export function MessageTicks({ message }: { readonly message: Message }) {
  const words = useWords();
  const Icon = waitsFor(message) === undefined ? ICONS[message.state] : CalendarClock;
  const sentence = sentenceOf(message, words);
  return (
    <span className={css["ticks"]} data-state={waitsFor(message) === undefined ? message.state : "waiting"} role="img" aria-label={sentence} title={sentence}>
      <Icon size={14} strokeWidth={1.9} />
    </span>
  );
}

function sentenceOf(message: Message, { t, time }: Words): string {
  const { state, stateAt } = message;
  const waits = waitsFor(message);
  if (waits !== undefined) return t(waits === "time" ? "row.scheduled" : "row.waits");
  const at = stateAt[state];
  if (state === "delivered" || state === "read" || state === "played") return t(`state.${state}`, { time: at === undefined ? "" : time.time(at) }).trim();
  return t(`state.${state}`);
}
