import { deliverability } from "../../shared/signals/deliverability.ts";
import { readPatterns } from "../../shared/signals/patterns.ts";
import { categoryFigures, ratedTemplates } from "../../shared/signals/rated-templates.ts";
import { responseRate } from "../../shared/signals/response-rate.ts";
import type { Share } from "../../shared/signals/share.ts";
import { sumOf } from "../../shared/signals/share.ts";
import { signalFacts } from "../../shared/signals/signal-facts.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { between, days, hours, minus, type Instant } from "../../shared/time.ts";
import type { Template } from "../../shared/inbox/people.ts";
import type { SignalPeriod, SignalReads } from "../store/signal-rows.ts";

const DAY = hours(24);
const QUALITY_BACK = days(30);
const MOST_EXAMPLES = 20;

export interface SignalQuestion {
  readonly period: SignalPeriod;
  readonly now: Instant;
  readonly templates: readonly Template[];
  readonly usage24h: Signals["usage24h"];
}

/** Everything that our own log says about a number in a period. */
export function numberSignals(tx: SignalReads, { now, period, templates, usage24h }: SignalQuestion): Signals {
  const { from, numberId, to } = period;
  const before: SignalPeriod = { numberId, from: minus(from, between(from, to)), to: from };
  const outbound = tx.outboundByHour(period);
  const optOuts = tx.optOuts(period);
  const about = { outbound, optOuts, templates, now };
  return {
    numberId,
    from,
    to,
    computedAt: now,
    ...deliverability(outbound, now),
    proactive: tx.startedReach(period),
    negative: negative(tx, period),
    negativeBefore: negative(tx, before),
    optOuts: sumOf(optOuts, ({ count }) => count),
    response: response(tx, period, now),
    responseBefore: response(tx, before, now),
    categories: categoryFigures(about),
    templates: ratedTemplates(about),
    patterns: readPatterns({
      outbound,
      from,
      to,
      sameTextTo: tx.sameTextReach(numberId, minus(now, DAY)),
      cold: tx.coldPeople(period, signalFacts.coldAfter.value),
    }),
    overrides: overrides(tx, period),
    hours: hoursOf(outbound),
    trend: tx.negativeByDay({ ...before, to }, signalFacts.negativeCodes.value),
    quality: tx.qualityChanges(numberId, minus(now, QUALITY_BACK)),
    examples: tx.signalExamples(period, MOST_EXAMPLES),
    usage24h,
  };
}

/** [S4-9] People with a negative signal, of the people we wrote to first. */
function negative(tx: SignalReads, period: SignalPeriod): Share {
  return { count: tx.negativePeople(period, signalFacts.negativeCodes.value), of: tx.startedReach(period).people };
}

const response = (tx: SignalReads, period: SignalPeriod, now: Instant): Share => responseRate(tx.turns(period, signalFacts.answerWindow.value, now));

function overrides(tx: SignalReads, period: SignalPeriod): Signals["overrides"] {
  const rows = tx.overridesOn(period);
  return [...new Set(rows.map(({ agentId }) => agentId))]
    .map((agentId) => {
      const own = rows.filter((one) => one.agentId === agentId).toSorted((a, b) => b.count - a.count);
      return { agentId, count: sumOf(own, ({ count }) => count), rules: own.map(({ rule }) => rule) };
    })
    .toSorted((a, b) => b.count - a.count);
}

/** By the hour of the day, in UTC: whoever reads it knows their own clock. */
function hoursOf(outbound: ReturnType<SignalReads["outboundByHour"]>): Signals["hours"] {
  return Array.from({ length: 24 }, (_, hour) => {
    const own = outbound.filter((one) => Math.floor(one.hour / hours(1)) % 24 === hour);
    return { hour, sent: sumOf(own, ({ count }) => count), failed: sumOf(own, ({ count, state }) => (state === "failed" ? count : 0)) };
  });
}
