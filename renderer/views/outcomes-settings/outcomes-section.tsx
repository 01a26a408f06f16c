import { Plus } from "lucide-react";
import { useState } from "react";
import type { Outcome } from "../../../shared/outcomes/outcome.ts";
import { DEFAULT_OUTCOME_SETTINGS, parseOutcomeSettings, type OutcomeSettings } from "../../../shared/outcomes/outcome-settings.ts";
import { toDuration } from "../../../shared/time.ts";
import type { Kept } from "../../commands/kept-settings.ts";
import { Button } from "../../ui/button.tsx";
import type { KeptSettings } from "../auto-reply/use-kept-settings.ts";
import { problemsAt } from "../policies/faults.ts";
import fields from "../policies/fields.module.css";
import { KeptPart } from "../queue-settings/kept-part.tsx";
import { REOPENED_FIELD } from "../queue-settings/number-fields.ts";
import { NumberLine } from "../queue-settings/number-line.tsx";
import { useWords } from "../words/use-words.ts";
import { OutcomeLine } from "./outcome-line.tsx";
import { keyFor } from "./outcome-names.ts";
import css from "./outcomes-settings.module.css";

/** [S4-17] What a case can be resolved as, in the order of the menu. */
export function OutcomesSection({ kept }: { readonly kept: KeptSettings<OutcomeSettings, Kept<OutcomeSettings>> }) {
  const { t } = useWords();
  const parsed = kept.settings === undefined ? undefined : parseOutcomeSettings(kept.settings);
  const problems = parsed === undefined || parsed.ok ? [] : parsed.error;
  const saved = kept.facts.seen?.fact.settings.outcomes ?? [];

  return (
    <KeptPart title={t("outcomes.title")} hint={t("outcomes.hint")} kept={kept} problems={problems}>
      {(settings) => {
        const put = (outcomes: readonly Outcome[]) => kept.change({ ...settings, outcomes });
        return (
          <>
            <ul>
              {settings.outcomes.map((outcome, i) => (
                <OutcomeLine
                  key={outcome.key}
                  outcome={outcome}
                  problems={problemsAt(problems, `outcomes[${i}]`)}
                  isSaved={saved.some(({ key }) => key === outcome.key)}
                  isFirst={i === 0}
                  isLast={i === settings.outcomes.length - 1}
                  onChange={(next) => put(settings.outcomes.map((one, place) => (place === i ? next : one)))}
                  onMove={(step) => put(moved(settings.outcomes, i, step))}
                  onRemove={() => put(settings.outcomes.filter((_, place) => place !== i))}
                />
              ))}
            </ul>
            <AddOutcome taken={settings.outcomes.map(({ key }) => key)} onAdd={(outcome) => put([...settings.outcomes, outcome])} />
            <NumberLine
              field={REOPENED_FIELD}
              label={t("outcomes.reopenedWithin")}
              hint={t("outcomes.reopenedWithin.hint")}
              value={settings.reopenedWithin}
              usual={DEFAULT_OUTCOME_SETTINGS.reopenedWithin}
              isFaulty={problemsAt(problems, "reopenedWithin").length > 0}
              onChange={(ms) => kept.change({ ...settings, reopenedWithin: toDuration(ms) })}
            />
          </>
        );
      }}
    </KeptPart>
  );
}

/** As `toSpliced`, which Chromium 114 has. */
const moved = (outcomes: readonly Outcome[], place: number, step: 1 | -1): readonly Outcome[] => {
  const outcome = outcomes[place];
  return outcome === undefined ? outcomes : outcomes.toSpliced(place, 1).toSpliced(place + step, 0, outcome);
};

const MOST = 50;

function AddOutcome({ onAdd, taken }: { readonly taken: readonly string[]; readonly onAdd: (outcome: Outcome) => void }) {
  const { language, t } = useWords();
  const [name, setName] = useState("");
  const given = name.trim();
  const add = () => {
    if (given === "" || taken.length >= MOST) return;
    onAdd({ key: keyFor(given, taken), names: { [language === "pt-BR" ? language : (language.split("-")[0] ?? "en")]: given }, need: "neither" });
    setName("");
  };
  return (
    <div className={css["add"]}>
      <input
        className={fields["field"]}
        aria-label={t("outcomes.add.name")}
        placeholder={t("outcomes.add.name")}
        maxLength={60}
        autoComplete="off"
        value={name}
        onChange={({ target }) => setName(target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      <Button disabled={given === "" || taken.length >= MOST} onClick={add}>
        <Plus size={15} strokeWidth={1.75} />
        {t("outcomes.add")}
      </Button>
    </div>
  );
}
