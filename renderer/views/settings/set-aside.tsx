import { useState } from "react";
import type { Intake } from "../../commands/server-facts.ts";
import type { MessageKey } from "../../messages/en.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./intake-section.module.css";

/** More is rare, and then it is many: a platform gone wrong, or somebody knocking. */
const SHOWN_FIRST = 10;

/** The server's words for why; a new one is shown as it comes. */
const REASONS: Readonly<Record<string, MessageKey>> = {
  "empty body": "settings.intake.reason.empty",
  "not JSON": "settings.intake.reason.notJson",
  "not a JSON object": "settings.intake.reason.notObject",
  "nested too deeply": "settings.intake.reason.tooDeep",
};

export function SetAside({ bodies }: { readonly bodies: Intake["setAside"] }) {
  const [all, setAll] = useState(false);
  const { t, time } = useWords();
  const ticker = useTicker();
  const shown = all ? bodies : bodies.slice(0, SHOWN_FIRST);

  return (
    <div className={css["part"]}>
      <h3 className={css["title"]} id="set-aside">
        {t("settings.intake.setAside")}
      </h3>
      <p className={css["body"]}>{t("settings.intake.setAsideBody")}</p>
      <table className={css["table"]} aria-labelledby="set-aside">
        <thead>
          <tr>
            <th scope="col">{t("settings.intake.reason")}</th>
            <th scope="col">{t("settings.intake.id")}</th>
            <th scope="col" className={css["time"]}>
              {t("settings.intake.came")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ at, id, reason }) => (
            <tr key={id}>
              <td>{reason in REASONS ? t(REASONS[reason] as MessageKey) : reason}</td>
              <td className={css["word"]}>{id}</td>
              <td className={css["time"]}>{time.until(at, ticker.now())}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === bodies.length ? null : (
        <Button size="small" className={css["all"]} onClick={() => setAll(true)}>
          {t("settings.intake.showAll", { number: time.number(bodies.length) })}
        </Button>
      )}
    </div>
  );
}
