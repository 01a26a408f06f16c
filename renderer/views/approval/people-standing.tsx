import { useState } from "react";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { StandingSaved } from "../../commands/approvals.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Section } from "../settings/section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./people-standing.module.css";

type Standing = "regular" | "trainee" | "approver";
const STANDINGS: readonly Standing[] = ["trainee", "regular", "approver"];
const WISHES = {
  trainee: { trainee: true },
  regular: { trainee: false, approver: false },
  approver: { approver: true },
} as const;

/** [G-APPROVAL] For leads: who is learning, and who lets others' messages go. */
export function PeopleStanding() {
  const agents = useInbox((state) => state.agents);
  const { t } = useWords();
  const people = [...agents.values()].filter(({ role }) => role !== "bot").sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Section title={t("standing.title")} hint={t("standing.hint")}>
      {people.length === 0 ? <p className={css["none"]}>{t("standing.none")}</p> : null}
      <ul>
        {people.map((agent) => (
          <Person key={agent.id} agent={agent} />
        ))}
      </ul>
    </Section>
  );
}

function Person({ agent }: { readonly agent: Agent }) {
  const commands = useCommands();
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const { t } = useWords();
  const [wished, setWished] = useState<Standing>();
  const [problem, setProblem] = useState<Exclude<StandingSaved, "saved">>();
  const saved = standingOf(agent);

  const choose = async (standing: Standing) => {
    setWished(standing);
    setProblem(undefined);
    const outcome = await commands.setStanding(agent.id, WISHES[standing]);
    // What was saved comes back with the person's own row.
    if (outcome === "saved") return;
    setWished(undefined);
    setProblem(outcome);
  };
  return (
    <li className={css["person"]}>
      <bdi className={css["name"]}>{agent.name}</bdi>
      {agent.role === "lead" || agent.role === "admin" ? (
        <span className={css["always"]}>{t(`standing.always.${agent.role}`)}</span>
      ) : (
        <select
          className={css["standing"]}
          aria-label={t("standing.of", { name: agent.name })}
          value={wished ?? saved}
          disabled={offline}
          onChange={(event) => void choose(event.target.value as Standing)}
        >
          {STANDINGS.map((standing) => (
            <option key={standing} value={standing}>
              {t(`standing.${standing}`)}
            </option>
          ))}
        </select>
      )}
      {problem === undefined ? null : (
        <p className={css["fault"]} role="alert">
          {t(`standing.${problem}`)}
        </p>
      )}
    </li>
  );
}

const standingOf = ({ approver, trainee }: Agent): Standing => (trainee === true ? "trainee" : approver === true ? "approver" : "regular");
