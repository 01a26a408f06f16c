import { isDialogueAct } from "./dialogue-acts.ts";
import { addUnit, createField, type Field } from "./postings.ts";
import { createScratch, type Scratch } from "./scratch.ts";
import { hashOf, termsOf } from "./tokens.ts";

/** Who said what: all that is read of a message. */
export interface Turn {
  readonly from: "customer" | "agent";
  readonly text: string;
}

/** Terms of a text with their weights. */
export type Bag = Map<number, number>;

/** The workspace's past conversations, as counts of hashed terms. */
export interface History {
  /** Every reply's words and pairs of words; what stood before it; the turns around it. */
  readonly reply: Field;
  readonly before: Field;
  /** What the customer said last before each reply. */
  readonly asked: Field;
  readonly around: Field;
  /** Every conversation's words. */
  readonly talk: Field;
  /** Conversation of each reply. */
  readonly owners: number[];
  /** First reply of each conversation; one more at the end. */
  readonly starts: number[];
  /** Replies that are word for word the same, by the hash of the whole. */
  readonly same: Map<number, number[]>;
  /** The team's labels: their numbers by name, and those of each conversation. */
  readonly labels: { readonly names: Map<string, number>; readonly labels: (readonly number[])[] };
  readonly scratch: Scratch;
}

export const createHistory = (): History => ({
  reply: createField(),
  before: createField(),
  asked: createField(),
  around: createField(),
  talk: createField(),
  owners: [],
  starts: [0],
  same: new Map(),
  labels: { names: new Map(), labels: [] },
  scratch: createScratch(),
});

/** How much a turn counts, the newest first. */
export const RECENCY = [1, 0.7, 0.5, 0.3] as const;

/** A turn as the model keeps it: no words, and no order of words. */
export interface ReadTurn {
  readonly from: "customer" | "agent";
  /** Hashed, in rising order, as often as they stand. */
  readonly terms: readonly number[];
  /** Neighbouring words, hashed together. */
  readonly pairs: readonly number[];
  /** The whole text, hashed: word for word the same replies share it. */
  readonly key: number;
  readonly question: boolean;
  /** An agent's turn that bears no topic (dialogue-acts.ts). */
  readonly act: boolean;
}

/** A conversation as the model keeps it. */
export interface KeptConversation {
  readonly turns: readonly ReadTurn[];
  readonly labels: readonly string[];
}

export function readTurn({ from, text }: Turn): ReadTurn {
  const words = termsOf(text);
  return {
    from,
    terms: words.map(hashOf).sort(rising),
    pairs: words
      .slice(1)
      .map((word, i) => hashOf(`${words[i]} ${word}`))
      .sort(rising),
    key: hashOf(words.join(" ")),
    question: /[?？؟]/u.test(text),
    act: from === "agent" && isDialogueAct(text),
  };
}

const rising = (a: number, b: number): number => a - b;

export function addTo(bag: Bag, terms: readonly number[], weight: number): void {
  for (const term of terms) bag.set(term, (bag.get(term) ?? 0) + weight);
}

/** Adds the turns of a conversation; returns its number. */
export function addTurns(history: History, turns: readonly ReadTurn[], labels: readonly string[] = []): number {
  const owner = history.starts.length - 1;
  const talk: Bag = new Map();
  for (const [i, turn] of turns.entries()) {
    addTo(talk, turn.terms, 1);
    if (turn.from === "customer") continue;
    const unit = history.owners.length;
    history.owners.push(owner);
    const twins = history.same.get(turn.key);
    if (twins === undefined) history.same.set(turn.key, [unit]);
    else twins.push(unit);

    const reply: Bag = new Map();
    addTo(reply, turn.terms, 1);
    addTo(reply, turn.pairs, 1);
    addUnit(history.reply, reply);
    addUnit(history.before, contextBag(turns, i, RECENCY.length));
    addUnit(history.asked, askedBag(turns, i));
    const around: Bag = new Map();
    for (let j = Math.max(0, i - 3); j <= Math.min(turns.length - 1, i + 1); j++) addTo(around, turns[j]!.terms, 1);
    addUnit(history.around, around);
  }
  addUnit(history.talk, talk);
  history.labels.labels.push(labels.map((label) => numberOf(history.labels.names, label)));
  history.starts.push(history.owners.length);
  return owner;
}

/** The last turns before `end`, the newest with the most weight. */
export function contextBag(turns: readonly ReadTurn[], end: number, most: number): Bag {
  const bag: Bag = new Map();
  for (let back = 0; back < most && end - 1 - back >= 0; back++) {
    const turn = turns[end - 1 - back]!;
    addTo(bag, turn.terms, (RECENCY[back] ?? 0.3) * (turn.from === "customer" ? 1 : 0.8));
  }
  return bag;
}

/** The customer's last words before `end`. */
export function askedBag(turns: readonly ReadTurn[], end: number): Bag {
  const bag: Bag = new Map();
  let i = end - 1;
  while (i >= 0 && turns[i]!.from === "agent" && end - i < 4) i--;
  for (; i >= 0 && turns[i]!.from === "customer"; i--) addTo(bag, turns[i]!.terms, 1);
  return bag;
}

function numberOf(names: Map<string, number>, name: string): number {
  const known = names.get(name);
  if (known === undefined) names.set(name, names.size);
  return known ?? names.size - 1;
}
