import { agentsAtWork } from "../../shared/board/agent-load.ts";
import { EVERYTHING } from "../../shared/board/board-filter.ts";
import { createBoardIndex } from "../../shared/board/board-index.ts";
import { toAgentId, toContactId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { hours, minus, minutes, plus, toDuration, toInstant } from "../../shared/time.ts";
import { searchable } from "../../renderer/state/search-text.ts";
import { aConversationRow } from "../conversation-builder.ts";
import { seededRandom } from "../seeded-random.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * The lead's board over 100,000 conversations with 5,000 breaches and 500 agents: how long the desk needs to fill it from what it
 * has, beside a bare pass over the same conversations that counts the same breaches; and what one piece of news costs at 1,000 and at
 * 100,000.
 */
const ALL = 100_000;
const BREACHES = 5_000;
const AGENTS = 500;
const RUNS = 7;
const EVENTS = 4_000;
const OPENS_WITHIN_MS = 1_000;
const FLAT = 8;
const NOW = toInstant(Date.UTC(2026, 2, 2, 12));
const TIMES = { now: NOW, soon: minutes(15), windowsUntil: plus(NOW, hours(2)) };

function conversationsOf(count: number): readonly Conversation[] {
  const random = seededRandom(21);
  return Array.from({ length: count }, (_, at) => {
    const late = at < (BREACHES * count) / ALL;
    const dueAt = plus(NOW, minutes(late ? -1 - random() * 600 : 1 + random() * 600));
    return aConversationRow({
      id: toConversationId(`c${at}`),
      contactId: toContactId(`p${at}`),
      state: "open",
      assigneeId: toAgentId(`agent${at % AGENTS}`),
      teamId: toTeamId(`team${at % 12}`),
      lastInboundAt: minus(NOW, hours(random() * 20)),
      clocks: [
        { kind: "next-reply", state: "running", startedAt: minus(dueAt, hours(1)), dueAt, pausedMs: toDuration(0), policy: { id: `p${at % 9}`, version: 1 } },
      ],
    });
  });
}

const NAMES = {
  customer: ({ contactId }: Conversation) => `Customer ${contactId}`,
  team: ({ teamId }: Conversation) => teamId ?? "",
  agent: ({ assigneeId }: Conversation) => assigneeId ?? "",
  fold: searchable,
  searched: ({ contactId }: Conversation) => searchable(`Customer ${contactId}`),
};
const PEOPLE = Array.from({ length: AGENTS }, (_, at) => ({
  id: toAgentId(`agent${at}`),
  name: `Agent ${at}`,
  role: "agent" as const,
  teamIds: [],
  capacity: 300,
}));

const timed = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/** What the first picture of the board needs. */
function open(conversations: readonly Conversation[]) {
  const index = createBoardIndex({ names: NAMES });
  index.fill(conversations);
  index.show(EVERYTHING, TIMES);
  const { breached } = index.figures(TIMES);
  agentsAtWork(PEOPLE, index.load(), undefined);
  return { index, breached };
}

function barePass(conversations: readonly Conversation[]): number {
  let breached = 0;
  for (const { clocks, state } of conversations) {
    if (state === "resolved") continue;
    for (const { dueAt, metAt, stoppedAt } of clocks) if (dueAt !== undefined && dueAt <= NOW && metAt === undefined && stoppedAt === undefined) breached += 1;
  }
  return breached;
}

/** One conversation is answered, or falls due at another time, and the numbers are read again; in microseconds. */
function newsCosts(count: number): number {
  const conversations = conversationsOf(count);
  const { index } = open(conversations);
  const random = seededRandom(4);
  const costs: number[] = [];
  for (let event = 0; event < EVENTS; event += 1) {
    const before = conversations[Math.floor(random() * count)]!;
    const dueAt = plus(NOW, minutes(random() * 600 - 60));
    const next = { ...before, clocks: before.clocks.map((clock) => ({ ...clock, dueAt })) };
    costs.push(
      timed(() => {
        index.put(next.id, next);
        index.figures(TIMES);
        for (let row = 0; row < 30; row += 1) index.itemAt(row);
      }),
    );
  }
  return median(costs) * 1_000;
}

await printFigures(async () => {
  const conversations = conversationsOf(ALL);
  const opened = Array.from({ length: RUNS }, () => timed(() => open(conversations)));
  const bare = Array.from({ length: RUNS }, () => timed(() => barePass(conversations)));
  const grouped = open(conversations).index;
  const group = Array.from({ length: RUNS }, (_, run) => timed(() => grouped.show({ ...EVERYTHING, group: run % 2 === 0 ? "agent" : "team" }, TIMES)));
  const search = Array.from({ length: RUNS }, (_, run) => timed(() => grouped.show({ ...EVERYTHING, query: `p9${run}` }, TIMES)));
  const small = newsCosts(1_000);
  const large = newsCosts(ALL);
  if (open(conversations).breached !== barePass(conversations)) throw new Error("The board and the bare pass count differently.");
  return {
    conversations: ALL,
    breaches: barePass(conversations),
    openMs: spread(opened),
    barePassMs: spread(bare),
    groupMs: spread(group),
    searchMs: spread(search),
    newsMicroseconds: { at1000: rounded(small), at100000: rounded(large), times: rounded(large / small) },
    met: { opensWithinASecond: median(opened) < OPENS_WITHIN_MS, newsIsFlat: large < small * FLAT },
  };
});
