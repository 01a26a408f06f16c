import { Flame, HeartPulse } from "lucide-react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import type { NumberAlarm } from "../../../shared/signals/alarms.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { setUi } from "../../state/ui-store.ts";
import css from "../shell/alerts-bell.module.css";
import { useWords } from "../words/use-words.ts";
import { alarmSentence } from "./alarm-words.ts";
import { useRates } from "./use-rates.ts";

/** Which number and what; pressing it opens the page about numbers, and with that it has been seen. */
export function NumberAlarmItem({ alarm, number }: { readonly number: BusinessNumber; readonly alarm: NumberAlarm }) {
  const commands = useCommands();
  const words = useWords();
  const rates = useRates();
  const Sign = alarm.level === "bad" ? Flame : HeartPulse;
  const open = (): void => {
    setUi({ page: "health", alertsOpen: false });
    void commands.seeAlarms(number.id);
  };
  return (
    <li>
      <button type="button" className={css["alert"]} data-tone={alarm.level} onClick={open}>
        <Sign size={15} strokeWidth={1.75} />
        <span className={css["who"]}>
          <bdi>{number.displayName}</bdi>
          <span className={css["what"]}>{alarmSentence(alarm, words, rates)}</span>
        </span>
        <span className={css["when"]}>{words.time.time(alarm.at)}</span>
      </button>
    </li>
  );
}
