import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Team } from "../../../shared/inbox/people.ts";
import type { SettingsSaved } from "../../commands/kept-settings.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import fields from "../policies/fields.module.css";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./people-settings.module.css";
import { RemoveQuestion } from "./remove-question.tsx";

/** Teams: whose queue a conversation stands in, and who sees it. Admins add, name and dissolve them. */
export function TeamsSection({ isAdmin }: { readonly isAdmin: boolean }) {
  const commands = useCommands();
  const { t } = useWords();
  const teams = useInbox((state) => state.teams);
  const agents = useInbox((state) => state.agents);
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const [removing, setRemoving] = useState<Team>();
  const membersOf = (team: Team): number => [...agents.values()].filter(({ role, teamIds }) => role !== "bot" && teamIds.includes(team.id)).length;
  const sorted = [...teams.values()].toSorted((a, b) => a.name.localeCompare(b.name));

  return (
    <Section title={t("people.teams")} hint={t("people.teams.what")}>
      {sorted.length === 0 ? <p className={css["none"]}>{t("people.teams.none")}</p> : null}
      <ul>
        {sorted.map((team) => (
          <li key={team.id} className={css["team"]}>
            {isAdmin ? (
              <TeamName team={team} disabled={offline} />
            ) : (
              <p className={css["name"]}>
                <bdi>{team.name}</bdi>
              </p>
            )}
            <span className={css["about"]}>{t("people.teams.members", { count: membersOf(team) })}</span>
            {isAdmin ? (
              <IconButton label={t("people.teams.remove.named", { name: team.name })} framed disabled={offline} onClick={() => setRemoving(team)}>
                <Trash2 size={15} strokeWidth={1.75} />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {isAdmin ? <AddTeam taken={sorted.map(({ name }) => name)} disabled={offline} /> : null}
      {removing === undefined ? null : (
        <RemoveQuestion
          title={t("people.teams.remove.ask", { name: removing.name })}
          means={[t("people.teams.remove.queue"), t("people.teams.remove.members", { count: membersOf(removing) }), t("people.teams.remove.numbers")]}
          does={t("people.teams.remove")}
          remove={() => commands.removeTeam(removing.id)}
          onDone={() => setRemoving(undefined)}
        />
      )}
    </Section>
  );
}

/** Saved when it is left, as the name of a file is. */
function TeamName({ disabled, team }: { readonly team: Team; readonly disabled: boolean }) {
  const commands = useCommands();
  const { t } = useWords();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<Exclude<SettingsSaved, "saved">>();
  const save = async (): Promise<void> => {
    const name = text?.trim() ?? team.name;
    if (name === "" || name === team.name) return setText(undefined);
    const outcome = await commands.saveTeam(name, team.id);
    setProblem(outcome === "saved" ? undefined : outcome);
    // What was saved comes back with the team's own row; what was not stands as before.
    if (outcome !== "saved") setText(undefined);
  };
  return (
    <span className={css["teamName"]}>
      <input
        className={fields["field"]}
        aria-label={t("people.teams.nameOf", { name: team.name })}
        maxLength={100}
        autoComplete="off"
        disabled={disabled}
        value={text ?? team.name}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
          if (event.key === "Escape") setText(undefined);
        }}
      />
      {problem === undefined ? null : (
        <span className={css["fault"]} role="alert">
          {t(`people.problem.${problem}`)}
        </span>
      )}
    </span>
  );
}

function AddTeam({ disabled, taken }: { readonly taken: readonly string[]; readonly disabled: boolean }) {
  const commands = useCommands();
  const { t } = useWords();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Exclude<SettingsSaved, "saved"> | "taken">();
  const given = name.trim();
  const add = async (): Promise<void> => {
    if (given === "") return;
    if (taken.some((one) => one.toLocaleLowerCase() === given.toLocaleLowerCase())) return setProblem("taken");
    const outcome = await commands.saveTeam(given);
    if (outcome !== "saved") return setProblem(outcome);
    setProblem(undefined);
    setName("");
  };
  return (
    <form
      className={css["addTeam"]}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className={fields["field"]}
        aria-label={t("people.teams.add.name")}
        placeholder={t("people.teams.add.name")}
        maxLength={100}
        autoComplete="off"
        disabled={disabled}
        value={name}
        onChange={({ target }) => {
          setName(target.value);
          setProblem(undefined);
        }}
      />
      <Button type="submit" disabled={disabled || given === ""}>
        <Plus size={15} strokeWidth={1.75} />
        {t("people.teams.add")}
      </Button>
      {problem === undefined ? null : (
        <p className={css["fault"]} role="alert">
          {t(`people.problem.${problem}`)}
        </p>
      )}
    </form>
  );
}
