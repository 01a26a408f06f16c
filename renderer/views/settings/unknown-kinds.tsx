import type { Intake } from "../../commands/server-facts.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import css from "./intake-section.module.css";

/** Field and type in the platform's own words: they are what one looks up or reports. */
export function UnknownKinds({ kinds }: { readonly kinds: Intake["unrecognised"] }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  return (
    <div className={css["part"]}>
      <h3 className={css["title"]} id="unknown-kinds">
        {t("settings.intake.kinds")}
      </h3>
      <p className={css["body"]}>{t("settings.intake.kindsBody")}</p>
      <table className={css["table"]} aria-labelledby="unknown-kinds">
        <thead>
          <tr>
            <th scope="col">{t("settings.intake.field")}</th>
            <th scope="col">{t("settings.intake.type")}</th>
            <th scope="col" className={css["number"]}>
              {t("settings.intake.count")}
            </th>
            <th scope="col" className={css["time"]}>
              {t("settings.intake.last")}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ count, field, lastAt, type }) => (
            <tr key={`${field} ${type ?? ""}`}>
              <td className={css["word"]}>{field}</td>
              <td className={type === undefined ? css["quiet"] : css["word"]}>{type ?? t("settings.intake.noType")}</td>
              <td className={css["number"]}>{time.number(count)}</td>
              <td className={css["time"]}>{time.until(lastAt, ticker.now())}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
