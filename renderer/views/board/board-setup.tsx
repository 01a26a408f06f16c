import { readUi, setUi, useUi } from "../../state/ui-store.ts";
import type { BoardSettings } from "../../state/ui-state.ts";
import { useWords } from "../words/use-words.ts";
import css from "./list-tools.module.css";

const SOON = [5, 10, 15, 30, 60, 120] as const;
const GOALS = [0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 1] as const;

const put = (change: Partial<BoardSettings>): void => setUi({ boardSettings: { ...readUi().boardSettings, ...change } });

/** What is soon, and where the target line lies; remembered on this desk. */
export function BoardSetup({ leads }: { readonly leads: boolean }) {
  const { goal, soonMinutes } = useUi((ui) => ui.boardSettings);
  const { language, t } = useWords();
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return (
    <div className={css["fields"]}>
      <label className={css["field"]}>
        <span>{t("board.setup.soon")}</span>
        <select className={css["select"]} value={soonMinutes} onChange={(event) => put({ soonMinutes: Number(event.target.value) })}>
          {SOON.map((minutes) => (
            <option key={minutes} value={minutes}>
              {t("board.setup.minutes", { count: minutes })}
            </option>
          ))}
        </select>
      </label>
      {leads ? (
        <label className={css["field"]}>
          <span>{t("board.setup.goal")}</span>
          <select className={css["select"]} value={goal} onChange={(event) => put({ goal: Number(event.target.value) })}>
            {GOALS.map((share) => (
              <option key={share} value={share}>
                {percent.format(share)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}
