import { Download, RefreshCw } from "lucide-react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import type { Signals } from "../../../shared/signals/signals.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { FactsTrouble } from "../settings/trouble-line.tsx";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { CategoryTable } from "./category-table.tsx";
import { CodeTable } from "./code-table.tsx";
import { Examples } from "./examples.tsx";
import { FactTiles } from "./fact-tiles.tsx";
import css from "./health-page.module.css";
import { Help } from "./help.tsx";
import { HoursChart } from "./hours-chart.tsx";
import { MetaPanel } from "./meta-panel.tsx";
import { OpenAlarms } from "./open-alarms.tsx";
import { Overrides } from "./overrides.tsx";
import { Patterns } from "./patterns.tsx";
import { QualityRibbon } from "./quality-ribbon.tsx";
import { signalsCsv } from "./signals-csv.ts";
import { StateDiagram } from "./state-diagram.tsx";
import { TemplateTable } from "./template-table.tsx";
import { useSignals } from "./use-signals.ts";

/** What the platform says, and what our own log says. */
export function LeadCard({ number }: { readonly number: BusinessNumber }) {
  const facts = useSignals(number.id);
  const { t, time } = useWords();
  const ticker = useTicker();
  const { seen, state } = facts;
  const signals = seen?.fact;

  const save = (of: Signals): void => saveFile(`${number.displayName} ${new Date(of.to).toISOString().slice(0, 10)}.csv`, signalsCsv(of, t), "text/csv");
  return (
    <>
      <div className={css["bar"]}>
        <span>{signals === undefined ? null : t("health.computed", { time: time.until(signals.computedAt, ticker.now()) })}</span>
        <IconButton label={t("settings.refresh")} framed aria-busy={facts.asking} onClick={() => void facts.refresh()}>
          <RefreshCw size={15} strokeWidth={1.75} />
        </IconButton>
        <Button size="small" disabled={signals === undefined} onClick={() => (signals === undefined ? undefined : save(signals))}>
          <Download size={14} strokeWidth={1.75} />
          {t("health.export")}
        </Button>
      </div>
      <OpenAlarms number={number} />
      <div role="status" className={css["state"]}>
        <FactsTrouble facts={facts} />
      </div>
      <FactTiles number={number} usage={signals?.usage24h} />
      <StateDiagram number={number} used={signals?.usage24h.atLeast} />
      {signals === undefined ? state === "loading" ? <Bones label={t("settings.loading")} /> : null : <Counted signals={signals} />}
      <Help />
    </>
  );
}

const Counted = ({ signals }: { readonly signals: Signals }) => (
  <div className={css["grid"]}>
    <QualityRibbon changes={signals.quality} />
    <MetaPanel signals={signals} />
    <Patterns patterns={signals.patterns} />
    <TemplateTable templates={signals.templates} />
    <CodeTable signals={signals} />
    <CategoryTable categories={signals.categories} />
    <HoursChart hours={signals.hours} />
    <Overrides overrides={signals.overrides} />
    <Examples examples={signals.examples} />
  </div>
);

const Bones = ({ label }: { readonly label: string }) => (
  <div className={css["bones"]} role="status" aria-label={label}>
    <Skeleton width="100%" />
    <Skeleton width="62%" />
    <Skeleton width="78%" />
    <Skeleton width="51%" />
  </div>
);
