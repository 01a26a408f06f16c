import type { Conversation, Priority } from "../inbox/conversation.ts";
import { NOBODY, type BoardFilter, type BoardGroup } from "./board-filter.ts";
import { BOARD_CLOCKS, type BoardRow } from "./board-row.ts";

/** What rows are called, found and sorted by. Folded words: lower case, without accents. */
export interface BoardNames {
  readonly customer: (conversation: Conversation) => string;
  readonly team: (conversation: Conversation) => string;
  readonly agent: (conversation: Conversation) => string;
  readonly fold: (text: string) => string;
  /** Everything in which a search looks, folded. */
  readonly searched: (conversation: Conversation) => string;
}

export interface BoardOrder {
  readonly compare: (a: BoardRow, b: BoardRow) => number;
  /** Once for many: what is compared is made beforehand. */
  readonly sort: (rows: readonly BoardRow[]) => readonly BoardRow[];
  /** Whether the search finds the row. */
  readonly contains: (row: BoardRow) => boolean;
  readonly nameOfGroup: (key: string) => string;
  readonly sortGroups: <Head extends { readonly key: string; readonly name: string }>(heads: readonly Head[]) => readonly Head[];
}

interface Keys {
  readonly group: string;
  readonly groupKey: string;
  readonly by: string | number;
}

const PRIORITY: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The group in which a row stands, and what it is called; an empty name where nobody or nothing has it. */
export function groupOf({ clock, conversation }: BoardRow, group: BoardGroup, names: BoardNames): { readonly key: string; readonly name: string } {
  switch (group) {
    case "none":
      return { key: "", name: "" };
    case "policy":
      return { key: clock?.policy?.id ?? NOBODY, name: clock?.policy?.name ?? clock?.policy?.id ?? "" };
    case "team":
      return { key: conversation.teamId ?? NOBODY, name: names.team(conversation) };
    case "agent":
      return { key: conversation.assigneeId ?? NOBODY, name: names.agent(conversation) };
  }
}

/** By group, then by what was asked for, then what falls due first; names are read once for each row. */
export function boardOrder(filter: BoardFilter, names: BoardNames): BoardOrder {
  const groupNames = new Map<string, string>();
  const words = names
    .fold(filter.query)
    .split(/\s+/)
    .filter((word) => word !== "");
  const keys = new WeakMap<BoardRow, Keys>();

  const ranks = new Map<string, string>();
  const rankOf = (key: string, name: string): string => {
    const known = ranks.get(key);
    if (known !== undefined) return known;
    const rank = groupRank(key, names.fold(name));
    ranks.set(key, rank);
    groupNames.set(key, name);
    return rank;
  };

  const keyOf = (row: BoardRow): Keys => {
    const known = keys.get(row);
    if (known !== undefined) return known;
    const { key, name } = groupOf(row, filter.group, names);
    const fresh = { group: rankOf(key, name), groupKey: key, by: sortKey(row) };
    keys.set(row, fresh);
    return fresh;
  };
  const sortKey = (row: BoardRow): string | number => {
    const { conversation, dueAt, kind } = row;
    switch (filter.sort) {
      case "due":
        return dueAt;
      case "customer":
        return names.fold(names.customer(conversation));
      case "clock":
        return BOARD_CLOCKS.indexOf(kind);
      case "team":
        return names.fold(names.team(conversation));
      case "agent":
        return names.fold(names.agent(conversation));
      case "priority":
        return PRIORITY[conversation.priority];
    }
  };
  const sign = filter.descending ? -1 : 1;
  const byDue = (a: BoardRow, b: BoardRow): number => a.dueAt - b.dueAt || compareText(a.key, b.key);
  const compareKeys = (left: Keys, right: Keys): number => {
    const grouped = compareText(left.group, right.group) || compareText(left.groupKey, right.groupKey);
    if (grouped !== 0) return grouped;
    const asked = typeof left.by === "number" && typeof right.by === "number" ? left.by - right.by : compareText(String(left.by), String(right.by));
    return sign * asked;
  };
  const isPlain = filter.group === "none" && filter.sort === "due" && !filter.descending;

  return {
    compare: isPlain ? byDue : (a, b) => compareKeys(keyOf(a), keyOf(b)) || byDue(a, b),
    sort: (rows) =>
      isPlain
        ? rows.toSorted(byDue)
        : rows
            .map((row) => ({ row, keys: keyOf(row) }))
            .sort((a, b) => compareKeys(a.keys, b.keys) || byDue(a.row, b.row))
            .map(({ row }) => row),
    contains: (row) => {
      if (words.length === 0) return true;
      const text = names.searched(row.conversation);
      return words.every((word) => text.includes(word));
    },
    nameOfGroup: (key) => groupNames.get(key) ?? "",
    sortGroups: (heads) =>
      heads.toSorted((a, b) => compareText(groupRank(a.key, names.fold(a.name)), groupRank(b.key, names.fold(b.name))) || compareText(a.key, b.key)),
  };
}

/** What nobody has stands first. */
const groupRank = (key: string, folded: string): string => (key === NOBODY ? "" : `1${folded}`);
