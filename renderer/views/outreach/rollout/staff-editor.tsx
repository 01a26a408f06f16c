import { Plus, X } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { toContactId, type NumberId } from "../../../../shared/ids.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { useInbox } from "../../../state/inbox-store.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { contactName, phoneWords } from "../../words/names.ts";
import { useWords } from "../../words/use-words.ts";
import css from "./rollout.module.css";

interface Props {
  readonly numberId: NumberId;
  readonly staff: readonly string[];
  readonly disabled: boolean;
  readonly onChanged: () => void;
}

type Fault = "rollout.staffWrong" | "rollout.staffTwice";

/** [S0-21] Own people, who get everything at every stage. Saved with each change. */
export function StaffEditor({ disabled, numberId, onChanged, staff }: Props) {
  const commands = useCommands();
  const { t } = useWords();
  const id = useId();
  const [written, setWritten] = useState("");
  const [fault, setFault] = useState<Fault>();
  const [problem, setProblem] = useState<"not-allowed" | "no-network" | "failed">();
  const [saving, setSaving] = useState(false);

  const save = async (list: readonly string[]): Promise<boolean> => {
    setSaving(true);
    setProblem(undefined);
    const outcome = await commands.setRolloutStaff(numberId, list);
    setSaving(false);
    if (outcome.kind === "done") onChanged();
    else setProblem(outcome.kind === "not-allowed" || outcome.kind === "no-network" ? outcome.kind : "failed");
    return outcome.kind === "done";
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const digits = written.replaceAll(/[\s().+-]/g, "");
    const found: Fault | undefined = !/^\d{7,15}$/.test(digits) ? "rollout.staffWrong" : staff.includes(digits) ? "rollout.staffTwice" : undefined;
    setFault(found);
    if (found === undefined && (await save([...staff, digits]))) setWritten("");
  };

  return (
    <div className={css["staff"]}>
      <h4 className={css["group"]}>
        {t("rollout.staff")} <span className={css["dim"]}>{t("rollout.staffHint")}</span>
      </h4>
      {staff.length === 0 ? <p className={css["dim"]}>{t("rollout.staffNone")}</p> : null}
      <ul className={css["people"]}>
        {staff.map((one) => (
          <Person key={one} one={one} disabled={disabled || saving} onRemove={() => void save(staff.filter((other) => other !== one))} />
        ))}
      </ul>
      <form className={css["add"]} onSubmit={(event) => void add(event)}>
        <label className={css["unseen"]} htmlFor={id}>
          {t("rollout.staffPhone")}
        </label>
        <input
          id={id}
          className={css["field"]}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          placeholder={t("rollout.staffPhone")}
          value={written}
          disabled={disabled}
          maxLength={40}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          onChange={(event) => {
            setFault(undefined);
            setWritten(event.target.value);
          }}
        />
        <Button type="submit" size="small" disabled={disabled || written.trim() === ""} aria-busy={saving}>
          <Plus size={14} strokeWidth={1.75} />
          {t("rollout.staffAdd")}
        </Button>
      </form>
      {fault === undefined ? null : (
        <p className={css["fault"]} id={`${id}-fault`} role="alert">
          {t(fault)}
        </p>
      )}
      {problem === undefined ? null : (
        <p className={css["fault"]} role="alert">
          {t(`rollout.problem.${problem}`)}
        </p>
      )}
    </div>
  );
}

function Person({ disabled, one, onRemove }: { readonly one: string; readonly disabled: boolean; readonly onRemove: () => void }) {
  const contact = useInbox((state) => state.contacts.get(toContactId(one)));
  const { t } = useWords();
  const name = contact !== undefined ? contactName(contact) : /^\d+$/.test(one) ? phoneWords(one) : one;
  return (
    <li className={css["person"]}>
      <bdi>{name}</bdi>
      <IconButton label={t("rollout.staffRemove", { name })} disabled={disabled} onClick={onRemove}>
        <X size={13} strokeWidth={1.75} />
      </IconButton>
    </li>
  );
}
