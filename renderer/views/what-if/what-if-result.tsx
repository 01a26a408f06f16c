import { Download } from "lucide-react";
import type { WhatIfRun } from "../../state/ui-state.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { useWords } from "../words/use-words.ts";
import { AttainmentTable } from "./attainment-table.tsx";
import { ChangedList } from "./changed-list.tsx";
import { HoursChart } from "./hours-chart.tsx";
import { useDates } from "./period-fields.tsx";
import { dateText, lastDay } from "./periods.ts";
import { resultCsv } from "./result-csv.ts";
import { saveFile } from "./save-file.ts";
import css from "./what-if.module.css";

/** What would have become of the promises. */
export function WhatIfResultView({ run }: { readonly run: Extract<WhatIfRun, { readonly kind: "result" }> }) {
  const { language, t, time } = useWords();
  const dates = useDates();
  const { period, result, unsaved } = run;
  const days = { from: dates(period.from), to: dates(lastDay(period)) };
  const seconds = new Intl.NumberFormat(language, { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: 1 }).format(
    result.tookMs / 1_000,
  );
  if (result.conversations === 0)
    return (
      <div className={css["card"]}>
        <Empty title={t("whatIf.empty", days)}>{t("whatIf.empty.body")}</Empty>
      </div>
    );

  const save = () => saveFile(`greenline-what-if-${dateText(period.from)}-${dateText(lastDay(period))}.csv`, resultCsv(result, t), "text/csv;charset=utf-8");
  return (
    <div className={css["result"]}>
      <header className={css["resultHead"]}>
        <div>
          <h3>{t("whatIf.result", days)}</h3>
          <p>{t("whatIf.took", { count: result.conversations, number: time.number(result.conversations), time: seconds })}</p>
        </div>
        <Button onClick={save}>
          <Download size={14} strokeWidth={1.75} />
          {t("whatIf.export")}
        </Button>
        {unsaved ? <Button onClick={() => setUi({ settingsTab: "policies" })}>{t("whatIf.backToEditing")}</Button> : null}
      </header>
      <AttainmentTable metrics={result.metrics} unsaved={unsaved} />
      <HoursChart hours={result.hours} unsaved={unsaved} />
      <ChangedList changed={result.changed} />
    </div>
  );
}
