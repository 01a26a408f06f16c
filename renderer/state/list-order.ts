import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { sortNumber, type SortKey } from "../../shared/inbox/views.ts";

/** Where a conversation stands in the columns below: a small number that is used again when it is free. */
export type Slot = number;

/** The slots of all conversations in the order of one sort key. A change moves one slot; nothing is ever sorted again. */
export interface ListOrder {
  readonly sort: SortKey;
  /** In order. Read, never written. */
  readonly slots: readonly Slot[];
  readonly place: (slot: Slot, conversation: Conversation) => void;
  readonly remove: (slot: Slot) => void;
  /** Compares two slots as they stand now. */
  readonly compare: (a: Slot, b: Slot) => number;
}

interface Columns {
  readonly conversationOf: (slot: Slot) => Conversation;
  /** Settles equal numbers, and must not change while a slot is in use. */
  readonly idOf: (slot: Slot) => ConversationId;
}

/** Sorts `present` once; from then on every change is a binary search. */
export function createListOrder(sort: SortKey, present: Iterable<Slot>, { conversationOf, idOf }: Columns): ListOrder {
  const numbers: number[] = [];
  const slots: Slot[] = [];

  const compare = (a: Slot, b: Slot): number => {
    const difference = numbers[a]! - numbers[b]!;
    if (difference !== 0) return difference;
    const idA = idOf(a);
    const idB = idOf(b);
    return idA < idB ? -1 : idA > idB ? 1 : 0;
  };

  for (const slot of present) {
    numbers[slot] = sortNumber(conversationOf(slot), sort);
    slots.push(slot);
  }
  slots.sort(compare);

  return {
    sort,
    slots,
    compare,
    place: (slot, conversation) => {
      const number = sortNumber(conversation, sort);
      if (numbers[slot] === number) return;
      if (numbers[slot] !== undefined && !Number.isNaN(numbers[slot])) slots.splice(positionOf(slots, slot, compare), 1);
      numbers[slot] = number;
      slots.splice(positionOf(slots, slot, compare), 0, slot);
    },
    remove: (slot) => {
      slots.splice(positionOf(slots, slot, compare), 1);
      numbers[slot] = Number.NaN;
    },
  };
}

/** The place of a slot in a sorted list, or where it would go. */
export function positionOf(sorted: readonly Slot[], slot: Slot, compare: (a: Slot, b: Slot) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]!, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
