import { Command } from "cmdk";
import { UserRoundX, Users } from "lucide-react";
import type { AgentAtWork } from "../../../shared/board/agent-load.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { Avatar } from "../../ui/avatar.tsx";
import asking from "../asking/asking.module.css";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-list.module.css";
import type { BulkAct } from "./run-bulk.ts";
import { useLoadWords } from "./use-load-words.ts";

/** To whom; beside each name what lies there already, so that nobody has to guess. */
export function AssignMany({
  onChoose,
  people,
}: {
  readonly people: readonly AgentAtWork[];
  readonly onChoose: (to: Extract<BulkAct, { readonly kind: "assign" }>["to"]) => void;
}) {
  const teams = useInbox((state) => state.teams);
  const loadWords = useLoadWords();
  const { t } = useWords();
  return (
    <Command className={asking["command"]} label={t("assign.search")}>
      <Command.Input className={asking["search"]} placeholder={t("assign.search")} autoFocus />
      <Command.List className={asking["list"]}>
        <Command.Empty className={asking["none"]}>{t("assign.none")}</Command.Empty>
        <Command.Group heading={t("assign.agents")} className={asking["group"]}>
          {people.map((agent) => (
            <Command.Item key={agent.id} value={`${agent.name} ${agent.id}`} className={asking["item"]} onSelect={() => onChoose({ agent: agent.id })}>
              <Avatar initials={initials(agent.name)} hue={hueOf(agent.id)} size={22} />
              <bdi>{agent.name}</bdi>
              <small className={css["beside"]}>{loadWords(agent)}</small>
            </Command.Item>
          ))}
          <Command.Item value={t("assign.nobody")} className={asking["item"]} onSelect={() => onChoose("nobody")}>
            <UserRoundX size={18} strokeWidth={1.75} />
            {t("assign.nobody")}
          </Command.Item>
        </Command.Group>
        {teams.size === 0 ? null : (
          <Command.Group heading={t("assign.teams")} className={asking["group"]}>
            {[...teams.values()].map((team) => (
              <Command.Item key={team.id} value={`${team.name} ${team.id}`} className={asking["item"]} onSelect={() => onChoose({ team: team.id })}>
                <Users size={18} strokeWidth={1.75} />
                <bdi>{team.name}</bdi>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command>
  );
}
