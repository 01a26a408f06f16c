import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import type { GuardFigures } from "../../../shared/api/guard-figures.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../settings/choice.tsx";
import { Section } from "../settings/section.tsx";
import { SettingsHead } from "../settings/settings-head.tsx";
import { dateText } from "../what-if/periods.ts";
import { saveFile } from "../what-if/save-file.ts";
import { useWords } from "../words/use-words.ts";
import { figuresCsv } from "./figures-csv.ts";
import { GuardSaveBar } from "./guard-save-bar.tsx";
import css from "./guard-settings.module.css";
import fieldCss from "./rule-field.module.css";
import { PeopleTable } from "./people-table.tsx";
import { PreviewSection } from "./preview-section.tsx";
import { FOLLOWED_FIELD } from "./rule-fields.ts";
import { RuleFieldLine } from "./rule-field-line.tsx";
import { RULE_GROUPS, type RuleGroup } from "./rule-groups.ts";
import { RuleStrip } from "./rule-strip.tsx";
import { useGuardDraft, type GuardDraftInUse } from "./use-guard-draft.ts";
import { useGuardFigures } from "./use-guard-figures.ts";

/** [S0-11] [S0-26] Every rule of the guard: what it is for, how grave it is, how it fares, and what another policy would have said. */
export function GuardSettingsPage() {
  const { t } = useWords();
  const guard = useGuardDraft();
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const ruleOpen = useUi(({ guardRuleOpen }) => guardRuleOpen);

  // Who comes from a finding looks for its rule.
  const isHere = guard.draft !== undefined;
  useEffect(() => {
    if (isHere && ruleOpen !== undefined) document.querySelector(`[data-rule="${ruleOpen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [isHere, ruleOpen]);

  return (
    <section className={css["page"]} aria-labelledby="guard-settings-title">
      <div>
        <SettingsHead id="guard-settings-title" title={t("settings.tab.guard")} hint={t("guardSet.hint")} draft={guard} />
      </div>
      {guard.draft === undefined ? null : leads ? <WithFigures guard={guard} /> : <Rules guard={guard} figures={undefined} />}
      {leads ? <GuardSaveBar problems={guard.problems} /> : null}
    </section>
  );
}

const PERIODS = ["7", "30", "90"] as const;

/** What a lead sees: the rules with their figures, the people, and the look back. */
function WithFigures({ guard }: { readonly guard: GuardDraftInUse }) {
  const [period, setPeriod] = useState<(typeof PERIODS)[number]>("30");
  const { t } = useWords();
  const ticker = useTicker();
  const { seen, state } = useGuardFigures(Number(period));
  const figures = seen?.fact;
  return (
    <>
      <Section
        title={t("guardSet.figures")}
        hint={t("guardSet.figures.hint")}
        action={
          figures === undefined ? null : (
            <Button onClick={() => saveFile(`greenline-guard-${period}-${dateText(ticker.now())}.csv`, figuresCsv(figures, t), "text/csv;charset=utf-8")}>
              <Download size={14} strokeWidth={1.75} />
              {t("guardSet.figures.export")}
            </Button>
          )
        }
      >
        <Choice
          label={t("guardSet.figures.period")}
          hint={state === "loading" ? t("guardSet.figures.loading") : state === "fresh" ? "" : t("guardSet.figures.failed")}
          value={period}
          options={PERIODS.map((value) => ({ value, label: t("guardSet.figures.days", { count: Number(value) }) }))}
          onChoose={setPeriod}
        />
        <div className={fieldCss["inset"]}>
          <RuleFieldLine field={FOLLOWED_FIELD} guard={guard} />
        </div>
      </Section>
      <Rules guard={guard} figures={figures} />
      {figures === undefined ? null : <PeopleTable figures={figures} />}
      <PreviewSection guard={guard} />
    </>
  );
}

const GROUPS: readonly RuleGroup[] = ["reach", "text", "together", "number"];

function Rules({ figures, guard }: { readonly guard: GuardDraftInUse; readonly figures: GuardFigures | undefined }) {
  const { t } = useWords();
  const ruleOpen = useUi(({ guardRuleOpen }) => guardRuleOpen);
  const most = Math.max(0, ...(figures?.items ?? []).map(({ fired }) => fired));
  return GROUPS.map((group) => (
    <Section key={group} title={t(`guardSet.group.${group}`)} hint={t(`guardSet.group.${group}.hint`)}>
      <ul>
        {RULE_GROUPS[group].map((rule) => (
          <RuleStrip key={rule} rule={rule} guard={guard} open={rule === ruleOpen} figures={figures} most={most} />
        ))}
      </ul>
    </Section>
  ));
}
