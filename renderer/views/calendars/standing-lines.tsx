import { TriangleAlert, Undo2, X } from "lucide-react";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { Calendars } from "../../../shared/sla/calendar.ts";
import type { Policy } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { nameOf } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import { calendarFaultWords, problemsOfMissing } from "./calendar-faults.ts";
import css from "./standing-lines.module.css";

/** Why a calendar stays as it is. */
export interface InUse {
  readonly key: string;
  readonly wish: "delete" | "rename";
  readonly policies: readonly Policy[];
  readonly people: readonly Agent[];
}

interface InUseProps {
  readonly inUse: InUse;
  readonly onClose: () => void;
  readonly onPeople: () => void;
}

/** Refused, with the way to whoever uses it. */
export function InUseLine({ inUse: { key, people, policies, wish }, onClose, onPeople }: InUseProps) {
  const { t } = useWords();
  return (
    <div className={css["line"]} role="alert" data-look="refused">
      <TriangleAlert size={15} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p>{t(`calendars.inUse.${wish}`, { name: key })}</p>
        {policies.length === 0 ? null : (
          <p className={css["links"]}>
            <span>{t("calendars.inUse.policies")}</span>
            {policies.map((policy) => (
              <Button key={policy.id} look="link" onClick={() => setUi({ settingsTab: "policies", policyOpen: policy.id })}>
                {nameOf(policy)}
              </Button>
            ))}
          </p>
        )}
        {people.length === 0 ? null : (
          <p className={css["links"]}>
            <span>{t("calendars.inUse.people", { names: people.map(({ name }) => name).join(", ") })}</span>
            <Button look="link" onClick={onPeople}>
              {t("calendars.inUse.toPeople")}
            </Button>
          </p>
        )}
      </div>
      <Close onClose={onClose} />
    </div>
  );
}

/** Deleted, with the way back. */
export function DeletedLine({ name, onClose, onUndo }: { readonly name: string; readonly onUndo: () => void; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <div className={css["line"]} role="status">
      <p className={css["body"]}>{t("calendars.deleted", { name })}</p>
      <Button size="small" autoFocus onClick={onUndo}>
        <Undo2 size={13} strokeWidth={1.75} />
        {t("calendars.undo")}
      </Button>
      <Close onClose={onClose} />
    </div>
  );
}

/** What is wrong with all of them together, or with the absence of one: somebody works by it. */
export function MissingLine({ calendars, problems }: { readonly problems: readonly Problem[]; readonly calendars: Calendars }) {
  const { t } = useWords();
  return problemsOfMissing(problems, calendars).map((problem) => (
    <div className={css["line"]} key={problem.path} role="alert" data-look="refused">
      <TriangleAlert size={15} strokeWidth={1.75} />
      <p className={css["body"]}>
        {problem.path === "calendars"
          ? calendarFaultWords(problem, t)
          : t("calendars.fault.missing", { name: problem.path.slice("calendars.".length), message: calendarFaultWords(problem, t) })}
      </p>
    </div>
  ));
}

function Close({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <IconButton label={t("common.dismiss")} onClick={onClose}>
      <X size={14} strokeWidth={1.75} />
    </IconButton>
  );
}
