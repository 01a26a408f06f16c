import type { Dismissal } from "./dismissals.ts";
import type { KeptConversation, ReadTurn } from "./history.ts";
import type { KeptPast } from "./model.ts";

/**
 * A model as bytes, for desks that have not read the conversations themselves: per conversation its id, per turn who spoke and
 * which hashed terms stood there how often, in no order; then what was dismissed, as turns. No words, no sentences. Numbers are
 * variable-length; terms are places in one rising list of hashes.
 */
const FORMAT = 2;

export function saveTopicModel({ conversations, dismissals }: KeptPast): Uint8Array {
  const hashes = new Set<number>();
  const all = [...[...conversations.values()].map(({ turns }) => turns), ...[...dismissals.values()].map(({ context, draft }) => [...context, draft])];
  for (const turn of all.flat()) {
    for (const term of turn.terms) hashes.add(term);
    for (const pair of turn.pairs) hashes.add(pair);
    hashes.add(turn.key);
  }
  const rising = [...hashes].sort((a, b) => a - b);
  const placeOf = new Map(rising.map((hash, place) => [hash, place]));
  const writer = createWriter();
  writer.number(FORMAT);
  writer.number(rising.length);
  let last = 0;
  for (const hash of rising) {
    writer.number(hash - last);
    last = hash;
  }
  const write = (turns: readonly ReadTurn[]): void => {
    writer.number(turns.length);
    for (const turn of turns) {
      writer.number((turn.from === "agent" ? 1 : 0) + (turn.question ? 2 : 0) + (turn.act ? 4 : 0));
      writer.number(placeOf.get(turn.key)!);
      writer.rising(turn.terms.map((term) => placeOf.get(term)!));
      writer.rising(turn.pairs.map((pair) => placeOf.get(pair)!));
    }
  };
  writer.number(conversations.size);
  for (const [id, { turns, labels }] of conversations) {
    writer.text(id);
    writer.number(labels.length);
    for (const label of labels) writer.text(label);
    write(turns);
  }
  writer.number(dismissals.size);
  for (const [id, { context, conversationId, draft }] of dismissals) {
    writer.text(id);
    writer.text(conversationId);
    write([...context, draft]);
  }
  return writer.bytes();
}

/** What `saveTopicModel` made; nothing where the bytes are damaged or of another version. */
export function readTopicModel(bytes: Uint8Array): KeptPast | undefined {
  const reader = createReader(bytes);
  if (reader.number() !== FORMAT) return undefined;
  const hashes: number[] = [];
  let last = 0;
  for (let left = reader.number(); left > 0 && !reader.isOver(); left--) hashes.push((last += reader.number()));
  const hashAt = (place: number): number => hashes[place] ?? 0;
  const readTurns = (): ReadTurn[] => {
    const turns: ReadTurn[] = [];
    for (let more = reader.number(); more > 0 && !reader.isOver(); more--) {
      const flags = reader.number();
      const key = hashAt(reader.number());
      const terms = reader.rising().map(hashAt);
      const pairs = reader.rising().map(hashAt);
      turns.push({ from: (flags & 1) === 1 ? "agent" : "customer", terms, pairs, key, question: (flags & 2) !== 0, act: (flags & 4) !== 0 });
    }
    return turns;
  };
  const conversations = new Map<string, KeptConversation>();
  for (let left = reader.number(); left > 0 && !reader.isOver(); left--) {
    const id = reader.text();
    const labels: string[] = [];
    for (let more = reader.number(); more > 0 && !reader.isOver(); more--) labels.push(reader.text());
    conversations.set(id, { turns: readTurns(), labels });
  }
  const dismissals = new Map<string, Dismissal>();
  for (let left = reader.number(); left > 0 && !reader.isOver(); left--) {
    const id = reader.text();
    const conversationId = reader.text();
    const turns = readTurns();
    const draft = turns.at(-1);
    if (draft !== undefined) dismissals.set(id, { conversationId, context: turns.slice(0, -1), draft });
  }
  return reader.isWhole() ? { conversations, dismissals } : undefined;
}

function createWriter() {
  let buffer = new Uint8Array(4_096);
  let length = 0;
  const byte = (value: number): void => {
    if (length === buffer.length) {
      const bigger = new Uint8Array(length * 2);
      bigger.set(buffer);
      buffer = bigger;
    }
    buffer[length++] = value;
  };
  const number = (value: number): void => {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) byte((rest % 128) + 128);
    byte(rest);
  };
  return {
    number,
    /** Rising numbers as the steps between them. */
    rising: (values: readonly number[]): void => {
      number(values.length);
      let before = 0;
      for (const value of values) {
        number(value - before);
        before = value;
      }
    },
    text: (value: string): void => {
      number(value.length);
      for (let i = 0; i < value.length; i++) number(value.charCodeAt(i));
    },
    bytes: (): Uint8Array => buffer.slice(0, length),
  };
}

function createReader(bytes: Uint8Array) {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; at < bytes.length; scale *= 128) {
      const next = bytes[at++]!;
      value += (next % 128) * scale;
      if (next < 128) return value;
    }
    at = bytes.length + 1;
    return 0;
  };
  const many = (): number => Math.min(number(), bytes.length);
  return {
    number,
    rising: (): number[] => {
      let value = 0;
      return Array.from({ length: many() }, () => (value += number()));
    },
    text: (): string => Array.from({ length: many() }, () => String.fromCharCode(number())).join(""),
    isOver: (): boolean => at > bytes.length,
    isWhole: (): boolean => at === bytes.length,
  };
}
