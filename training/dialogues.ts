import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "../shared/guard/topic/tokens.ts";

export const DATA = join(import.meta.dirname, "..", "..", "shared", "data", "offtopic");

type RawTurn = readonly [role: "c" | "a", text: string, content?: number | readonly string[], topics?: readonly string[]];
export interface Dialogue {
  readonly id: string;
  readonly topics: readonly string[];
  readonly domains: readonly string[];
  readonly multi: boolean;
  readonly turns: readonly RawTurn[];
}
export interface Pair {
  readonly d: string;
  readonly i: number;
  readonly y: "on" | "ack" | "near" | "far" | "free" | "ffar";
  readonly draft: string | null;
  readonly topic: string;
}
const lines = <T>(name: string): T[] =>
  readFileSync(join(DATA, name), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
export const dialoguesOf = (set: "star" | "mwoz" | "sgd"): Dialogue[] => lines(`dialogues_${set}.jsonl`);
export const pairsOf = (name: string): Pair[] => lines(`pairs_${name}.jsonl`);
/** A number from 0 to 1 that belongs to an id. */
export const shareOf = (id: string): number => {
  let h = hashOf(`split ${id}`);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4_294_967_296;
};
