import type { AgentId, NumberId } from "../../shared/ids.ts";
import type { OutboundHour } from "../../shared/signals/outbound.ts";
import type { OptOut } from "../../shared/signals/rated-templates.ts";
import type { TurnCount } from "../../shared/signals/response-rate.ts";
import type { Share } from "../../shared/signals/share.ts";
import type { SignalExample } from "../../shared/signals/signals.ts";
import type { QualityChange } from "../../shared/signals/quality-days.ts";
import type { Duration, Instant } from "../../shared/time.ts";

/** `from` is part of it, `to` is not. */
export interface SignalPeriod {
  readonly numberId: NumberId;
  readonly from: Instant;
  readonly to: Instant;
}

/** What the signals of a number ask the store, all of it by index and counted there. */
export interface SignalReads {
  readonly outboundByHour: (period: SignalPeriod) => readonly OutboundHour[];
  /** People and messages that we wrote to first. */
  readonly startedReach: (period: SignalPeriod) => { readonly people: number; readonly messages: number };
  /** Of them, people with a failure of one of these codes, or who withdrew. */
  readonly negativePeople: (period: SignalPeriod, codes: readonly number[]) => number;
  readonly negativeByDay: (
    period: SignalPeriod,
    codes: readonly number[],
  ) => readonly { readonly day: Instant; readonly people: number; readonly negative: number }[];
  /** Of the people we wrote to first, those who never wrote, or not for so long. */
  readonly coldPeople: (period: SignalPeriod, silentFor: Duration) => Share;
  readonly optOuts: (period: SignalPeriod) => readonly OptOut[];
  readonly signalExamples: (period: SignalPeriod, most: number) => readonly SignalExample[];
  /** The most people who got the same words from people's keyboards after `since`. */
  readonly sameTextReach: (number: NumberId, since: Instant) => number;
  readonly turns: (period: SignalPeriod, window: Duration, now: Instant) => readonly TurnCount[];
  readonly overridesOn: (period: SignalPeriod) => readonly { readonly agentId: AgentId; readonly rule: string; readonly count: number }[];
  /** From the one that was in force at `since` on, oldest first. */
  readonly qualityChanges: (number: NumberId, since: Instant) => readonly QualityChange[];
}
