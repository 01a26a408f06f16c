import { Download, SpellCheck } from "lucide-react";
import type { BoardFilter, BoardRow } from "../../../../shared/templates/board-rows.ts";
import { isInTrouble } from "../../../../shared/templates/board-rows.ts";
import type { TemplatePeriod } from "../../../commands/templates.ts";
import { useTicker } from "../../../state/ticker.ts";
import { Button } from "../../../ui/button.tsx";
import { saveFile } from "../../what-if/save-file.ts";
import { languageName } from "../../words/names.ts";
import { useWords } from "../../words/use-words.ts";
import { boardCsv } from "./board-csv.ts";
import css from "./template-board.module.css";

interface Props {
  readonly rows: readonly BoardRow[];
  readonly shown: readonly BoardRow[];
  readonly filter: BoardFilter;
  readonly onFilter: (filter: BoardFilter) => void;
  readonly period: TemplatePeriod;
  readonly onPeriod: (period: TemplatePeriod) => void;
  readonly leads: boolean;
  readonly checking: boolean;
  readonly onCheck: () => void;
}

const PERIODS: readonly TemplatePeriod[] = [7, 30, 90];
const SHOWS = ["all", "usable", "trouble"] as const;
const CATEGORIES = ["all", "UTILITY", "MARKETING", "AUTHENTICATION"] as const;

/** Search, filters, the period of the figures, and ways out of the table. */
export function BoardTools({ checking, filter, leads, onCheck, onFilter, onPeriod, period, rows, shown }: Props) {
  const words = useWords();
  const { language, t, time } = words;
  const ticker = useTicker();
  const languages = [...new Set(rows.map(({ template }) => template.language))].toSorted();
  const trouble = rows.filter(isInTrouble).length;

  const save = () => {
    const day = new Date(ticker.now()).toISOString().slice(0, 10);
    saveFile(`greenline-templates-${day}-${period}d.csv`, boardCsv(shown, leads, t), "text/csv;charset=utf-8");
  };
  return (
    <div className={css["tools"]} role="search">
      <input
        className={css["search"]}
        value={filter.query}
        placeholder={t("template.search")}
        aria-label={t("template.search")}
        onChange={(event) => onFilter({ ...filter, query: event.target.value })}
      />
      <select
        className={css["select"]}
        aria-label={t("templates.show")}
        value={filter.show}
        onChange={(event) => onFilter({ ...filter, show: SHOWS.find((one) => one === event.target.value) ?? "all" })}
      >
        {SHOWS.map((one) => (
          <option key={one} value={one}>
            {one === "trouble" ? t("templates.show.trouble", { count: trouble, number: time.number(trouble) }) : t(`templates.show.${one}`)}
          </option>
        ))}
      </select>
      <select
        className={css["select"]}
        aria-label={t("templates.category")}
        value={filter.category}
        onChange={(event) => onFilter({ ...filter, category: CATEGORIES.find((one) => one === event.target.value) ?? "all" })}
      >
        {CATEGORIES.map((one) => (
          <option key={one} value={one}>
            {one === "all" ? t("templates.everyCategory") : t(`template.category.${one}`)}
          </option>
        ))}
      </select>
      <select
        className={css["select"]}
        aria-label={t("templates.language")}
        value={filter.language}
        onChange={(event) => onFilter({ ...filter, language: event.target.value })}
      >
        <option value="all">{t("templates.everyLanguage")}</option>
        {languages.map((one) => (
          <option key={one} value={one}>
            {languageName(one, language)}
          </option>
        ))}
      </select>
      {leads ? (
        <select
          className={css["select"]}
          aria-label={t("templates.period")}
          value={period}
          onChange={(event) => onPeriod(PERIODS.find((one) => String(one) === event.target.value) ?? 30)}
        >
          {PERIODS.map((one) => (
            <option key={one} value={one}>
              {t("templates.lastDays", { count: one })}
            </option>
          ))}
        </select>
      ) : null}
      <span className={css["ways"]}>
        <Button size="small" aria-pressed={checking} onClick={onCheck}>
          <SpellCheck size={13} strokeWidth={1.75} />
          {t("templates.check")}
        </Button>
        <Button size="small" disabled={shown.length === 0} onClick={save}>
          <Download size={13} strokeWidth={1.75} />
          {t("templates.csv")}
        </Button>
      </span>
    </div>
  );
}
