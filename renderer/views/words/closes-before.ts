import { useReducer } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Conversation } from "../../../shared/inbox/conversation.ts";
import { closesAt } from "../../../shared/inbox/views.ts";
import { isOpen } from "../../../shared/inbox/waiting.ts";
import { closingAfter, nextOpening, type CompiledCalendar } from "../../../shared/sla/compile-calendar.ts";
import type { Instant } from "../../../shared/time.ts";
import { closesBeforeOpening, type ClosesBeforeOpening } from "../../../shared/window/closes-before-opening.ts";
import { calendarOf } from "../../state/desk-calendars.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker, useWakeAt } from "../../state/ticker.ts";
import type { Words } from "./use-words.ts";

/** Whether it holds now, and when that has to be asked again. */
interface Reading {
  readonly closes?: ClosesBeforeOpening | undefined;
  readonly changesAt?: Instant | undefined;
}

/** [R2] Where somebody waits whose window closes before the desk opens. `calendar` is that of the reply clock. */
export function readClosesBefore(conversation: Conversation | undefined, calendar: CompiledCalendar | undefined, now: Instant): Reading {
  // What never closes cannot open too late.
  if (conversation === undefined || calendar?.table === undefined) return {};
  const closing = closesAt(conversation);
  if (closing === undefined || closing <= now || replyCalendar(conversation) === undefined) return {};

  const turn = closingAfter(calendar, now) ?? nextOpening(calendar, now);
  return { closes: closesBeforeOpening(calendar, closing, now), changesAt: turn === undefined || turn > closing ? closing : turn };
}

/** [R2] As `readClosesBefore`, for the conversation as it is now; draws anew when it begins or ends to hold. */
export function useClosesBefore(id: ConversationId): ClosesBeforeOpening | undefined {
  const conversation = useInbox((state) => state.conversations.get(id));
  const calendar = useInbox((state) => {
    const known = state.conversations.get(id);
    return known === undefined ? undefined : calendarOf(state.calendars, replyCalendar(known));
  });
  const ticker = useTicker();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const { changesAt, closes } = readClosesBefore(conversation, calendar, ticker.now());
  useWakeAt(changesAt, redraw);
  return closes;
}

/** "closes 06:40, you open 09:00", where there is little room. */
export const closesBeforeWords = (closes: ClosesBeforeOpening, { t, time }: Words): string =>
  t("closes.before", { closes: time.time(closes.closesAt), opens: time.dated(closes.opensAt, closes.closesAt) });

/** The whole of it, for a pointer that rests and for somebody who listens. */
export const closesBeforeSentence = ({ closesAt: closing, opensAt }: ClosesBeforeOpening, now: Instant, { t, time }: Words): string =>
  t("closes.beforeLong", { closes: time.until(closing, now), opens: time.until(opensAt, now) });

function replyCalendar({ clocks }: Conversation): string | undefined {
  let found: string | undefined;
  for (const clock of clocks) {
    if (clock.kind === "resolution" || clock.calendar === undefined || !isOpen(clock)) continue;
    // The reply's own hours before those of the handoff beside it.
    if (found === undefined || clock.kind !== "handoff") found = clock.calendar.id;
  }
  return found;
}
