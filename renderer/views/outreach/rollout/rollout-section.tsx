import { useState } from "react";
import type { NumberRollout } from "../../../guard/rollout-answer.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { useInbox } from "../../../state/inbox-store.ts";
import { FactsSection } from "../../settings/facts-section.tsx";
import { useFacts } from "../../settings/use-facts.ts";
import { useWords } from "../../words/use-words.ts";
import { RolloutNumber } from "./rollout-number.tsx";
import { RolloutQuestion, type Asked } from "./rollout-question.tsx";
import css from "./rollout.module.css";

/** [S0-21] [S0-22] How far each number's business-started messages have come, stage by stage; leads move it, everybody sees it. */
export function RolloutSection() {
  const commands = useCommands();
  const facts = useFacts(commands.rollouts);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const [asked, setAsked] = useState<Asked>();
  const { t } = useWords();
  const reachable = facts.state === "fresh";

  const close = (changed: boolean): void => {
    setAsked(undefined);
    if (changed) void facts.refresh();
  };
  const one = (number: NumberRollout) => (
    <RolloutNumber key={number.numberId} number={number} leads={leads} reachable={reachable} onAsk={setAsked} onChanged={() => void facts.refresh()} />
  );
  return (
    <FactsSection title={t("rollout.title")} hint={t("rollout.hint")} facts={facts}>
      {(numbers) => (
        <>
          {leads ? null : <p className={css["quiet"]}>{t("rollout.readOnly")}</p>}
          {numbers.length === 0 ? <p className={css["none"]}>{t("rollout.noNumbers")}</p> : numbers.map(one)}
          {asked === undefined ? null : <RolloutQuestion asked={asked} onDone={close} />}
        </>
      )}
    </FactsSection>
  );
}
