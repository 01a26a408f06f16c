import { Flame, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { openAlarms, unseenAlarms } from "../../../shared/signals/alarms.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { alarmSentence } from "./alarm-words.ts";
import { Panel } from "./panel.tsx";
import css from "./panel.module.css";
import { useRates } from "./use-rates.ts";

/** [S1-5] What stands out now, said once, until it is over. */
export function OpenAlarms({ number }: { readonly number: BusinessNumber }) {
  const me = useInbox((state) => state.me?.id);
  const commands = useCommands();
  const ticker = useTicker();
  const words = useWords();
  const rates = useRates();
  const [failed, setFailed] = useState(false);
  const open = openAlarms(number.alarms);
  if (open.length === 0) return null;
  const unseen = me !== undefined && unseenAlarms(number.alarms, me).length > 0;
  const see = async (): Promise<void> => setFailed(!(await commands.seeAlarms(number.id)));
  const { t, time } = words;
  return (
    <Panel
      title={t("health.alarm.title")}
      note={
        unseen ? (
          <Button size="small" onClick={() => void see()}>
            {t("health.alarm.seen")}
          </Button>
        ) : undefined
      }
    >
      <ul className={css["lines"]}>
        {open.map((alarm) => {
          const Sign = alarm.level === "bad" ? Flame : TriangleAlert;
          return (
            <li key={alarm.id}>
              <Sign size={15} strokeWidth={1.75} className={css["word"]} data-tone={alarm.level} aria-hidden />
              <span className={css["grow"]}>{alarmSentence(alarm, words, rates)}</span>
              <span className={css["note"]}>{t("health.since", { time: time.until(alarm.at, ticker.now()) })}</span>
            </li>
          );
        })}
      </ul>
      {failed ? (
        <p className={css["quiet"]} role="alert">
          {t("health.alarm.seenFailed")}
        </p>
      ) : null}
    </Panel>
  );
}
