import { DEFAULT_PAUSE_POLICY, parsePausePolicy, type PausePolicy } from "../../../shared/reports/pause-policy.ts";
import type { Kept } from "../../commands/kept-settings.ts";
import type { KeptSettings } from "../auto-reply/use-kept-settings.ts";
import { problemsAt } from "../policies/faults.ts";
import { useWords } from "../words/use-words.ts";
import { KeptPart } from "./kept-part.tsx";
import { PAUSE_FIELDS } from "./number-fields.ts";
import { NumberLine } from "./number-line.tsx";

/** [BD3] From which numbers on pauses are worth a look. */
export function PausesSection({ kept }: { readonly kept: KeptSettings<PausePolicy, Kept<PausePolicy>> }) {
  const { t } = useWords();
  const parsed = kept.settings === undefined ? undefined : parsePausePolicy(kept.settings);
  const problems = parsed === undefined || parsed.ok ? [] : parsed.error;
  return (
    <KeptPart title={t("queueSettings.pauses")} hint={t("queueSettings.pauses.hint")} kept={kept} problems={problems}>
      {(policy) =>
        PAUSE_FIELDS.map((field) => (
          <NumberLine
            key={field.key}
            field={field}
            label={t(`queueSettings.pauses.${field.key}`)}
            hint={t(`queueSettings.pauses.${field.key}.hint`)}
            value={policy[field.key]}
            usual={DEFAULT_PAUSE_POLICY[field.key]}
            isFaulty={problemsAt(problems, field.key).length > 0}
            onChange={(value) => kept.change({ ...policy, [field.key]: value })}
          />
        ))
      }
    </KeptPart>
  );
}
