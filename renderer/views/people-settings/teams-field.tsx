import type { TeamId } from "../../../shared/ids.ts";
import type { Role } from "../../../shared/inbox/people.ts";
import { useInbox } from "../../state/inbox-store.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./people-settings.module.css";

interface Props {
  readonly chosen: readonly TeamId[];
  readonly role: Role;
  readonly onChange: (teams: readonly TeamId[]) => void;
}

/** [I11] Whose conversations somebody sees. */
export function TeamsField({ chosen, onChange, role }: Props) {
  const { t } = useWords();
  const teams = useInbox((state) => state.teams);
  return (
    <fieldset className={css["teams"]}>
      <legend>{t("people.teams")}</legend>
      {teams.size === 0 ? <p className={css["hint"]}>{t("people.teams.none")}</p> : null}
      <div className={css["checks"]}>
        {[...teams.values()]
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map(({ id, name }) => (
            <label key={id} className={fields["check"]}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
              />
              <bdi>{name}</bdi>
            </label>
          ))}
      </div>
      <p className={css["hint"]}>{t(role === "agent" ? "people.teams.hint" : "people.teams.hintLead")}</p>
    </fieldset>
  );
}
