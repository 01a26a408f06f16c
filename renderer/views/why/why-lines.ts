import type { Reason } from "./reasons.ts";
import { sentenceOf, type Telling } from "./piece-words.ts";

export type WhyLine =
  /** Closed hours between what was counted; by the wall. */
  | { readonly kind: "gap"; readonly key: string; readonly words: string }
  | { readonly kind: "piece"; readonly key: string; readonly reason: Reason; readonly words: string; readonly elsewhere: string | undefined };

/** Less than this is no gap that anybody would ask about. */
const SHORTEST_GAP = 60_000;

/** The timeline in words, top to bottom, with the closed time between what was counted. */
export function whyLines(telling: Omit<Telling, "counted" | "parts">): readonly WhyLine[] {
  const { reasons, words } = telling;
  const counted = countedOf(reasons.why);
  const parts = reasons.why.flatMap((reason) => (isCounted(reason) ? [counted.get(reason) ?? 0] : []));
  const lines: WhyLine[] = [];
  let countedUntil = reasons.why.find(({ kind }) => kind === "started")?.at;

  reasons.why.forEach((reason, index) => {
    const key = `${index}-${reason.kind}`;
    if (isCounted(reason)) {
      const gap = countedUntil === undefined ? 0 : reason.at - countedUntil;
      if (gap >= SHORTEST_GAP) lines.push({ kind: "gap", key: `${key}-gap`, words: words.t("why.closed", { time: words.time.exact(wholeMinutes(gap)) }) });
      countedUntil = reason.until ?? reason.at;
    }
    // What was on hold is told by its own pieces.
    if (reason.kind === "resumed" || reason.kind === "reopened") countedUntil = reason.at;
    lines.push({
      kind: "piece",
      key,
      reason,
      words: sentenceOf(reason, { ...telling, counted: counted.get(reason) ?? 0, parts }),
      elsewhere: elsewhereOf(reason, telling),
    });
  });
  return lines;
}

const isCounted = ({ kind }: Reason): boolean => kind === "open" || kind === "more-open";
const wholeMinutes = (ms: number): number => Math.round(ms / 60_000) * 60_000;

/** In whole seconds, each rounded where it ends and not by itself, so that they add up to the whole. */
function countedOf(why: readonly Reason[]): ReadonlyMap<Reason, number> {
  const counted = new Map<Reason, number>();
  let sum = 0;
  for (const reason of why) {
    if (!isCounted(reason)) continue;
    const before = wholeSeconds(sum);
    sum += Number(reason.data["ms"] ?? 0);
    counted.set(reason, wholeSeconds(sum) - before);
  }
  return counted;
}

const wholeSeconds = (ms: number): number => Math.round(ms / 1_000) * 1_000;

const TIMED: ReadonlySet<string> = new Set(["started", "open", "more-open", "due", "breached", "met", "paused", "resumed"]);

/** What the clocks show where the calendar is at home. */
function elsewhereOf({ at, kind, until }: Reason, { reasons: { timeZone }, words: { t, time } }: Pick<Telling, "reasons" | "words">): string | undefined {
  if (timeZone === undefined || !TIMED.has(kind)) return undefined;
  const there = time.elsewhere(at, timeZone, until);
  if (there === undefined) return undefined;
  return t("why.elsewhere", { time: there, place: (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ") });
}
