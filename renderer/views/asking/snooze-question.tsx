import { useState } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { hours, minus, plus, type Instant } from "../../../shared/time.ts";
import { serviceWindow } from "../../../shared/window/service-window.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { openNextAfter } from "../shell/open-conversation.ts";
import { fromFieldValue, localTime, toFieldValue } from "../words/local-day.ts";
import { useWords } from "../words/use-words.ts";
import css from "./asking.module.css";

export function SnoozeQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const conversation = useInbox((state) => state.conversations.get(id));
  const commands = useCommands();
  const ticker = useTicker();
  const { t, time } = useWords();
  const [now] = useState(() => ticker.now());
  const [picked, setPicked] = useState(() => toFieldValue(plus(now, hours(3))));
  const at = fromFieldValue(picked);

  const window = serviceWindow(conversation ?? {}, now);
  const beforeClose = "closesAt" in window ? minus(window.closesAt, hours(1)) : undefined;
  const choices: readonly { readonly key: "snooze.hour" | "snooze.window" | "snooze.tomorrow"; readonly until: Instant }[] = [
    { key: "snooze.hour", until: plus(now, hours(1)) },
    ...(beforeClose !== undefined && beforeClose > now ? [{ key: "snooze.window" as const, until: beforeClose }] : []),
    { key: "snooze.tomorrow", until: localTime(now, 1, 9) },
  ];
  const snooze = (until: Instant) => {
    openNextAfter(id, commands);
    void commands.snooze(id, until);
    onDone();
  };

  return (
    <>
      <ul className={css["choices"]}>
        {choices.map(({ key, until }, index) => (
          <li key={key}>
            <button type="button" className={css["choice"]} autoFocus={index === 0} onClick={() => snooze(until)}>
              <span className={css["grow"]}>{t(key)}</span>
              <span className={css["dim"]}>{time.until(until, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className={css["pick"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (at !== undefined && at > ticker.now()) snooze(at);
        }}
      >
        <label className={css["grow"]}>
          <span className={css["dim"]}>{t("snooze.pick")}</span>
          <input className={css["field"]} type="datetime-local" value={picked} min={toFieldValue(now)} onChange={(event) => setPicked(event.target.value)} />
        </label>
        <Button type="submit" disabled={at === undefined || at <= now}>
          {t("snooze.do")}
        </Button>
      </form>
      {at !== undefined && at <= now ? <p className={css["none"]}>{t("snooze.past")}</p> : null}
    </>
  );
}
