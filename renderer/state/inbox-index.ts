import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { closesAt, CLOSING_SOON, inView, VIEWS, type FixedView, type SortKey, type ViewKey } from "../../shared/inbox/views.ts";
import type { Instant } from "../../shared/time.ts";
import { createDueHeap } from "./due-heap.ts";
import { createListOrder, positionOf, type ListOrder, type Slot } from "./list-order.ts";
import { searchWords } from "./search-text.ts";
import { createTextColumn } from "./text-column.ts";

/**
 * Which conversations stand in which view, in which order, and how many: kept up to date change by change [PF15].
 * Conversations live in columns by slot; a view is a walk over a sorted column [PF12].
 */
export interface InboxIndex {
  /** Adds one of many at the start, without an order yet: `show` afterwards sorts them once. */
  readonly fill: (conversation: Conversation, text: string, now: Instant) => void;
  readonly put: (conversation: Conversation, text: string, now: Instant) => void;
  readonly remove: (id: ConversationId) => void;
  readonly show: (view: ViewKey, sort: SortKey, query: string, now: Instant) => void;
  /** Looks again at those whose place in a view changes by time alone. */
  readonly tick: (now: Instant) => void;
  /** After the clock was set back: looks at all. */
  readonly lookAgain: (now: Instant) => void;
  /** Sorts by a key that nobody has asked for yet, so that nobody waits for it then; whether there was one. */
  readonly prepareOrder: () => boolean;
  readonly nextChangeAt: () => Instant | undefined;
  /** A new array when the list on screen has changed, else the same. */
  readonly ids: () => readonly ConversationId[];
  /** A new object when a count has changed, else the same. */
  readonly counts: () => Readonly<Record<string, number>>;
}

