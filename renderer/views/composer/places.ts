import type { Finding } from "../../../shared/guard/finding.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Words of the draft that a finding speaks of; wavy for slips of the hand, straight for the rest. */
export interface Place extends Span {
  readonly look: "wavy" | "straight";
  readonly severity: Finding["severity"];
}

const GRAVITY = { stop: 0, confirm: 1, advise: 2 } as const satisfies Record<Finding["severity"], number>;

/** In order, none over another: the graver ones stay, then the shorter. Whoever speaks of the whole text marks nothing. */
export function placesOf(findings: readonly Finding[], text: string): readonly Place[] {
  const places = findings
    .flatMap((finding): readonly Place[] => {
      const span = spanOf(finding, text);
      if (span === undefined) return [];
      return [{ ...span, look: finding.rule === "G-ERRORS" ? "wavy" : "straight", severity: finding.severity }];
    })
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || a.to - a.from - (b.to - b.from));
  const kept: Place[] = [];
  for (const place of places) if (!kept.some(({ from, to }) => from < place.to && place.from < to)) kept.push(place);
  return kept.toSorted((a, b) => a.from - b.from);
}

function spanOf({ evidence }: Finding, text: string): Span | undefined {
  if ("variable" in evidence || "messageId" in evidence) return undefined;
  const spoken = evidence["spokenIn"];
  const words = Array.isArray(evidence["words"]) ? (evidence["words"] as readonly unknown[])[0] : undefined;
  return [evidence, spoken, words].flatMap((each) =>
    isSpan(each) && each.to > each.from && !isWhole(each, text) ? [{ from: each.from, to: each.to }] : [],
  )[0];
}

const isSpan = (value: unknown): value is Span =>
  typeof value === "object" && value !== null && "from" in value && typeof value.from === "number" && "to" in value && typeof value.to === "number";

const isWhole = ({ from, to }: Span, text: string): boolean => text.slice(0, from).trim() === "" && text.slice(to).trim() === "" && text.includes(" ");

/** Where the same words stand after more was written; undefined where they themselves were touched. */
export function moved<Given extends Span>(span: Given, before: string, after: string): Given | undefined {
  if (before === after) return span;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  if (span.to <= head) return span;
  const by = after.length - before.length;
  return span.from >= before.length - tail ? { ...span, from: span.from + by, to: span.to + by } : undefined;
}
