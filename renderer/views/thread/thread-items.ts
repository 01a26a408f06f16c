import type { Conversation } from "../../../shared/inbox/conversation.ts";
import type { Message, Note, StoryLine } from "../../../shared/inbox/message.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import type { Instant } from "../../../shared/time.ts";
import { minutes } from "../../../shared/time.ts";
import type { Thread } from "../../state/inbox-state.ts";
import { localDay } from "../words/local-day.ts";

/** What came of a message afterwards: edits, deletion and reactions are messages of their own that fold into it. */
export interface Folded {
  readonly message: Message;
  readonly editedTo?: { readonly body: string; readonly at: Instant } | undefined;
  readonly revokedAt?: Instant | undefined;
  /** The newest emoji of each side. */
  readonly reactions: readonly { readonly emoji: string; readonly direction: "in" | "out" }[];
}

export type ThreadItem =
  | { readonly kind: "day"; readonly key: string; readonly at: Instant }
  /** `first` and `last` in a group of one author within a few minutes. */
  | { readonly kind: "message"; readonly key: string; readonly at: Instant; readonly folded: Folded; readonly first: boolean; readonly last: boolean }
  | { readonly kind: "note"; readonly key: string; readonly at: Instant; readonly note: Note }
  | { readonly kind: "story"; readonly key: string; readonly at: Instant; readonly line: StoryLine }
  | { readonly kind: "met"; readonly key: string; readonly at: Instant; readonly clock: Clock; readonly told: boolean };

type Entry = Exclude<ThreadItem, { kind: "day" }>;

const GROUP = minutes(3);

/** The story of a conversation in order: messages with what folds into them, notes, system lines, days. */
export function threadItems({ messages, notes, story }: Pick<Thread, "messages" | "notes" | "story">, clocks: Conversation["clocks"]): readonly ThreadItem[] {
  const entries: Entry[] = [
    ...fold(messages).map((folded): Entry => ({ kind: "message", key: folded.message.id, at: folded.message.at, folded, first: true, last: true })),
    ...notes.map((note): Entry => ({ kind: "note", key: note.id, at: note.at, note })),
    ...story.map((line): Entry => ({ kind: "story", key: line.id, at: line.at, line })),
    ...metLines(clocks, messages, story),
  ];
  const sorted = entries
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => orderOf(a.entry) - orderOf(b.entry) || a.index - b.index)
    .map(({ entry }) => entry);

  const items: ThreadItem[] = [];
  let day: number | undefined;
  sorted.forEach((entry, index) => {
    const today = localDay(entry.at);
    if (today !== day) items.push({ kind: "day", key: `day-${today}`, at: entry.at });
    day = today;
    items.push(entry.kind === "message" ? { ...entry, first: !sameGroup(sorted[index - 1], entry), last: !sameGroup(entry, sorted[index + 1]) } : entry);
  });
  return items;
}

const isPending = (entry: Entry): boolean => entry.kind === "message" && entry.folded.message.order === Number.MAX_SAFE_INTEGER;
const orderOf = (entry: Entry): number => (isPending(entry) ? Number.MAX_SAFE_INTEGER : entry.at);

/** Edits, deletions and reactions whose message is here become part of it; those without stay visible by themselves. */
export function fold(messages: readonly Message[]): readonly Folded[] {
  const byWamid = new Map(messages.flatMap((message) => (message.wamid === undefined ? [] : [[message.wamid, message.id] as const])));
  const edits = new Map<string, { body: string; at: Instant }>();
  const revokes = new Map<string, Instant>();
  const reactions = new Map<string, Map<"in" | "out", string>>();
  const folded = new Set<string>();

  for (const { id, at, content, direction } of messages) {
    if (content.type !== "edit" && content.type !== "revoke" && content.type !== "reaction") continue;
    const target = byWamid.get(content.target);
    if (target === undefined) continue;
    folded.add(id);
    if (content.type === "edit") edits.set(target, { body: content.body, at });
    else if (content.type === "revoke") revokes.set(target, at);
    else reactions.set(target, (reactions.get(target) ?? new Map<"in" | "out", string>()).set(direction, content.emoji));
  }

  // What was taken back for another to go in its place is told by that one.
  const replaced = new Set(messages.flatMap(({ replaces }) => replaces ?? []));
  return messages
    .filter(({ clientId, id, state }) => !folded.has(id) && !(state === "cancelled" && clientId !== undefined && replaced.has(clientId)))
    .map((message) => ({
      message,
      editedTo: edits.get(message.id),
      revokedAt: revokes.get(message.id),
      reactions: [...(reactions.get(message.id) ?? [])].filter(([, emoji]) => emoji !== "").map(([direction, emoji]) => ({ direction, emoji })),
    }));
}

function sameGroup(before: Entry | undefined, after: Entry | undefined): boolean {
  if (before?.kind !== "message" || after?.kind !== "message") return false;
  const a = before.folded.message;
  const b = after.folded.message;
  return (
    a.direction === b.direction && a.author.kind === b.author.kind && a.author.id === b.author.id && b.at - a.at < GROUP && localDay(a.at) === localDay(b.at)
  );
}

/** A line where a reply clock was met, as far as its reply is in sight; whether the story tells of its miss. */
function metLines(clocks: readonly Clock[], messages: readonly Message[], story: readonly StoryLine[]): Entry[] {
  const from = messages[0]?.at;
  if (from === undefined) return [];
  return clocks.flatMap((clock): Entry[] =>
    (clock.kind === "first-reply" || clock.kind === "next-reply") && clock.metAt !== undefined && clock.metAt >= from
      ? [{ kind: "met", key: `met-${clock.kind}-${clock.startedAt}`, at: (clock.metAt + 1) as Instant, clock, told: tellsOfMiss(story, clock) }]
      : [],
  );
}

const tellsOfMiss = (story: readonly StoryLine[], { breachedAt, kind }: Clock): boolean =>
  breachedAt !== undefined && story.some((line) => line.kind === "breach" && line.data["clock"] === kind && line.at === breachedAt);