export function createInboxIndex(me: AgentId): InboxIndex {
  const slotOf = new Map<ConversationId, Slot>();
  const conversations: Conversation[] = [];
  const ids: ConversationId[] = [];
  const texts = createTextColumn();
  /** One bit a fixed view. */
  const marks: number[] = [];
  /** The labels and the team that it is listed under, as a number in `groupSets`. */
  const groups: number[] = [];
  const groupSets = createGroupSets();
  const freeSlots: Slot[] = [];
  const orders = new Map<SortKey, ListOrder>();
  const changes = createDueHeap<ConversationId>();

  const tallies = new Map<string, number>();
  let counts: Readonly<Record<string, number>> | undefined;

  let view: ViewKey = "due";
  let words: readonly string[] = [];
  let shown: Slot[] = [];
  let shownIds: ConversationId[] = [];
  let isPublished = false;

  const idOf = (slot: Slot): ConversationId => ids[slot]!;

  const orderBy = (sort: SortKey): ListOrder => {
    const known = orders.get(sort);
    if (known !== undefined) return known;

    const order = createListOrder(sort, slotOf.values(), { conversationOf: (slot) => conversations[slot]!, idOf });
    orders.set(sort, order);
    return order;
  };
  let order = orderBy("due");

  const belongs = (slot: Slot): boolean => isInView(slot) && texts.containsAll(slot, words);

  /** Made once for each view: it is asked 100,000 times in a row. */
  const membershipOf = (key: ViewKey): ((slot: Slot) => boolean) => {
    const bit = BIT[key as FixedView];
    if (bit !== undefined) return (slot) => (marks[slot]! & bit) !== 0;
    return (slot) => groupSets.keysOf(groups[slot]!).includes(key);
  };
  let isInView = membershipOf(view);

  /** The list that was handed out is never changed. */
  const editShown = (): void => {
    if (!isPublished) return;
    shownIds = shownIds.slice();
    isPublished = false;
  };

  const takeOut = (at: number): void => {
    editShown();
    shown.splice(at, 1);
    shownIds.splice(at, 1);
  };

  const putIn = (at: number, slot: Slot): void => {
    editShown();
    shown.splice(at, 0, slot);
    shownIds.splice(at, 0, idOf(slot));
  };

  const indexInShown = (slot: Slot): number => {
    const at = positionOf(shown, slot, order.compare);
    return shown[at] === slot ? at : -1;
  };

  const tally = (key: string, by: 1 | -1): void => {
    tallies.set(key, (tallies.get(key) ?? 0) + by);
    counts = undefined;
  };

  const tallyMarks = (before: number, after: number): void => {
    if (before === after) return;
    for (const key of VIEWS) {
      const by = (after & BIT[key]) - (before & BIT[key]);
      if (by !== 0) tally(key, by > 0 ? 1 : -1);
    }
    const risk = Number((after & AT_RISK) !== 0) - Number((before & AT_RISK) !== 0);
    if (risk !== 0) tally("at-risk", risk > 0 ? 1 : -1);
  };

  const regroup = (slot: Slot, after: number): void => {
    const before = groups[slot]!;
    if (before === after) return;
    for (const key of groupSets.keysOf(before)) tally(key, -1);
    for (const key of groupSets.keysOf(after)) tally(key, 1);
    groups[slot] = after;
  };

  const remark = (slot: Slot, now: Instant): void => {
    const conversation = conversations[slot]!;
    const after = marksOf(conversation, me, now);
    tallyMarks(marks[slot]!, after);
    marks[slot] = after;
    changes.set(conversation.id, nextChange(conversation, now));
  };

  /** For what changes by time: the order stands still, the membership may not. */
  const revisit = (id: ConversationId, now: Instant): void => {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    remark(slot, now);
    const at = indexInShown(slot);
    const stays = belongs(slot);
    if (at >= 0 && !stays) takeOut(at);
    if (at < 0 && stays) putIn(positionOf(shown, slot, order.compare), slot);
  };

  const walk = (): void => {
    const hits = words.length === 0 ? undefined : texts.hits(words);
    shown = order.slots.filter((slot) => isInView(slot) && hits?.[slot] !== 0);
    shownIds = shown.map(idOf);
    isPublished = false;
  };

  /** With every letter more a search looks only at what it had found, and for the word that changed. */
  const narrow = (unsought: readonly string[]): void => {
    const hits = unsought.length === 0 ? undefined : texts.hits(unsought);
    const next = hits === undefined ? shown : shown.filter((slot) => hits[slot] !== 0);
    if (next.length === shown.length) return;
    shown = next;
    shownIds = shown.map(idOf);
    isPublished = false;
  };

  const write = (conversation: Conversation, text: string, now: Instant): Slot => {
    const known = slotOf.get(conversation.id);
    const slot = known ?? freeSlots.pop() ?? conversations.length;

    slotOf.set(conversation.id, slot);
    conversations[slot] = conversation;
    ids[slot] = conversation.id;
    texts.set(slot, text);
    if (known === undefined) {
      marks[slot] = 0;
      groups[slot] = NO_GROUPS;
    }
    remark(slot, now);
    regroup(slot, groupSets.numberOf(groupsOf(conversation)));
    return slot;
  };

  return {
    fill: (conversation, text, now) => {
      orders.clear();
      write(conversation, text, now);
    },
    put: (conversation, text, now) => {
      const known = slotOf.get(conversation.id);
      const at = known === undefined ? -1 : indexInShown(known);
      const slot = write(conversation, text, now);
      for (const each of orders.values()) each.place(slot, conversation);

      const stays = belongs(slot);
      if (at < 0) {
        if (stays) putIn(positionOf(shown, slot, order.compare), slot);
      } else if (!stays) {
        takeOut(at);
      } else if (!isInPlace(shown, at, order)) {
        takeOut(at);
        putIn(positionOf(shown, slot, order.compare), slot);
      }
    },
    remove: (id) => {
      const slot = slotOf.get(id);
      if (slot === undefined) return;
      const at = indexInShown(slot);
      if (at >= 0) takeOut(at);
      tallyMarks(marks[slot]!, 0);
      regroup(slot, NO_GROUPS);
      for (const each of orders.values()) each.remove(slot);
      changes.set(id, undefined);
      slotOf.delete(id);
      freeSlots.push(slot);
      marks[slot] = 0;
      texts.set(slot, "");
    },
    show: (nextView, sort, query, now) => {
      for (const id of changes.take(now)) revisit(id, now);
      const nextWords = searchWords(query);
      const isNarrower = view === nextView && orders.get(sort) === order && containsEach(nextWords, words);
      const unsought = nextWords.filter((word) => !words.includes(word));
      view = nextView;
      isInView = membershipOf(view);
      words = nextWords;
      order = orderBy(sort);
      if (isNarrower) narrow(unsought);
      else walk();
    },
    tick: (now) => {
      for (const id of changes.take(now)) revisit(id, now);
    },
    lookAgain: (now) => {
      for (const slot of slotOf.values()) remark(slot, now);
      walk();
    },
    prepareOrder: () => {
      const missing = SORT_KEYS.find((sort) => !orders.has(sort));
      if (missing !== undefined) orderBy(missing);
      return missing !== undefined;
    },
    nextChangeAt: () => changes.nextAt() as Instant | undefined,
    ids: () => {
      isPublished = true;
      return shownIds;
    },
    counts: () => (counts ??= Object.fromEntries(tallies)),
  };
}

