import { ChevronRight, TriangleAlert } from "lucide-react";
import { useId, type KeyboardEvent } from "react";
import type { GuardFigures } from "../../../shared/api/guard-figures.ts";
import { defaultSeverity } from "../../../shared/guard/allowed-severities.ts";
import { defaultAt, isSame, valueAt } from "../../../shared/guard/policy-changes.ts";
import type { RuleId } from "../../../shared/guard/rule-ids.ts";
import type { GuardPolicy } from "../../../shared/guard/context.ts";
import { setUi } from "../../state/ui-store.ts";
import { problemsAt } from "../policies/faults.ts";
import { useWords } from "../words/use-words.ts";
import marksCss from "./rule-marks.module.css";
import css from "./rule-strip.module.css";
import { RULE_FIELDS } from "./rule-fields.ts";
import { RuleBar } from "./rule-bar.tsx";
import { RuleFieldLine } from "./rule-field-line.tsx";
import { RuleOutcome } from "./rule-outcome.tsx";
import { gravityWords, SeverityLine } from "./severity-line.tsx";
import { StyleGuides } from "./style-guides.tsx";
import { TopicMemory } from "./topic-memory.tsx";
import type { GuardDraftInUse } from "./use-guard-draft.ts";

interface Props {
  readonly rule: RuleId;
  readonly guard: GuardDraftInUse;
  readonly open: boolean;
  /** Absent for who is not a lead, and until it has been counted. */
  readonly figures: GuardFigures | undefined;
  readonly most: number;
}

/** Where a rule's settings stand in the policy. */
const pathsOf = (rule: RuleId): readonly string[] => [
  `severities.${rule}`,
  ...(RULE_FIELDS[rule] ?? []).map(({ path }) => path),
  ...(rule === "G-STYLE" ? ["text.style"] : rule === "G-TOPIC" ? ["text.topic.learnSince"] : []),
];

/** One rule: its name, how grave it is, how often it spoke; opened, all that can be set. */
export function RuleStrip({ figures, guard, most, open, rule }: Props) {
  const { t } = useWords();
  const id = useId();
  const { draft, problems } = guard;
  if (draft === undefined) return null;

  const paths = pathsOf(rule);
  const differs = (a: (path: string) => unknown, b: (path: string) => unknown): boolean => paths.some((path) => !isSame(a(path), b(path)));
  const at = (policy: GuardPolicy) => (path: string) => valueAt(policy, path);
  const isChanged = differs(at(draft.policy), at(draft.saved.policy));
  const isOwn = differs(at(draft.policy), defaultAt);
  const faults = paths.flatMap((path) => problemsAt(problems, path)).length;
  const gravity = draft.policy.severities?.[rule] ?? defaultSeverity(rule);
  const own = figures?.items.find((one) => one.rule === rule);

  const press = (event: KeyboardEvent) => {
    // Closes the rule, not the page; a list that lies over it has taken its own Escape already.
    if (event.key !== "Escape" || !open || event.defaultPrevented) return;
    event.preventDefault();
    setUi({ guardRuleOpen: undefined });
    document.querySelector<HTMLElement>(`[data-rule="${rule}"]`)?.focus({ preventScroll: true });
  };

  return (
    <li className={css["strip"]} data-open={open} onKeyDown={press}>
      <div className={css["head"]}>
        <ChevronRight className={css["chevron"]} size={15} strokeWidth={1.75} aria-hidden="true" />
        <h3 className={css["name"]}>
          <button type="button" data-rule={rule} aria-expanded={open} aria-controls={id} onClick={() => setUi({ guardRuleOpen: open ? undefined : rule })}>
            {t(`guardSet.name.${rule}`)}
          </button>
        </h3>
        <span className={css["marks"]}>
          {isChanged ? (
            <span className={marksCss["changed"]}>{t("guardSet.changed")}</span>
          ) : isOwn ? (
            <span className={marksCss["tag"]}>{t("guardSet.differs")}</span>
          ) : null}
          {faults === 0 ? null : (
            <span className={marksCss["faults"]}>
              <TriangleAlert size={13} strokeWidth={1.75} />
              {t("guardSet.faults", { count: faults })}
            </span>
          )}
        </span>
        <span className={css["gravity"]} data-gravity={gravity}>
          {gravityWords(gravity, t)}
        </span>
        {own === undefined ? null : <RuleBar figures={own} most={most} />}
      </div>
      {open ? (
        <div className={css["detail"]} id={id}>
          <p className={css["about"]}>
            {t(`guard.about.${rule}`)} <code>{rule}</code>
          </p>
          <SeverityLine guard={guard} rule={rule} />
          {(RULE_FIELDS[rule] ?? []).map((field) => (
            <RuleFieldLine key={field.path} field={field} guard={guard} />
          ))}
          {rule === "G-TOPIC" ? <TopicMemory guard={guard} /> : null}
          {rule === "G-STYLE" ? <StyleGuides guard={guard} /> : null}
          {own === undefined || figures === undefined ? null : <RuleOutcome figures={own} withinMs={figures.withinMs} />}
        </div>
      ) : null}
    </li>
  );
}
