import { minutes, plus, seconds, type Duration, type Instant } from "../time.ts";
import type { AlertFacts, AlertNews, AlertNewsKind } from "./alert-news.ts";

/** So many of one kind within `BURST_WITHIN` are told one by one; what comes on top is told together. */
export const MOST_ALONE = 5;
export const BURST_WITHIN: Duration = minutes(1);
/** News waits so long for more of its kind, and for what takes its place. */
export const GATHER_FOR: Duration = seconds(2);
/** A burst that begins at once is told after so long. */
export const BURST_AFTER: Duration = seconds(10);
/** Of a burst so many conversations are named; all are counted. */
const MOST_NAMED = 100;

/** What one channel is going to be told. */
export interface Telling {
  readonly id: string;
  readonly kind: AlertNewsKind;
  readonly subject: string;
  readonly at: Instant;
  readonly facts: AlertFacts;
  /** 1: this alone. More: so many of the kind, told together. */
  readonly count: number;
  readonly conversationIds: readonly string[];
  readonly nextAt: Instant;
}

interface Standing {
  /** Of this channel, not tried yet. What has been tried keeps its id and its content. */
  readonly waiting: readonly Telling[];
  /** How many of the kind, alone or in a burst, have come within `BURST_WITHIN`, those in `waiting` too. */
  readonly recent: number;
}

export interface TellingPlan {
  readonly drop: readonly Telling["id"][];
  readonly put: Telling;
}

/** [BD4] One alarm, not many: a breach takes the place of its warnings, and many at once are one. */
export function planTelling(news: AlertNews, channel: string, { recent, waiting }: Standing, now: Instant): TellingPlan {
  const { at, facts, key, kind, subject } = news;
  const replaced = waiting.filter((one) => one.count === 1 && one.subject === subject && (one.kind === kind || one.kind === "warning"));
  const drop = replaced.map(({ id }) => id);
  const alone: Telling = {
    id: `${channel}.${key}`,
    kind,
    subject,
    at,
    facts,
    count: 1,
    conversationIds: facts.conversationId === undefined ? [] : [facts.conversationId],
    nextAt: plus(now, GATHER_FOR),
  };

  const burst = waiting.find((one) => one.kind === kind && one.count > 1);
  if (burst !== undefined) return { drop, put: together(burst, [alone]) };
  if (recent < MOST_ALONE) return { drop, put: alone };

  const folded = waiting.filter((one) => one.kind === kind && !drop.includes(one.id));
  // Where some have gone out already, the rest of the minute is one more telling.
  const nextAt = plus(now, recent > folded.length ? BURST_WITHIN : BURST_AFTER);
  if (folded.length === 0) return { drop, put: { ...together(asBurst(alone, channel), []), nextAt } };
  return { drop: [...drop, ...folded.map(({ id }) => id)], put: { ...together(asBurst(alone, channel), folded), nextAt } };
}

const asBurst = (first: Telling, channel: string): Telling => ({ ...first, id: `${first.id}.many`, subject: `${channel}.${first.kind}.many`, facts: {} });

function together(burst: Telling, more: readonly Telling[]): Telling {
  const named = new Set([...more.flatMap(({ conversationIds }) => conversationIds), ...burst.conversationIds]);
  return {
    ...burst,
    count: more.reduce((sum, { count }) => sum + count, burst.count),
    conversationIds: [...named].slice(0, MOST_NAMED),
  };
}
