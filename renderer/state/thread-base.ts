import type { Message, Note, StoryLine } from "../../shared/inbox/message.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";

/** The parts of one conversation as the server knows them, each in order. */
export interface ThreadBase {
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly story: readonly StoryLine[];
}

export const placeMessage = (messages: readonly Message[], message: Message): readonly Message[] => place(messages, message, byMessageOrder);
export const placeNote = (notes: readonly Note[], note: Note): readonly Note[] => place(notes, note, byTime);

/** Puts one part where it belongs. Parts without news keep their objects. */
export function placePart(thread: ThreadBase, row: VersionedRow): ThreadBase {
  if (row.del) return withoutPart(thread, row.e, row.id);
  switch (row.e) {
    case "message":
      return { ...thread, messages: placeMessage(thread.messages, row.row) };
    case "note":
      return { ...thread, notes: placeNote(thread.notes, row.row) };
    case "story":
      return { ...thread, story: place(thread.story, row.row, byTime) };
    default:
      return thread;
  }
}

/** Older messages below those that are there; what is there already may be newer and stays. */
export function addOlder(thread: ThreadBase, older: readonly Message[]): ThreadBase {
  const known = new Set(thread.messages.map(({ id }) => id));
  const added = older.filter(({ id }) => !known.has(id));
  return added.length === 0 ? thread : { ...thread, messages: [...added, ...thread.messages].sort(byMessageOrder) };
}

export const sortThread = ({ messages, notes, story }: ThreadBase): ThreadBase => ({
  messages: messages.toSorted(byMessageOrder),
  notes: notes.toSorted(byTime),
  story: story.toSorted(byTime),
});

function withoutPart(thread: ThreadBase, e: VersionedRow["e"], id: string): ThreadBase {
  const without = <Part extends { readonly id: string }>(parts: readonly Part[]): readonly Part[] => parts.filter((part) => part.id !== id);
  if (e === "message") return { ...thread, messages: without(thread.messages) };
  if (e === "note") return { ...thread, notes: without(thread.notes) };
  return e === "story" ? { ...thread, story: without(thread.story) } : thread;
}

/** News is nearly always at the end, so both looks begin there. */
function place<Part extends { readonly id: string }>(parts: readonly Part[], part: Part, compare: (a: Part, b: Part) => number): readonly Part[] {
  const known = parts.findLastIndex(({ id }) => id === part.id);
  if (known >= 0 && compare(parts[known]!, part) === 0) return parts.with(known, part);

  const others = known < 0 ? parts : parts.toSpliced(known, 1);
  const before = others.findLastIndex((other) => compare(other, part) <= 0);
  return others.toSpliced(before + 1, 0, part);
}

interface Ordered {
  readonly id: string;
  readonly at: number;
}

const byTime = (a: Ordered, b: Ordered): number => a.at - b.at || byId(a, b);
const byMessageOrder = (a: Message, b: Message): number => a.at - b.at || a.order - b.order || byId(a, b);
const byId = (a: Ordered, b: Ordered): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
