import { rateFacts } from "../platform/facts.ts";
import { hours, minutes, type Duration, type Instant } from "../time.ts";
import type { StyleGuide } from "./style-guide.ts";

/** A number of the guard with its reason, so that a lead can judge it. */
export interface PolicyNumber<Value> {
  readonly value: Value;
  readonly source: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
}

/** The numbers and lists behind the rules about the text itself. All of it is policy: a lead may change it without a release. */
export interface TextPolicy {
  readonly promo: {
    /** What a clause must weigh to count as promotional; lower speaks more often. */
    readonly threshold: PolicyNumber<number>;
    /** A customer who asked for a price or an offer in so many of the newest messages gets an answer, not an advert. */
    readonly askedWithin: PolicyNumber<number>;
    readonly macroTags: readonly string[];
  };
  readonly personalData: {
    /** Numbers that may be sent, such as the firm's own account. Spaces do not count. */
    readonly allowed: readonly string[];
  };
  readonly links: {
    /** Addresses that hide where they lead. */
    readonly shorteners: readonly string[];
    /** Sites that are never doubted. */
    readonly trusted: readonly string[];
  };
  readonly style: readonly StyleGuide[];
  readonly content: {
    /** Violation types, or words, that this firm may speak of: `ALCOHOL` in a wine shop. */
    readonly allowed: readonly string[];
  };
  readonly pairRate: {
    readonly interval: PolicyNumber<Duration>;
    readonly burst: PolicyNumber<number>;
    /** So many bubbles in a row within the period would have been cheaper as one. */
    readonly bubbles: PolicyNumber<number>;
    readonly period: PolicyNumber<Duration>;
  };
  /** A notice that is worth nothing later should not live longer than this on its way. */
  readonly shortLife: PolicyNumber<Duration>;
  readonly topic: {
    /** Of the workspace's own replies, at most this share is to be called off-topic. */
    readonly falseAlarms: PolicyNumber<number>;
    /** Nothing is learned from conversations whose last word is older: what was learned before is forgotten. */
    readonly learnSince?: Instant | undefined;
  };
}

const number = <Value>(value: Value, source: string, asOf: string): PolicyNumber<Value> => ({ value, source, asOf });
const OWN = "the guard's own fixtures";

const SHORTENERS =
  "bit.ly bitly.com tinyurl.com t.co goo.gl is.gd v.gd ow.ly buff.ly cutt.ly rebrand.ly shorturl.at rb.gy t.ly tiny.cc bl.ink s.id adf.ly soo.gd lnkd.in shorte.st tr.im u.to x.co urlz.fr encr.pw acortar.link encurtador.com.br abre.ai";

export const DEFAULT_TEXT_POLICY: TextPolicy = {
  promo: { threshold: number(3, OWN, "2026-11-22"), askedWithin: number(4, OWN, "2026-11-22"), macroTags: ["promo", "promotion", "marketing"] },
  personalData: { allowed: [] },
  links: { shorteners: SHORTENERS.split(" "), trusted: [] },
  style: [],
  content: { allowed: [] },
  pairRate: {
    interval: number(rateFacts.pairInterval.value, rateFacts.pairInterval.source, rateFacts.pairInterval.asOf),
    burst: number(rateFacts.pairBurst.value, rateFacts.pairBurst.source, rateFacts.pairBurst.asOf),
    bubbles: number(3, "pricing: a charge for every message delivered", "2026-10-01"),
    period: number(minutes(1), OWN, "2026-11-22"),
  },
  shortLife: number(hours(12), "templates/time-to-live: the longest that a utility template may be given", "2025-12-15"),
  topic: { falseAlarms: number(0.01, `${OWN}: one reply in a hundred`, "2026-11-22") },
};
