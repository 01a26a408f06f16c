import type { AgentId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import type { Agent, Contact } from "../inbox/people.ts";
import { maySee, scopesOf } from "../sync/scopes.ts";
import { availabilityOf } from "./availability.ts";
import { isFull, type Load } from "./capacity.ts";
import type { QueueSettings } from "./queue-settings.ts";

/** [HO5] Why somebody is not given a conversation, the most lasting reason first. */
export type WhyNot = "not-a-person" | "team" | "skill" | "language" | "away" | "busy" | "full";

/** What a conversation asks of whoever takes it. */
export interface Needs {
  readonly skills: readonly string[];
  /** BCP 47; the customer's, as the bot or the contact says it. */
  readonly language?: string | undefined;
}

const folded = (word: string): string => word.trim().toLowerCase();

/** [HO5] The skills that its topic and its labels ask for, and the customer's language. `labelNames`: as people read them. */
export function needsOf(
  { handoff, labels, topic }: Pick<Conversation, "handoff" | "labels" | "topic">,
  contact: Pick<Contact, "language"> | undefined,
  { topicSkills }: Pick<QueueSettings, "topicSkills">,
  labelNames: readonly string[] = [],
): Needs {
  const about = new Set([topic, handoff?.topic, ...labels, ...labelNames].flatMap((word) => (word === undefined ? [] : [folded(word)])));
  const skills = Object.entries(topicSkills).flatMap(([word, skill]) => (about.has(folded(word)) ? [folded(skill)] : []));
  const language = handoff?.language ?? contact?.language;
  return { skills: [...new Set(skills)], ...(language === undefined ? {} : { language }) };
}

/** `pt-BR` is answered by who answers in `pt`, and the other way round. */
const base = (language: string): string => folded(language).split(/[-_]/, 1)[0] ?? "";

/** [HO5] Nothing, where this person may be given it now. Whether they belong to its team is asked only of what is not theirs yet. */
export function whyNot(
  agent: Agent,
  conversation: Pick<Conversation, "assigneeId" | "teamId">,
  needs: Needs,
  load: Load,
  usualCapacity: number,
): WhyNot | undefined {
  if (agent.role === "bot") return "not-a-person";
  if (!maySee(scopesOf(agent), conversation)) return "team";
  const skills = new Set((agent.skills ?? []).map(folded));
  if (!needs.skills.every((skill) => skills.has(skill))) return "skill";
  const { languages } = agent;
  const { language } = needs;
  if (language !== undefined && languages !== undefined && languages.length > 0 && !languages.some((one) => base(one) === base(language))) return "language";
  const availability = availabilityOf(agent);
  if (availability !== "available") return availability;
  return isFull(agent, load, usualCapacity) ? "full" : undefined;
}

export interface WhoMayTake {
  /** Those with the fewest open conversations first. */
  readonly may: readonly AgentId[];
  readonly not: readonly { readonly agentId: AgentId; readonly why: WhyNot }[];
}

/** [HO5] Everybody, sorted into who may take it now and who may not and why. */
export function whoMayTake(
  conversation: Pick<Conversation, "assigneeId" | "teamId">,
  needs: Needs,
  agents: readonly Agent[],
  load: Load,
  usualCapacity: number,
): WhoMayTake {
  const judged = agents.map((agent) => ({ agentId: agent.id, why: whyNot(agent, conversation, needs, load, usualCapacity) }));
  const may = judged.flatMap(({ agentId, why }) => (why === undefined ? [agentId] : []));
  return {
    may: may.sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || (a < b ? -1 : 1)),
    not: judged.flatMap(({ agentId, why }) => (why === undefined ? [] : [{ agentId, why }])),
  };
}
