import { expect, test } from "vitest";
import { containsAll } from "../../renderer/state/search-text.ts";
import { createTextColumn } from "../../renderer/state/text-column.ts";
import { seededRandom } from "../seeded-random.ts";

const WORDS = ["refund", "order", "café", "blue", "refunded", "", "日本", "a"];

test("[PF12] a search in many texts finds what a look at each of them finds, while they change", () => {
  const random = seededRandom(12);
  const oneOf = (these: readonly string[]): string => these[Math.floor(random() * these.length)]!;
  const aText = (): string => Array.from({ length: Math.floor(random() * 5) }, () => oneOf(WORDS)).join(" ");
  const column = createTextColumn();
  const texts: string[] = [];
  const put = (slot: number): void => {
    texts[slot] = aText();
    column.set(slot, texts[slot]);
  };
  for (let slot = 0; slot < 5_000; slot++) put(slot);

  for (let turn = 0; turn < 40; turn++) {
    // Now and then so many that they are joined with the others.
    for (let news = 0; news < (turn % 10 === 9 ? 2_500 : 60); news++) put(Math.floor(random() * (texts.length + 1)));
    const words = Array.from({ length: 1 + Math.floor(random() * 2) }, () => oneOf(["refund", "ref", "order", "b", "日", "no such word"]));
    const hits = column.hits(words);
    expect(Array.from(hits, Boolean)).toEqual(texts.map((text) => containsAll(text, words)));
    const any = Math.floor(random() * texts.length);
    expect(column.containsAll(any, words)).toBe(containsAll(texts[any]!, words));
  }
});
