import { toAgentId, toTeamId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Page } from "../../shared/sync/protocol.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { Move } from "./fan-out-process.ts";

/** Who may see what in the burst: teams of agents, some in two of them, a few leads; conversations that belong to a team, to somebody of another one, or move. */
const TEAMS = 20;
const IN_TWO_TEAMS = 10;
const ONE_LEAD_IN = 100;
const CONVERSATIONS = 2_000;
const IN_GROUPS_OF = 100;
const MOVES = 1;
const IS_ASSIGNED = 2;
/** Not the team beside it, which its people may be in too. */
const NEXT_TEAM = 7;

const teamId = (no: number) => toTeamId(`team-${no % TEAMS}`);

export function planBurst(agents: number) {
  const people = Array.from({ length: agents }, (_, no): Agent => {
    const id = toAgentId(`agent-${no}`);
    if (no % ONE_LEAD_IN === ONE_LEAD_IN - 1) return { id, name: `Lead ${no}`, role: "lead", teamIds: [] };
    return { id, name: `Agent ${no}`, role: "agent", teamIds: no % IN_TWO_TEAMS === 0 ? [teamId(no), teamId(no + 1)] : [teamId(no)] };
  });
  /** The first is for everybody. */
  const conversations = Array.from({ length: CONVERSATIONS }, (_, no): Pick<Conversation, "assigneeId" | "teamId"> => {
    if (no === 0) return {};
    const assignee = people[(no + NEXT_TEAM) % agents]!.id;
    return no % IN_GROUPS_OF === IS_ASSIGNED ? { teamId: teamId(no), assigneeId: assignee } : { teamId: teamId(no) };
  });
  const scopes = people.map(scopesOf);
  /** Where those that move have been, and from which place in the log on. */
  const places = new Map<number, { readonly from: number; readonly no: number }[]>();
  for (let no = MOVES; no < CONVERSATIONS; no += IN_GROUPS_OF) places.set(no, [{ from: 0, no }]);

  /** [I11] As of the end of a page: the cursor of its desk. */
  const mayHave = (desk: number, conversation: number, to: number): boolean => {
    const place = places.get(conversation)?.findLast(({ from }) => from <= to);
    return maySee(scopes[desk]!, place === undefined ? conversations[conversation]! : { teamId: teamId(place.no) });
  };
  return {
    people,
    conversations,
    moves: (first: number, count: number): readonly Move[] =>
      [...places].map(([conversation, been], at) => ({
        before: first + Math.floor(((at + 1) * count) / (places.size + 1)),
        conversation,
        teamId: teamId(been.at(-1)!.no + NEXT_TEAM),
      })),
    moved: (movedAt: readonly number[]): void => [...places.values()].forEach((been, at) => been.push({ from: movedAt[at]!, no: been.at(-1)!.no + NEXT_TEAM })),
    isMoving: (conversation: number) => places.has(conversation),
    mayHave,
    conversationOf: (delta: number, last: number): number => (delta === last ? 0 : delta % CONVERSATIONS),
    /** Rows of a page that its desk may not see. */
    foreign: (desk: number, { rows, to }: Page): number =>
      rows.filter((row) => {
        if (row.row === undefined) return false;
        if (row.e === "conversation") return !maySee(scopes[desk]!, row.row) || !mayHave(desk, numberOf(row.id), to);
        return row.e !== "message" || !mayHave(desk, numberOf(row.row.conversationId), to);
      }).length,
  };
}

const numberOf = (conversationId: string): number => Number(conversationId.slice("conversation-".length));
