import { useMemo } from "react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { unseenAlarms, type NumberAlarm } from "../../../shared/signals/alarms.ts";
import { useInbox } from "../../state/inbox-store.ts";

/** [S1-5] What leads have still to be told about numbers, newest first; nothing for the others. */
export function useNumberAlarms(): readonly { readonly number: BusinessNumber; readonly alarm: NumberAlarm }[] {
  const numbers = useInbox((state) => state.numbers);
  const me = useInbox((state) => state.me);
  return useMemo(() => {
    if (me?.role !== "lead" && me?.role !== "admin") return [];
    return [...numbers.values()]
      .flatMap((number) => unseenAlarms(number.alarms, me.id).map((alarm) => ({ number, alarm })))
      .sort((a, b) => b.alarm.at - a.alarm.at);
  }, [numbers, me]);
}