const BIT = Object.fromEntries(VIEWS.map((view, at) => [view, 1 << at])) as Readonly<Record<FixedView, number>>;

/** What the badge counts: a reply that is late, or a window about to close. */
const AT_RISK = BIT.closing | BIT.breached;

const marksOf = (conversation: Conversation, me: AgentId, now: Instant): number =>
  VIEWS.reduce((bits, view) => (inView(conversation, view, me, now) ? bits | BIT[view] : bits), 0);

/** Whether whatever contains all the new words contains all the old ones too. */
const containsEach = (next: readonly string[], before: readonly string[]): boolean => before.every((old) => next.some((word) => word.includes(old)));

const isActive = ({ state }: Conversation): boolean => state !== "resolved" && state !== "snoozed";

const SORT_KEYS: readonly SortKey[] = ["due", "newest", "oldest", "window"];

const NO_GROUPS = 0;

/** Most conversations stand in one of few sets of groups, so that a number says which: a walk over all looks at numbers alone [PF12]. */
function createGroupSets() {
  const sets: (readonly string[])[] = [[]];
  const numbers = new Map<string, number>([["", NO_GROUPS]]);
  return {
    numberOf: (keys: readonly string[]): number => {
      const name = keys.join("\n");
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, sets.length);
      return sets.push(keys) - 1;
    },
    keysOf: (number: number): readonly string[] => sets[number]!,
  };
}

function groupsOf(conversation: Conversation): readonly string[] {
  if (!isActive(conversation)) return [];
  const labels = conversation.labels.map((id) => `label:${id}`);
  return conversation.teamId === undefined ? labels : [...labels, `team:${conversation.teamId}`];
}

const isInPlace = (shown: readonly Slot[], at: number, { compare }: ListOrder): boolean =>
  (at === 0 || compare(shown[at - 1]!, shown[at]!) <= 0) && (at === shown.length - 1 || compare(shown[at]!, shown[at + 1]!) <= 0);

/** When this conversation next enters or leaves "closing" or "breached" without news. */
function nextChange(conversation: Conversation, now: Instant): Instant | undefined {
  if (!isActive(conversation)) return undefined;
  let next = Number.POSITIVE_INFINITY;
  const consider = (at: number | undefined): void => {
    if (at !== undefined && at > now && at < next) next = at;
  };

  const closes = closesAt(conversation);
  if (closes !== undefined) consider(closes - CLOSING_SOON);
  consider(closes);
  for (const clock of conversation.clocks) if (clock.state === "running") consider(clock.dueAt);
  return next === Number.POSITIVE_INFINITY ? undefined : (next as Instant);
}
