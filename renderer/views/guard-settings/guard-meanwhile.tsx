import { policyChanges, type PolicyChange } from "../../../shared/guard/policy-changes.ts";
import type { SavedGuardPolicy } from "../../commands/guard-settings.ts";
import type { GuardDraft } from "../../state/ui-state.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import css from "../policies/meanwhile-question.module.css";
import { useWords, type Words } from "../words/use-words.ts";
import { rebased } from "./guard-draft.ts";
import { FOLLOWED_FIELD, RULE_FIELDS, type RuleField } from "./rule-fields.ts";
import { ruleOfPath } from "./rule-groups.ts";
import { gravityWords, type Gravity } from "./severity-line.tsx";
import { plain } from "./sourced-value.ts";
import { valueWords } from "./value-words.ts";

interface Props {
  readonly draft: GuardDraft;
  readonly theirs: SavedGuardPolicy;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** What somebody else has saved while this was being changed, and whose word counts. */
export function GuardMeanwhile({ draft, onClose, onKeepMine, onTakeTheirs, theirs }: Props) {
  const words = useWords();
  const { t } = words;
  const { both } = rebased(draft, theirs);
  return (
    <Dialog open onClose={onClose} title={t("policies.meanwhile.title")} closeLabel={t("common.close")} body={t("policies.meanwhile.body")} width={620}>
      <ul className={css["changes"]} aria-label={t("policies.meanwhile.theirs")}>
        {policyChanges(draft.saved.policy, theirs.policy).map((change) => (
          <li key={change.path}>
            <p>
              <b>{settingName(change.path, words)}</b> <span>{changeText(change, words)}</span>{" "}
              {both.includes(change.path) ? <em>{t("policies.meanwhile.both")}</em> : null}
            </p>
          </li>
        ))}
      </ul>
      <div className={css["answers"]}>
        <Button onClick={onClose}>{t("policies.meanwhile.later")}</Button>
        <Button look="danger" onClick={onTakeTheirs}>
          {t("policies.meanwhile.theirsOnly")}
        </Button>
        <Button look="primary" onClick={onKeepMine}>
          {t("policies.meanwhile.keepMine")}
        </Button>
      </div>
    </Dialog>
  );
}

const FIELDS: readonly RuleField[] = [...Object.values(RULE_FIELDS).flat(), FOLLOWED_FIELD];
const fieldOf = (path: string): RuleField | undefined => FIELDS.find((field) => field.path === path || path.startsWith(`${field.path}.`));

function settingName(path: string, { t }: Words): string {
  const rule = ruleOfPath(path);
  const field = fieldOf(path);
  const name = rule === undefined ? undefined : t(`guardSet.name.${rule}`);
  const what = path.startsWith("severities.")
    ? t("guardSet.severity")
    : path === "text.topic.learnSince"
      ? t("guardSet.forget")
      : field === undefined
        ? undefined
        : t(field.label);
  return [name, what].filter((part) => part !== undefined).join(": ") || path;
}

function changeText({ after, before, path }: PolicyChange, words: Words): string {
  if (path.startsWith("severities.")) {
    const gravity = (value: unknown): string => gravityWords((value ?? "by-case") as Gravity, words.t);
    return after === undefined ? words.t("guardSet.toDefault") : gravity(after);
  }
  const field = fieldOf(path);
  if (field === undefined) return "";
  return `${valueWords(field.kind, plain(before), words)} → ${valueWords(field.kind, plain(after), words)}`;
}
