import type { TeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";

/** For whom somebody writes: their own team where they have one, else the conversation's. */
export const teamOf = (agent: Agent | undefined, { teamId }: Pick<Conversation, "teamId">): TeamId | undefined =>
  agent?.teamIds.length === 1 ? agent.teamIds[0] : teamId;
