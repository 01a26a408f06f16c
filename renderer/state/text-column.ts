import { containsAll } from "./search-text.ts";
import type { Slot } from "./list-order.ts";

/**
 * What a search looks at, by slot [PF12]. Texts lie many to a string, and a word is looked for in each of these once: 100,000 short
 * strings all over the memory take five times as long.
 */
export interface TextColumn {
  readonly set: (slot: Slot, text: string) => void;
  readonly containsAll: (slot: Slot, words: readonly string[]) => boolean;
  /** By slot: 1 where every word is in the text. */
  readonly hits: (words: readonly string[]) => Uint8Array;
}

/** Slots `no * BLOCK` and on, their texts one after the other. */
interface Block {
  readonly joined: string;
  /** Where the text of each ends. */
  readonly ends: readonly number[];
}

const BLOCK = 256;
/** So many changed texts are looked at one by one, before they are joined with the others. */
const MOST_LOOSE = 2_000;
/** In no word. */
const BETWEEN = "\n";

export function createTextColumn(): TextColumn {
  const blocks: Block[] = [];
  /** News since the blocks were joined. */
  const loose = new Map<Slot, string>();
  let size = 0;

  const joinedText = (slot: Slot): string => {
    const block = blocks[Math.floor(slot / BLOCK)];
    const at = slot % BLOCK;
    const end = block?.ends[at];
    return block === undefined || end === undefined ? "" : block.joined.slice(at === 0 ? 0 : block.ends[at - 1]! + BETWEEN.length, end);
  };
  const textOf = (slot: Slot): string => loose.get(slot) ?? joinedText(slot);

  const join = (no: number): Block => {
    const texts: string[] = [];
    const ends: number[] = [];
    let end = 0;
    for (let slot = no * BLOCK; slot < Math.min(size, (no + 1) * BLOCK); slot++) {
      const text = textOf(slot);
      texts.push(text);
      end += text.length;
      ends.push(end);
      end += BETWEEN.length;
    }
    return { joined: texts.join(BETWEEN), ends };
  };

  const joinLoose = (): void => {
    const changed = new Set<number>();
    for (const slot of loose.keys()) changed.add(Math.floor(slot / BLOCK));
    for (const no of changed) blocks[no] = join(no);
    loose.clear();
  };

  return {
    set: (slot, text) => {
      size = Math.max(size, slot + 1);
      if (text === textOf(slot)) return;
      loose.set(slot, text);
      if (loose.size > MOST_LOOSE) joinLoose();
    },
    containsAll: (slot, words) => words.length === 0 || containsAll(textOf(slot), words),
    hits: (words) => {
      const found = new Uint8Array(size);
      words.forEach((word, at) => {
        blocks.forEach((block, no) => markHits(block, word, found, no * BLOCK, at));
      });
      for (let slot = 0; slot < size; slot++) found[slot] = found[slot] === words.length ? 1 : 0;
      for (const [slot, text] of loose) found[slot] = containsAll(text, words) ? 1 : 0;
      return found;
    },
  };
}

/** Adds one to each slot whose text contains the word, and so far all words before it. */
function markHits({ ends, joined }: Block, word: string, found: Uint8Array, first: Slot, before: number): void {
  let at = 0;
  for (let hit = joined.indexOf(word); hit >= 0; hit = joined.indexOf(word, ends[at])) {
    while (ends[at]! <= hit) at++;
    if (found[first + at] === before) found[first + at] = before + 1;
  }
}
