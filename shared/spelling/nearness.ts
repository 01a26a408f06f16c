/** Slips of the hand that happen most cost least. */
const COST = {
  accent: 0.2,
  apostrophe: 0.3,
  doubled: 0.4,
  swapped: 0.5,
  silent: 0.5,
  sounds: 0.7,
  missing: 0.95,
  other: 1,
  extra: 1.05,
  firstLetter: 0.7,
  apart: 1.1,
} as const;
/** Letters that are heard or hit for each other. */
const SOUNDS: ReadonlySet<string> = new Set(["bv", "sz", "cs", "cz", "gj", "iy", "mn", "ck", "kq", "sx", "ei", "ae", "ao", "cq", "xz"]);
/** Dearer is another word, not the same one misspelt. */
const MOST = 2.3;
const MOST_OF_SHORT = 1.3;
const SHORT = 4;
/** Beside a likely one, what costs so much more is noise. */
const MUCH_MORE = 1;

/** What a slip costs that makes `wanted` into `written`: 0 for the same, small for a letter doubled, swapped or without its accent. */
export function slipCost(written: string, wanted: string): number {
  const a = written.toLowerCase();
  const b = wanted.toLowerCase();
  const width = b.length + 1;
  const table = new Float64Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      if (i === 0 && j === 0) continue;
      let least = Infinity;
      if (i > 0) least = Math.min(least, at(i - 1, j) + single(a, i - 1, COST.extra));
      if (j > 0) least = Math.min(least, at(i, j - 1) + single(b, j - 1, COST.missing));
      if (i > 0 && j > 0) least = Math.min(least, at(i - 1, j - 1) + swap(a[i - 1] ?? "", b[j - 1] ?? ""));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && a[i - 1] !== a[i - 2]) least = Math.min(least, at(i - 2, j - 2) + COST.swapped);
      table[i * width + j] = least;
    }
  }
  const [c, d] = [plain(a[0] ?? ""), plain(b[0] ?? "")];
  const first = c === d || c === "h" || d === "h" ? 0 : COST.firstLetter;
  return at(a.length, b.length) + first;
}

/** What one letter too many or too few costs. */
function single(word: string, index: number, otherwise: number): number {
  const letter = word[index] ?? "";
  if (letter === "'") return COST.apostrophe;
  if (letter === " " || letter === "-") return COST.apart;
  if (letter === word[index - 1] || letter === word[index + 1]) return COST.doubled;
  return letter === "h" ? COST.silent : otherwise;
}

function swap(a: string, b: string): number {
  if (a === b) return 0;
  const [c, d] = [plain(a), plain(b)];
  if (c === d) return COST.accent;
  return SOUNDS.has(c < d ? c + d : d + c) ? COST.sounds : COST.other;
}

const plain = (letter: string): string => letter.normalize("NFD").charAt(0);

/** A dictionary's own suggestions, the likeliest slip first; those that are other words are left out. */
export function nearest(written: string, suggestions: readonly string[], most: number): readonly string[] {
  const limit = written.length <= SHORT ? MOST_OF_SHORT : MOST;
  const likely = suggestions
    .map((word, order) => ({ word, cost: slipCost(written, word), order }))
    .filter(({ cost, word }) => cost <= limit && word !== written)
    .toSorted((a, b) => a.cost - b.cost || a.order - b.order);
  const least = likely[0]?.cost ?? 0;
  return likely
    .filter(({ cost }) => cost < least + MUCH_MORE)
    .slice(0, most)
    .map(({ word }) => word);
}
