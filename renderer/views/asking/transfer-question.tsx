import { Command } from "cmdk";
import { Check, Users } from "lucide-react";
import { useMemo, useState } from "react";
import { capacityOf, loadOf, type Load } from "../../../shared/handoffs/capacity.ts";
import type { WhyNot } from "../../../shared/handoffs/who-may-take.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import type { Agent, Team } from "../../../shared/inbox/people.ts";
import { inboxStore, useInbox } from "../../state/inbox-store.ts";
import type { HopTarget } from "../../state/ui-state.ts";
import { readUi } from "../../state/ui-store.ts";
import { standingWords } from "../handoffs/availability-words.ts";
import { PersonAvatar } from "../handoffs/person-avatar.tsx";
import { whyNotTake } from "../handoffs/queue-standing.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./hop-question.module.css";
import { HopNote, useHop } from "./hop-question.tsx";

interface Candidate {
  readonly agent: Agent;
  readonly why: Exclude<WhyNot, "team" | "not-a-person"> | undefined;
}

/** [HO8] To a person or a team, with a word for them. Who cannot take it stands below with the reason; a lead may insist. */
export function TransferQuestion({ id, onDone }: { readonly id: ConversationId; readonly onDone: () => void }) {
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const me = useInbox((state) => state.me);
  const conversation = useInbox((state) => state.conversations.get(id));
  const { t } = useWords();
  const hop = useHop(id, onDone);
  const [chosen, setChosen] = useState<{ readonly to: HopTarget; readonly name: string; readonly force: boolean }>();
  const leads = me?.role === "lead" || me?.role === "admin";
  const [load] = useState(() => loadOf(inboxStore.getState().conversations.values()));
  const people = useMemo(() => candidates(agents, load, id), [agents, load, id]);
  const free = people.filter(({ why }) => why === undefined);
  const others = people.filter(({ why }) => why !== undefined);
  const isChosen = (to: HopTarget): boolean => chosen !== undefined && JSON.stringify(chosen.to) === JSON.stringify(to);

  const person = ({ agent, why }: Candidate) => {
    const to = { agent: agent.id };
    const owns = agent.id === conversation?.assigneeId;
    return (
      <Command.Item
        key={agent.id}
        value={`${agent.name} ${agent.id}`}
        className={css["item"]}
        disabled={owns || (why !== undefined && !leads)}
        data-chosen={isChosen(to) ? "" : undefined}
        aria-checked={isChosen(to)}
        onSelect={() => setChosen({ to, name: agent.name, force: why !== undefined })}
      >
        <PersonAvatar agent={agent} size={24} />
        <span className={css["grow"]}>
          <bdi>{agent.name}</bdi>
          <span className={css["why"]}>{owns ? t("transfer.owns") : why === undefined ? loadWords(agent, load, t) : whyWords(agent, why, load, t)}</span>
        </span>
        {isChosen(to) ? <Check size={15} strokeWidth={2} /> : null}
      </Command.Item>
    );
  };

  return (
    <>
      <Command label={t("assign.search")}>
        <Command.Input className={css["search"]} placeholder={t("assign.search")} autoFocus />
        <Command.List className={css["targets"]}>
          <Command.Empty className={css["none"]}>{t("assign.none")}</Command.Empty>
          <Command.Group heading={t(free.length === 0 ? "transfer.nobody" : "transfer.available")} className={css["group"]}>
            {free.map(person)}
          </Command.Group>
          {teams.size === 0 ? null : (
            <Command.Group heading={t("assign.teams")} className={css["group"]}>
              {[...teams.values()].map((team) => {
                const to = { team: team.id };
                return (
                  <Command.Item
                    key={team.id}
                    value={`${team.name} ${team.id}`}
                    className={css["item"]}
                    data-chosen={isChosen(to) ? "" : undefined}
                    aria-checked={isChosen(to)}
                    onSelect={() => setChosen({ to, name: team.name, force: false })}
                  >
                    <Users size={18} strokeWidth={1.75} />
                    <span className={css["grow"]}>
                      <bdi>{team.name}</bdi>
                      <span className={css["why"]}>{teamWords(team, people, t)}</span>
                    </span>
                    {isChosen(to) ? <Check size={15} strokeWidth={2} /> : null}
                  </Command.Item>
                );
              })}
            </Command.Group>
          )}
          {others.length === 0 ? null : (
            <Command.Group heading={t(leads ? "transfer.insist" : "transfer.notNow")} className={css["group"]}>
              {others.map(person)}
            </Command.Group>
          )}
        </Command.List>
      </Command>
      <HopNote
        label={t("transfer.note")}
        hint={chosen === undefined ? t("transfer.choose") : t(chosen.force ? "transfer.hintForce" : "transfer.hint", { name: chosen.name })}
        action={chosen === undefined ? t("transfer.do") : t("transfer.to", { name: chosen.name })}
        disabled={chosen === undefined}
        onSend={(note) => chosen !== undefined && hop(chosen.to, note, chosen.force)}
      />
    </>
  );
}

/** Those with the fewest open conversations first, and people before names. */
function candidates(agents: ReadonlyMap<string, Agent>, load: Load, id: ConversationId): readonly Candidate[] {
  const state = inboxStore.getState();
  return [...agents.values()]
    .filter(({ id: agent, role }) => role !== "bot" && agent !== state.me?.id)
    .map((agent): Candidate => {
      const why = whyNotTake(state, agent, load, id, true);
      return { agent, why: why === "team" || why === "not-a-person" ? undefined : why };
    })
    .sort((a, b) => (load.get(a.agent.id) ?? 0) - (load.get(b.agent.id) ?? 0) || a.agent.name.localeCompare(b.agent.name));
}

function loadWords(agent: Agent, load: Load, t: Words["t"]): string {
  const most = capacityOf(agent, readUi().queueSettings.capacity);
  const held = load.get(agent.id) ?? 0;
  return most === undefined ? t("transfer.load", { count: held }) : t("transfer.loadOf", { held, most });
}

function whyWords(agent: Agent, why: NonNullable<Candidate["why"]>, load: Load, t: Words["t"]): string {
  if (why === "away" || why === "busy") return standingWords(agent, t);
  return why === "full" ? t("transfer.why.full", { load: loadWords(agent, load, t) }) : t(`transfer.why.${why}`);
}

/** [HO8] Where nobody of a team is there it waits in their queue, and that is said before. */
function teamWords(team: Team, people: readonly Candidate[], t: Words["t"]): string {
  const there = people.filter(({ agent, why }) => why === undefined && agent.teamIds.includes(team.id)).length;
  return there === 0 ? t("transfer.team.nobody") : t("transfer.team.there", { count: there });
}
