import { seeded } from "./chance.ts";

/** Gradient-boosted trees for yes or no: quantile bins, logistic loss, all trees of one depth. */

export interface Tree {
  /** Heap order: children of node n are 2n+1 (not above the threshold) and 2n+2. -1: no question, go left. */
  readonly features: number[];
  readonly thresholds: number[];
  /** 2^depth of them. */
  readonly leaves: number[];
}

export interface Forest {
  readonly depth: number;
  readonly base: number;
  readonly trees: readonly Tree[];
}

interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  readonly bins: number;
  readonly ridge: number;
  /** Fewest examples on either side of a question. */
  readonly minimum: number;
  readonly rowShare: number;
  readonly columnShare: number;
  readonly seed: number;
}

const DEFAULTS: BoostingOptions = { trees: 250, depth: 4, rate: 0.06, bins: 48, ridge: 5, minimum: 20, rowShare: 0.6, columnShare: 0.4, seed: 7 };

/** Every column in bins: which bin each row falls into, and the upper edges. */
interface Columns {
  readonly edges: readonly (readonly number[])[];
  readonly binned: readonly Uint8Array[];
}

/** Slope and curvature of the loss, per row. */
interface Slopes {
  readonly slope: Float64Array;
  readonly curve: Float64Array;
}

export function boost(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
  weights: readonly number[],
  options: Partial<BoostingOptions> = {},
): Forest {
  const chosen = { ...DEFAULTS, ...options };
  const random = seeded(chosen.seed);
  const edges = Array.from({ length: rows[0]!.length }, (_, column) =>
    edgesOf(
      Float64Array.from(rows, (row) => row[column]!),
      chosen.bins,
    ),
  );
  const columns = { edges, binned: edges.map((edge, column) => Uint8Array.from(rows, (row) => binOf(edge, row[column]!))) };
  const mean = labels.reduce((sum, label, i) => sum + label * weights[i]!, 0) / weights.reduce((sum, weight) => sum + weight, 0);
  const base = Math.log(mean / (1 - mean));
  const scores = new Float64Array(rows.length).fill(base);
  const slopes = { slope: new Float64Array(rows.length), curve: new Float64Array(rows.length) };
  const trees: Tree[] = [];
  for (let tree = 0; tree < chosen.trees; tree++) {
    const used: number[] = [];
    for (let i = 0; i < rows.length; i++) {
      const chance = 1 / (1 + Math.exp(-scores[i]!));
      slopes.slope[i] = weights[i]! * (labels[i]! - chance);
      slopes.curve[i] = weights[i]! * chance * (1 - chance);
      if (random() < chosen.rowShare) used.push(i);
    }
    const asked = edges.flatMap((edge, column) => (edge.length > 0 && random() < chosen.columnShare ? [column] : []));
    if (asked.length > 0) trees.push(grown(columns, slopes, used, asked, scores, chosen));
  }
  return { depth: chosen.depth, base, trees };
}

/** One more tree; adds its leaves to the scores. */
function grown(columns: Columns, slopes: Slopes, used: readonly number[], asked: readonly number[], scores: Float64Array, options: BoostingOptions): Tree {
  const inner = 2 ** options.depth - 1;
  const nodes = new Int32Array(scores.length);
  const features = Array.from({ length: inner }, () => -1);
  const thresholds = Array.from({ length: inner }, () => 0);
  for (let level = 0; level < options.depth; level++) {
    const first = 2 ** level - 1;
    const splits = bestSplits(columns, slopes, used, asked, nodes, first, 2 ** level, options);
    for (const [k, { feature, bin }] of splits.entries()) {
      features[first + k] = feature;
      thresholds[first + k] = feature < 0 ? 0 : columns.edges[feature]![bin]!;
    }
    for (let i = 0; i < nodes.length; i++) {
      const { feature, bin } = splits[nodes[i]! - first]!;
      nodes[i] = 2 * nodes[i]! + (feature >= 0 && columns.binned[feature]![i]! > bin ? 2 : 1);
    }
  }
  const slope = new Float64Array(inner + 1);
  const curve = new Float64Array(inner + 1);
  for (const i of used) {
    slope[nodes[i]! - inner]! += slopes.slope[i]!;
    curve[nodes[i]! - inner]! += slopes.curve[i]!;
  }
  const leaves = Array.from(slope, (sum, leaf) => (options.rate * sum) / (curve[leaf]! + options.ridge));
  for (let i = 0; i < nodes.length; i++) scores[i]! += leaves[nodes[i]! - inner]!;
  return { features, thresholds, leaves };
}

interface Split {
  gain: number;
  feature: number;
  bin: number;
}

/** The question that gains most, for each node of a level. Sums are slope, curvature and count, side by side. */
function bestSplits(
  { edges, binned }: Columns,
  { slope, curve }: Slopes,
  used: readonly number[],
  asked: readonly number[],
  nodes: Int32Array,
  first: number,
  count: number,
  { ridge, minimum }: BoostingOptions,
): Split[] {
  const found = Array.from({ length: count }, (): Split => ({ gain: 0, feature: -1, bin: 0 }));
  const gainOf = (sum: number, curvature: number): number => (sum * sum) / (curvature + ridge);
  for (const feature of asked) {
    const width = edges[feature]!.length + 1;
    const bins = binned[feature]!;
    const sums = new Float64Array(count * width * 3);
    for (const i of used) {
      const at = ((nodes[i]! - first) * width + bins[i]!) * 3;
      sums[at]! += slope[i]!;
      sums[at + 1]! += curve[i]!;
      sums[at + 2]! += 1;
    }
    for (const [node, best] of found.entries()) {
      const all = [0, 0, 0];
      for (let at = node * width * 3; at < (node + 1) * width * 3; at++) all[at % 3]! += sums[at]!;
      const [allSlope, allCurve, allRows] = all as [number, number, number];
      let left = 0;
      let leftCurve = 0;
      let leftRows = 0;
      for (let bin = 0; bin < width - 1; bin++) {
        const at = (node * width + bin) * 3;
        left += sums[at]!;
        leftCurve += sums[at + 1]!;
        leftRows += sums[at + 2]!;
        if (leftRows < minimum || allRows - leftRows < minimum) continue;
        const gain = gainOf(left, leftCurve) + gainOf(allSlope - left, allCurve - leftCurve) - gainOf(allSlope, allCurve);
        if (gain > best.gain + 1e-9) Object.assign(best, { gain, feature, bin });
      }
    }
  }
  return found;
}

function edgesOf(values: Float64Array, bins: number): number[] {
  const sorted = values.toSorted();
  const edges = new Set(Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * (sorted.length - 1)) / bins)]!));
  edges.delete(sorted.at(-1)!);
  return [...edges].toSorted((a, b) => a - b);
}

/** How many edges a value is above. */
function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > edges[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}
