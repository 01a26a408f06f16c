import { useId, useState } from "react";
import type { TeamId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { NewPerson, PersonMade } from "../../commands/people.ts";
import { Dialog } from "../../ui/dialog.tsx";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import { newPassword } from "./new-password.ts";
import { PersonFoot } from "./person-foot.tsx";
import css from "./people-settings.module.css";
import { TeamsField } from "./teams-field.tsx";

export interface AddedPerson {
  readonly name: string;
  readonly password: string;
  readonly token: string;
}

const SHORTEST = 10;

/** A new colleague. Their first password is made here, and shown once with their token. */
export function AddPerson({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (added: AddedPerson) => void }) {
  const commands = useCommands();
  const { t } = useWords();
  const [name, setName] = useState("");
  const [role, setRole] = useState<NewPerson["role"]>("agent");
  const [teams, setTeams] = useState<readonly TeamId[]>([]);
  const [trainee, setTrainee] = useState(false);
  const [password, setPassword] = useState(() => newPassword((bytes) => crypto.getRandomValues(bytes)));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Exclude<PersonMade["kind"], "made">>();
  const ids = { name: useId(), role: useId(), password: useId(), nameFault: useId(), passwordFault: useId() };
  const given = name.trim();
  const noName = tried && given === "";
  const short = tried && password.length < SHORTEST;

  const make = async (): Promise<void> => {
    setTried(true);
    if (given === "" || password.length < SHORTEST || busy) return;
    setBusy(true);
    setProblem(undefined);
    const made = await commands.addPerson({ name: given, role, teams, password, trainee: role === "agent" && trainee });
    if (made.kind === "made") return onDone({ name: given, password, token: made.token });
    setBusy(false);
    setProblem(made.kind);
  };

  return (
    <Dialog open onClose={onClose} title={t("people.add")} closeLabel={t("common.close")} width={480}>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <div className={css["field"]}>
          <label htmlFor={ids.name}>{t("people.name")}</label>
          <input
            id={ids.name}
            className={fields["field"]}
            value={name}
            maxLength={100}
            autoFocus
            autoComplete="off"
            onChange={({ target }) => setName(target.value)}
            {...(noName ? { "aria-invalid": true, "aria-describedby": ids.nameFault } : {})}
          />
          {noName ? (
            <p className={css["fault"]} id={ids.nameFault}>
              {t("people.fault.name")}
            </p>
          ) : (
            <p className={css["hint"]}>{t("people.name.hint")}</p>
          )}
        </div>
        <div className={css["field"]}>
          <label htmlFor={ids.role}>{t("people.role")}</label>
          <select id={ids.role} className={fields["select"]} value={role} onChange={({ target }) => setRole(target.value as NewPerson["role"])}>
            {(["agent", "lead", "admin"] as const).map((one) => (
              <option key={one} value={one}>
                {t(`people.role.${one}`)}
              </option>
            ))}
          </select>
          <p className={css["hint"]}>{t(`people.role.${role}.hint`)}</p>
        </div>
        <TeamsField chosen={teams} role={role} onChange={setTeams} />
        {role === "agent" ? (
          <label className={fields["check"]}>
            <input type="checkbox" checked={trainee} onChange={({ target }) => setTrainee(target.checked)} />
            {t("people.add.trainee")}
          </label>
        ) : null}
        <div className={css["field"]}>
          <label htmlFor={ids.password}>{t("people.password")}</label>
          <input
            id={ids.password}
            className={fields["field"]}
            value={password}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setPassword(target.value)}
            {...(short ? { "aria-invalid": true, "aria-describedby": ids.passwordFault } : {})}
          />
          {short ? (
            <p className={css["fault"]} id={ids.passwordFault}>
              {t("people.fault.password", { count: SHORTEST })}
            </p>
          ) : (
            <p className={css["hint"]}>{t("people.password.hint")}</p>
          )}
        </div>
        <PersonFoot problem={problem === undefined ? undefined : t(`people.problem.${problem}`)} busy={busy} does={t("people.add.do")} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
