import { CircleAlert, Lightbulb, OctagonAlert } from "lucide-react";
import { useState } from "react";
import type { Finding, Remedy, Severity } from "../../../shared/guard/finding.ts";
import { toInstant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { FindingWords } from "./finding-words.tsx";
import css from "./guard-strip.module.css";

const ICONS = { stop: OctagonAlert, confirm: CircleAlert, advise: Lightbulb } as const satisfies Record<Severity, unknown>;
/** What the composer can do by itself; the rest is advice in words. */
const OURS: ReadonlySet<string> = new Set(["use-template", "discard", "resolve", "note-to", "show-new", "fix", "replace"]);

interface Props {
  readonly findings: readonly Finding[];
  readonly onMend: (remedy: Remedy) => void;
}

/** What speaks against sending, one line each, gravest first; no height where there is nothing to say. The window has a line of its own. */
export function GuardStrip({ findings, onMend }: Props) {
  const { t } = useWords();
  const shown = findings.filter(({ rule }) => rule !== "G-WINDOW");
  if (shown.length === 0) return null;
  return (
    <ul className={css["strip"]} aria-label={t("guard.label")} aria-live="polite">
      {shown.map((finding) => (
        <FindingLine key={`${finding.rule} ${finding.messageKey} ${String(finding.evidence["from"])}`} finding={finding} onMend={onMend} />
      ))}
    </ul>
  );
}

function FindingLine({ finding, onMend }: { readonly finding: Finding; readonly onMend: (remedy: Remedy) => void }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const [open, setOpen] = useState(false);
  const Icon = ICONS[finding.severity];
  const evidence = Object.entries(finding.evidence).filter(([, value]) => typeof value === "string" || typeof value === "number");
  return (
    <li className={css["finding"]} data-severity={finding.severity}>
      <Icon size={16} strokeWidth={1.75} aria-label={t(`guard.severity.${finding.severity}`)} />
      <div className={css["words"]}>
        <p>
          <FindingWords finding={finding} />
        </p>
        <div className={css["ways"]}>
          {finding.remedies
            .filter(({ command, ...how }) => OURS.has(command) && `remedy.${command}` in en && ((command !== "fix" && command !== "replace") || "with" in how))
            .map((remedy) => (
              <Button key={remedy.command} size="small" onClick={() => onMend(remedy)}>
                {t(`remedy.${remedy.command}` as MessageKey)}
              </Button>
            ))}
          <Button look="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "guard.whyLess" : "guard.why")}
          </Button>
        </div>
        {open ? (
          <dl className={css["why"]}>
            <dt>{t("guard.rule", { rule: finding.rule })}</dt>
            {evidence.length === 0 ? null : (
              <dd>
                {t("guard.evidence")}:{" "}
                {evidence
                  .map(
                    ([name, value]) =>
                      `${name} ${name.endsWith("At") && typeof value === "number" ? time.until(toInstant(value), ticker.now()) : String(value)}`,
                  )
                  .join(" · ")}
              </dd>
            )}
          </dl>
        ) : null}
      </div>
    </li>
  );
}
