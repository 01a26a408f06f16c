import { Command } from "cmdk";
import { UserRoundX, Users } from "lucide-react";
import type { AgentId, ConversationId, TeamId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { hueOf, initials } from "../words/names.ts";
import { useWords } from "../words/use-words.ts";
import css from "./asking.module.css";

/** To a person, to a team, or to nobody: typed or tapped. */
export function AssignQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const me = useInbox((state) => state.me?.id);
  const assigned = useInbox((state) => state.conversations.get(id)?.assigneeId);
  const commands = useCommands();
  const { t } = useWords();
  const assign = (to: { readonly agent: AgentId } | { readonly team: TeamId } | "nobody") => {
    void commands.assign(id, to);
    onDone();
  };
  const people = [...agents.values()]
    .filter(({ role }) => role !== "bot")
    .sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name));

  return (
    <Command className={css["command"]} label={t("assign.search")}>
      <Command.Input className={css["search"]} placeholder={t("assign.search")} autoFocus />
      <Command.List className={css["list"]}>
        <Command.Empty className={css["none"]}>{t("assign.none")}</Command.Empty>
        <Command.Group heading={t("assign.agents")} className={css["group"]}>
          {people.map((agent) => (
            <Command.Item
              key={agent.id}
              value={`${agent.name} ${agent.id}`}
              className={css["item"]}
              disabled={agent.id === assigned}
              onSelect={() => assign({ agent: agent.id })}
            >
              <Avatar initials={initials(agent.name)} hue={hueOf(agent.id)} size={22} />
              <bdi>{agent.id === me ? `${agent.name} (${t("assign.me")})` : agent.name}</bdi>
            </Command.Item>
          ))}
          {assigned === undefined ? null : (
            <Command.Item value={t("assign.nobody")} className={css["item"]} onSelect={() => assign("nobody")}>
              <UserRoundX size={18} strokeWidth={1.75} />
              {t("assign.nobody")}
            </Command.Item>
          )}
        </Command.Group>
        {teams.size === 0 ? null : (
          <Command.Group heading={t("assign.teams")} className={css["group"]}>
            {[...teams.values()].map((team) => (
              <Command.Item key={team.id} value={`${team.name} ${team.id}`} className={css["item"]} onSelect={() => assign({ team: team.id })}>
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
