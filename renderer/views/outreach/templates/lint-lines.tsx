import { Ban, CircleAlert, Replace } from "lucide-react";
import type { LintLine, LintVerdict } from "../../../../shared/templates/lint-template.ts";
import { FindingWords } from "../../composer/finding-words.tsx";
import { useWords } from "../../words/use-words.ts";
import css from "./template-detail.module.css";

const ICONS = { rejected: Ban, recategorised: Replace, risky: CircleAlert } as const satisfies Record<LintVerdict, unknown>;
const VERDICTS: readonly LintVerdict[] = ["rejected", "recategorised", "risky"];

/** What the review refuses, what it would put elsewhere, and what is approved and still risky; each with why. */
export function LintLines({ lines }: { readonly lines: readonly LintLine[] }) {
  const { t } = useWords();
  return VERDICTS.map((verdict) => {
    const own = lines.filter((line) => line.verdict === verdict);
    if (own.length === 0) return null;
    const Icon = ICONS[verdict];
    return (
      <section key={verdict} className={css["verdict"]} data-verdict={verdict}>
        <h4>
          <Icon size={14} strokeWidth={1.75} />
          {t(`templates.verdict.${verdict}`)}
        </h4>
        <ul>
          {own.map(({ finding }) => (
            <li key={`${finding.messageKey}${String(finding.evidence["words"])}`}>
              <FindingWords finding={finding} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
