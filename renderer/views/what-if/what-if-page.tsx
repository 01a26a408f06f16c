import { FlaskConical, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi, useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { focusFault } from "../policies/focus-fault.ts";
import { useChangeWords } from "../policies/change-words.ts";
import { localZone } from "../policies/zone-time.ts";
import { isUnchanged, slaChanges } from "../settings/sla-changes.ts";
import { SettingsHead } from "../settings/settings-head.tsx";
import { useSlaDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { PeriodFields, readPeriod, type PeriodWish } from "./period-fields.tsx";
import { dateText, periodOf } from "./periods.ts";
import { Running, Unfinished } from "./run-state.tsx";
import { runWhatIf } from "./run-what-if.ts";
import { WhatIfResultView } from "./what-if-result.tsx";
import css from "./what-if.module.css";

/** [P4] A draft measured by what has really happened, before anybody is promised anything. */
export function WhatIfPage() {
  const sla = useSlaDraft();
  const commands = useCommands();
  const ticker = useTicker();
  const run = useUi(({ whatIf }) => whatIf);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [wish, setWish] = useState<PeriodWish>(() => ({ choice: "days30", ...ownFields(ticker.now()) }));
  const { t } = useWords();
  const changeWords = useChangeWords();
  const { changed, draft, problems } = sla;
  const period = readPeriod(wish, ticker.now());
  const [fault] = problems;

  const start = () => {
    if (draft === undefined || period.kind === "fault") return;
    const under = { policies: draft.policies, calendars: draft.calendars };
    void runWhatIf({ period: period.period, under, unsaved: changed, timeZone: localZone() }, commands);
  };

  return (
    <section className={css["page"]} aria-labelledby="what-if-title">
      <SettingsHead id="what-if-title" title={t("settings.tab.what-if")} hint={t("whatIf.hint")} draft={sla} />
      {draft === undefined ? null : (
        <div className={css["card"]}>
          <div className={css["under"]}>
            <FlaskConical size={16} strokeWidth={1.75} />
            <p>
              {changed ? t("whatIf.under.draft", { what: changeWords(slaChanges(draft.saved, draft)) }) : t("whatIf.under.today")}{" "}
              <Button look="link" onClick={() => setUi({ settingsTab: "policies" })}>
                {t(changed ? "whatIf.backToEditing" : "whatIf.toPolicies")}
              </Button>
            </p>
          </div>
          <PeriodFields wish={wish} period={period} onChange={setWish} />
          <div className={css["start"]}>
            {fault === undefined ? null : (
              <Button look="link" className={css["fault"]} onClick={() => focusFault(fault, draft)}>
                <TriangleAlert size={14} strokeWidth={1.75} />
                {t("whatIf.faults", { count: problems.length })}
              </Button>
            )}
            <Button
              look={changed ? "plain" : "primary"}
              disabled={offline || fault !== undefined || period.kind === "fault" || run?.kind === "running"}
              onClick={start}
            >
              {t(run === undefined ? "whatIf.start" : "whatIf.startAgain")}
            </Button>
          </div>
        </div>
      )}
      {run?.kind === "running" ? <Running run={run} /> : null}
      <div role="status" className={css["state"]}>
        {run === undefined || run.kind === "result" || run.kind === "running" ? null : <Unfinished run={run} onAgain={offline ? undefined : start} />}
        {run?.kind === "result" ? <p className={css["unseen"]}>{t("whatIf.done")}</p> : null}
        {run?.kind === "result" && draft !== undefined && !isUnchanged(slaChanges(run.under, draft)) ? (
          <p className={css["stale"]}>
            <TriangleAlert size={15} strokeWidth={1.75} />
            {t("whatIf.stale")}
          </p>
        ) : null}
      </div>
      {run?.kind === "result" ? <WhatIfResultView run={run} /> : null}
    </section>
  );
}

/** The week before, until somebody chooses other days. */
function ownFields(now: Parameters<typeof periodOf>[1]): Pick<PeriodWish, "first" | "last"> {
  return { first: dateText(periodOf("week", now).from), last: dateText(now) };
}
