import { useState } from "react";
import type { Agent } from "../../../shared/inbox/people.ts";
import type { StandingSaved } from "../../commands/approvals.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import fields from "../policies/fields.module.css";
import { useWords } from "../words/use-words.ts";
import css from "./people-settings.module.css";

type Standing = "regular" | "trainee" | "approver";
const STANDINGS: readonly Standing[] = ["trainee", "regular", "approver"];
const WISHES = {
  trainee: { trainee: true },
  regular: { trainee: false, approver: false },
  approver: { approver: true },
} as const;

/** [G-APPROVAL] Whether somebody learns, writes, or lets others' messages go; leads and admins always do. */
export function StandingChoice({ agent }: { readonly agent: Agent }) {
  const commands = useCommands();
  const offline = useInbox(({ connection }) => connection.kind === "offline");
  const { t } = useWords();
  const [wished, setWished] = useState<Standing>();
  const [problem, setProblem] = useState<Exclude<StandingSaved, "saved">>();
  const saved = standingOf(agent);
  if (agent.role !== "agent") return <span className={css["always"]}>{t("people.alwaysApproves")}</span>;

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
    <>
      <select
        className={fields["select"]}
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
      {problem === undefined ? null : (
        <p className={css["fault"]} role="alert">
          {t(`standing.${problem}`)}
        </p>
      )}
    </>
  );
}

const standingOf = ({ approver, trainee }: Agent): Standing => (trainee === true ? "trainee" : approver === true ? "approver" : "regular");
