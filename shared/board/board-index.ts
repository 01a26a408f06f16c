import { toConversationId, type AgentId, type ConversationId } from "../ids.ts";
import type { Conversation } from "../inbox/conversation.ts";
import { minus, type Duration, type Instant } from "../time.ts";
import { loadOfOne, NO_LOAD, type AgentLoad } from "./agent-load.ts";
import type { BoardFigures } from "./board-figures.ts";
import { EVERYTHING, inTeam, passes, type BoardFilter, type BoardTimes } from "./board-filter.ts";
import { boardOrder, groupOf, type BoardNames } from "./board-order.ts";
import { boardRows, waitsSince, type BoardRow } from "./board-row.ts";
import { createSortedList, type SortedList } from "./sorted-list.ts";

/** What the board shows as one line: a row, or the head of a group. */
export type BoardItem =
  | { readonly kind: "row"; readonly row: BoardRow; readonly place: number }
  | { readonly kind: "group"; readonly key: string; readonly name: string; readonly count: number };

export interface BoardGroupHead {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

/**
 * [BD1] Everything the board says of now, kept up to date change by change: the desk feeds it with its own conversations, the server
 * with the store's, and both say the same. Nothing is sorted or counted anew when something is drawn.
 */
export interface BoardIndex {
  /** Takes over all conversations at once. */
  readonly fill: (conversations: Iterable<Conversation>) => void;
  /** A conversation as it is now; undefined: it is gone. */
  readonly put: (id: ConversationId, conversation: Conversation | undefined) => void;
  readonly show: (filter: BoardFilter, times: BoardTimes) => void;
  /** Time has passed: whether a row came into the list or left it by that. */
  readonly advance: (times: BoardTimes) => boolean;
  readonly figures: (times: BoardTimes) => BoardFigures;
  /** By agent; who is not named has nothing. A new map when something has changed. */
  readonly load: () => ReadonlyMap<AgentId, AgentLoad>;
  /** Rows of the list, without heads; all of them, so not for each piece of news. */
  readonly rows: () => readonly BoardRow[];
  readonly rowCount: () => number;
  readonly groups: () => readonly BoardGroupHead[];
  /** Rows and the heads of groups. */
  readonly itemCount: () => number;
  readonly itemAt: (index: number) => BoardItem | undefined;
  /** Where a row stands among the items; -1 where it does not. */
  readonly itemIndexOf: (key: string) => number;
  readonly rowOf: (key: string) => BoardRow | undefined;
}

interface Deps {
  readonly names: BoardNames;
  /** Rows of others do not exist: for people who are no leads. */
  readonly only?: AgentId | undefined;
}

interface Wait {
  readonly id: ConversationId;
  readonly since: Instant;
}

interface Kept {
  readonly conversation: Conversation;
  readonly rows: readonly BoardRow[];
  readonly wait: Wait | undefined;
}

const byId = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byDue = (a: BoardRow, b: BoardRow): number => a.dueAt - b.dueAt || byId(a.key, b.key);
const bySince = (a: Wait, b: Wait): number => a.since - b.since || byId(a.id, b.id);
const isUnowned = (row: BoardRow): boolean => !isWindow(row) && row.conversation.assigneeId === undefined;
const isWindow = ({ kind }: BoardRow): boolean => kind === "window";

export function createBoardIndex({ names, only }: Deps): BoardIndex {
  const kept = new Map<ConversationId, Kept>();
  const loads = new Map<AgentId, AgentLoad>();
  let published: ReadonlyMap<AgentId, AgentLoad> | undefined;

  let filter: BoardFilter = EVERYTHING;
  let times: BoardTimes | undefined;
  let order = boardOrder(filter, names);
  // Of the team that is looked at.
  let clocks = createSortedList(byDue);
  /** Of those, what nobody has. */
  let unowned = createSortedList(byDue);
  let windows = createSortedList(byDue);
  let waits = createSortedList(bySince);
  let shown: SortedList<BoardRow> = createSortedList(order.compare);
  const counts = new Map<string, number>();
  let heads: readonly BoardGroupHead[] | undefined;

  /** A key begins with its conversation's. */
  const rowOf = (key: string): BoardRow | undefined => kept.get(toConversationId(key.slice(0, key.indexOf(" "))))?.rows.find((row) => row.key === key);
  const inScope = (conversation: Conversation): boolean => inTeam({ conversation }, filter.team) && (only === undefined || conversation.assigneeId === only);
  const belongs = (row: BoardRow): boolean => times !== undefined && passes(row, filter, times) && order.contains(row);

  const count = (row: BoardRow, by: 1 | -1): void => {
    if (filter.group === "none") return;
    const { key } = groupOf(row, filter.group, names);
    const next = (counts.get(key) ?? 0) + by;
    if (next === 0) counts.delete(key);
    else counts.set(key, next);
    heads = undefined;
  };
  const enter = (row: BoardRow): void => {
    shown.add(row);
    count(row, 1);
  };
  const leave = (row: BoardRow): boolean => {
    const was = shown.remove(row);
    if (was) count(row, -1);
    return was;
  };

  const weigh = (conversation: Conversation, by: 1 | -1): void => {
    const { assigneeId } = conversation;
    if (assigneeId === undefined) return;
    const { open, waiting } = loadOfOne(conversation);
    const now = loads.get(assigneeId) ?? NO_LOAD;
    loads.set(assigneeId, { open: now.open + by * open, waiting: now.waiting + by * waiting });
    published = undefined;
  };

  const keep = (conversation: Conversation): Kept => {
    const since = waitsSince(conversation);
    const entry = { conversation, rows: boardRows(conversation), wait: since === undefined ? undefined : { id: conversation.id, since } };
    kept.set(conversation.id, entry);
    weigh(conversation, 1);
    return entry;
  };

  const drop = (id: ConversationId): void => {
    const entry = kept.get(id);
    if (entry === undefined) return;
    kept.delete(id);
    weigh(entry.conversation, -1);
    if (!inScope(entry.conversation)) return;
    for (const row of entry.rows) {
      (isWindow(row) ? windows : clocks).remove(row);
      if (isUnowned(row)) unowned.remove(row);
      leave(row);
    }
    if (entry.wait !== undefined) waits.remove(entry.wait);
  };

  const place = ({ conversation, rows, wait }: Kept): void => {
    if (!inScope(conversation)) return;
    for (const row of rows) {
      (isWindow(row) ? windows : clocks).add(row);
      if (isUnowned(row)) unowned.add(row);
      if (belongs(row)) enter(row);
    }
    if (wait !== undefined) waits.add(wait);
  };

  /** Sorts once, after a wish of the person's. */
  const sortAll = (): void => {
    const clockRows: BoardRow[] = [];
    const windowRows: BoardRow[] = [];
    const waiting: Wait[] = [];
    for (const { conversation, rows, wait } of kept.values()) {
      if (!inScope(conversation)) continue;
      for (const row of rows) (isWindow(row) ? windowRows : clockRows).push(row);
      if (wait !== undefined) waiting.push(wait);
    }
    clocks = createSortedList(byDue, clockRows.sort(byDue));
    unowned = createSortedList(byDue, clocks.items().filter(isUnowned));
    windows = createSortedList(byDue, windowRows.sort(byDue));
    waits = createSortedList(bySince, waiting.sort(bySince));
    walk();
  };

  const walk = (): void => {
    shown = createSortedList(order.compare, order.sort([...clocks.items().filter(belongs), ...windows.items().filter(belongs)]));
    counts.clear();
    for (const row of shown.items()) count(row, 1);
    heads = undefined;
  };

  const groups = (): readonly BoardGroupHead[] => {
    if (filter.group === "none") return [];
    heads ??= order.sortGroups([...counts].map(([key, many]) => ({ key, name: order.nameOfGroup(key), count: many })));
    return heads;
  };

  const itemAt = (index: number): BoardItem | undefined => {
    if (filter.group === "none") return rowItem(index);
    let before = 0;
    for (const [at, head] of groups().entries()) {
      const first = before + at;
      if (index === first) return { kind: "group", ...head };
      if (index <= first + head.count) return rowItem(index - at - 1);
      before += head.count;
    }
    return undefined;
  };
  const rowItem = (place_: number): BoardItem | undefined => {
    const row = shown.at(place_);
    return row === undefined ? undefined : { kind: "row", row, place: place_ };
  };

  return {
    fill: (conversations) => {
      kept.clear();
      loads.clear();
      published = undefined;
      for (const conversation of conversations) keep(conversation);
      sortAll();
    },
    put: (id, conversation) => {
      drop(id);
      if (conversation !== undefined) place(keep(conversation));
    },
    show: (next, at) => {
      const sameScope = next.team === filter.team;
      filter = next;
      times = at;
      order = boardOrder(filter, names);
      if (sameScope) walk();
      else sortAll();
    },
    advance: (at) => {
      const before = times;
      times = at;
      if (before === undefined || at.now < before.now || at.soon !== before.soon || at.windowsUntil < before.windowsUntil) {
        walk();
        return true;
      }
      let moved = false;
      const look = ({ at: rowAt, countUntil }: SortedList<BoardRow>, after: number, until: number): void => {
        const last = countUntil(({ dueAt }) => dueAt > until);
        for (let index = countUntil(({ dueAt }) => dueAt > after); index < last; index += 1) {
          const row = rowAt(index);
          if (row === undefined) continue;
          const isIn = shown.indexOf(row) >= 0;
          const shouldBe = belongs(row);
          if (isIn === shouldBe) continue;
          if (shouldBe) enter(row);
          else leave(row);
          moved = true;
        }
      };
      if (filter.state === "breached" || filter.state === "soon") {
        look(clocks, before.now, at.now);
        look(clocks, before.now + before.soon, at.now + at.soon);
      }
      look(windows, before.now, at.now);
      look(windows, before.windowsUntil, at.windowsUntil);
      return moved;
    },
    figures: ({ now, soon, windowsUntil }) => {
      const breached = clocks.countUntil(({ dueAt }) => dueAt > now);
      const untilSoon = clocks.countUntil(({ dueAt }) => dueAt > now + soon);
      const closed = windows.countUntil(({ dueAt }) => dueAt > now);
      const untilClosing = windows.countUntil(({ dueAt }) => dueAt > windowsUntil);
      const oldest = waits.at(0);
      return {
        breached,
        overdueSince: breached === 0 ? undefined : clocks.at(0)?.dueAt,
        soon: untilSoon - breached,
        soonUnassigned: unowned.countUntil(({ dueAt }) => dueAt > now + soon) - unowned.countUntil(({ dueAt }) => dueAt > now),
        windows: Math.max(0, untilClosing - closed),
        waiting: waits.length(),
        oldestWait: oldest === undefined ? undefined : { conversationId: oldest.id, since: oldest.since },
        changesAt: earliest([clocks.at(breached)?.dueAt, minusSoon(clocks.at(untilSoon)?.dueAt, soon), windows.at(closed)?.dueAt]),
      };
    },
    load: () => (published ??= new Map(loads)),
    rows: () => shown.items(),
    rowCount: () => shown.length(),
    groups,
    itemCount: () => shown.length() + groups().length,
    itemAt,
    itemIndexOf: (key) => {
      const row = rowOf(key);
      const at = row === undefined ? -1 : shown.indexOf(row);
      if (at < 0 || filter.group === "none") return at;
      let before = 0;
      for (const [group, head] of groups().entries()) {
        before += head.count;
        if (at < before) return at + group + 1;
      }
      return -1;
    },
    rowOf,
  };
}

const minusSoon = (dueAt: Instant | undefined, soon: Duration): Instant | undefined => (dueAt === undefined ? undefined : minus(dueAt, soon));

const earliest = (instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce((first, at) => (at !== undefined && (first === undefined || at < first) ? at : first), undefined);
