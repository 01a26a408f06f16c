import type { FriendlyHours } from "../outreach/quiet-hours.ts";
import type { Budget } from "../outreach/budget.ts";
import type { RolloutGates } from "../outreach/rollout.ts";
import { days, hours, minutes, seconds, type Duration } from "../time.ts";

type TemplateCategory = "MARKETING" | "UTILITY" | "AUTHENTICATION";

/** How often, when and to how many somebody may write: the numbers of the rules about reaching people. */
export interface ReachPolicy {
  readonly followUp: {
    /** A message sooner than this after the last one counts double. */
    readonly pause: Duration;
    /** Bubbles of one author within this time of the first are one message. */
    readonly turn: Duration;
  };
  readonly undelivered: {
    /** Chat takes a moment to arrive: before this nothing is asked. */
    readonly grace: Duration;
    /** For so long the platform tries; then the message is taken for lost. */
    readonly timeToLive: Readonly<Record<TemplateCategory | "text", Duration>>;
  };
  readonly frequency: { readonly budgets: readonly Budget[] };
  readonly quiet: FriendlyHours;
  readonly bulk: {
    readonly period: Duration;
    /** To so many people the same text may go. */
    readonly people: { readonly agent: number; readonly team: number; readonly number: number };
    /** Shorter texts are what everybody says: "Thank you, have a nice day". */
    readonly fewestWords: number;
    /** Share of word pairs in common from which two texts are nearly the same, 0 to 1. */
    readonly likeness: number;
  };
  readonly number: {
    /** From this share of the limit on it is nearly used. */
    readonly nearly: number;
    /** A quality that changed within this time is said to have just changed. */
    readonly lately: Duration;
  };
  readonly resolved: {
    /** For so long after it was resolved a message is a follow-up, and not a new matter. */
    readonly period: Duration;
  };
  readonly staleContact: { readonly after: Duration };
  /** What happens within this time of a message that was sent against a warning is said to have followed it. */
  readonly followed: { readonly within: Duration };
  readonly approval: {
    readonly trainees: boolean;
    /** Whether practice mode has to be passed before anything is sent. */
    readonly practice: boolean;
  };
  /** [S0-22] What must hold before business-started messages go to more people. */
  readonly rollout: RolloutGates;
  readonly consent: {
    /** What a template is about, by its name: a category of the ledger. Others may be about any category that their kind allows. */
    readonly categoryOfTemplate: Readonly<Record<string, string>>;
  };
}

interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

const sourced = <Value>(value: Value, source: string, asOf: string): Sourced<Value> => ({ value, source, asOf });
const OURS = "a house default: nobody publishes a number";

/** The defaults, each with where it comes from. A lead changes them; the platform's own figures are marked by their page. */
export const REACH_FACTS: { readonly [Section in keyof ReachPolicy]: Sourced<ReachPolicy[Section]> } = {
  followUp: sourced({ pause: minutes(30), turn: seconds(60) }, OURS, "2026-11-22"),
  undelivered: sourced(
    {
      grace: minutes(2),
      timeToLive: { MARKETING: days(30), UTILITY: days(30), AUTHENTICATION: minutes(10), text: days(30) },
    },
    "templates/time-to-live: 30 days, codes 10 minutes; the grace is ours",
    "2025-12-15",
  ),
  frequency: sourced(
    {
      budgets: [
        { category: "any", period: days(1), most: 3 },
        { category: "any", period: days(7), most: 7 },
        { category: "MARKETING", period: days(1), most: 1 },
        { category: "MARKETING", period: days(7), most: 2 },
      ],
    },
    `${OURS}; the platform's own limit of marketing to one person adapts and is not told (per-user-limits, 2026-04-29)`,
    "2026-11-22",
  ),
  quiet: sourced({ from: hours(9), to: hours(20) }, `${OURS}; between the hours that call and message laws of several countries allow`, "2026-11-22"),
  bulk: sourced({ period: hours(1), people: { agent: 10, team: 25, number: 50 }, fewestWords: 8, likeness: 0.6 }, OURS, "2026-11-22"),
  number: sourced({ nearly: 0.9, lately: days(7) }, "send-messages: quality looks at the last 7 days; the share is ours", "2026-04-23"),
  resolved: sourced({ period: hours(72) }, "the reopen grace of the clocks (S3)", "2026-11-22"),
  staleContact: sourced({ after: days(180) }, OURS, "2026-11-22"),
  followed: sourced({ within: hours(72) }, OURS, "2026-11-22"),
  approval: sourced({ trainees: true, practice: false }, OURS, "2026-11-22"),
  rollout: sourced(
    { dwell: hours(24), fewestSent: 20, mostFailed: 0.05, mostOptedOut: 0.02, leastAnsweredInTime: 0.9 },
    "a house default: nobody publishes a number; a day, because quality and blocks are told late",
    "2026-11-22",
  ),
  consent: sourced({ categoryOfTemplate: {} }, "a workspace's own", "2026-11-22"),
};

export const DEFAULT_REACH_POLICY: ReachPolicy = {
  followUp: REACH_FACTS.followUp.value,
  undelivered: REACH_FACTS.undelivered.value,
  frequency: REACH_FACTS.frequency.value,
  quiet: REACH_FACTS.quiet.value,
  bulk: REACH_FACTS.bulk.value,
  number: REACH_FACTS.number.value,
  resolved: REACH_FACTS.resolved.value,
  staleContact: REACH_FACTS.staleContact.value,
  followed: REACH_FACTS.followed.value,
  approval: REACH_FACTS.approval.value,
  rollout: REACH_FACTS.rollout.value,
  consent: REACH_FACTS.consent.value,
};
