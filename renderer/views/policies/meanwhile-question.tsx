import type { SlaSettings } from "../../../shared/api/sla.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { slaChanges } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import css from "./meanwhile-question.module.css";
import { PolicySummary } from "./policy-summary.tsx";
import { rebase } from "./rebase.ts";

interface Props {
  readonly draft: SlaDraft;
  readonly theirs: SlaSettings;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}

/** What somebody else has saved while this was being changed, and whose word counts. */
export function MeanwhileQuestion({ draft, onClose, onKeepMine, onTakeTheirs, theirs }: Props) {
  const { t } = useWords();
  const changes = slaChanges(draft.saved, theirs);
  const { both } = rebase(draft, theirs);
  const clash = (touched: boolean) => (touched ? <em>{t("policies.meanwhile.both")}</em> : null);

  return (
    <Dialog open onClose={onClose} title={t("policies.meanwhile.title")} closeLabel={t("common.close")} body={t("policies.meanwhile.body")} width={620}>
      <ul className={css["changes"]} aria-label={t("policies.meanwhile.theirs")}>
        {changes.policies.map(({ how, id, name }) => {
          const policy = theirs.policies.find((one) => one.id === id);
          return (
            <li key={id}>
              <p>
                <b>{name}</b> <span>{t(`policies.how.${how}`)}</span> {clash(both.policies.includes(id))}
              </p>
              {policy === undefined ? null : <PolicySummary policy={policy} />}
            </li>
          );
        })}
        {changes.reordered ? (
          <li>
            <p>{t("policies.meanwhile.order", { names: theirs.policies.map(({ id, name }) => name ?? id).join(" → ") })}</p>
          </li>
        ) : null}
        {changes.calendars.map(({ how, key }) => (
          <li key={`calendar ${key}`}>
            <p>
              <b>{t("policies.meanwhile.calendar", { name: key })}</b> <span>{t(`policies.how.${how}`)}</span> {clash(both.calendars.includes(key))}
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
