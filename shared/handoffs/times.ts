import { fateOf, sendFates } from "../sla/counted-sends.ts";
import type { HopEvent, SlaEvent } from "../sla/events.ts";
import { foldCases } from "../sla/fold.ts";
import { happenedAt, inOrder, isHuman } from "../sla/order.ts";
import type { Instant } from "../time.ts";

/** One wait. `to`: the answer, the end without one, or now. */
export interface Wait {
  readonly from: Instant;
  readonly to: Instant;
  readonly how: "answered" | "ended" | "waiting";
}

/** `from`: the customer's message that brought it about, else the moment of asking. It ends with a person's words, not with a claim. */
export interface HandoffWait extends Wait {
  readonly askedAt: Instant;
  readonly claimedAt?: Instant | undefined;
}

/** [HO14] How long everybody took in one case (S3), apart and together. */
export interface CaseTimes {
  readonly no: number;
  readonly startedAt: Instant;
  readonly resolvedAt?: Instant | undefined;
  /** For the bot, from the earliest message that it had not answered. */
  readonly bot: readonly Wait[];
  /** For people, from the earliest message that was theirs to answer (S1, S2). */
  readonly human: readonly Wait[];
  /** For a person, once asked for. */
  readonly handoffs: readonly HandoffWait[];
  /** As the customer felt it: from a message of theirs to any answer, whoever gave it. What a rule says by itself answers nothing. */
  readonly felt: readonly Wait[];
}

type Owner = "nobody" | "bot" | "people";

/**
 * [HO14] [S4-12] Bot time and human time of a conversation, as of `now`, out of the same history as its clocks and in the same order
 * (S16). Failed messages answered nobody (S7).
 */
export function conversationTimes(history: readonly SlaEvent[], now: Instant): readonly CaseTimes[] {
  const events = inOrder(history.filter((event) => event.type !== "policyChange" && event.type !== "calendarChange" && happenedAt(event) <= now));
  const waits = walk(events, now);
  const cases = foldCases(events, { policies: [], calendars: {}, now });
  return cases.map(({ no, resolvedAt, startedAt }, i): CaseTimes => {
    const until = cases[i + 1]?.startedAt ?? Number.POSITIVE_INFINITY;
    const within = <One extends Wait>(all: readonly One[]): readonly One[] => all.filter(({ from }) => (i === 0 || from >= startedAt) && from < until);
    const { bot, felt, handoffs, human } = waits;
    return { no, startedAt, resolvedAt, bot: within(bot), human: within(human), handoffs: within(handoffs), felt: within(felt) };
  });
}

function walk(events: readonly SlaEvent[], now: Instant) {
  const bot: Wait[] = [];
  const human: Wait[] = [];
  const felt: Wait[] = [];
  const handoffs: HandoffWait[] = [];
  const fates = sendFates(events);
  let owner = "nobody" as Owner;
  /** Since when a customer waits for the bot, for people, for anybody. */
  let forBot: Instant | undefined;
  let forPeople: Instant | undefined;
  let forAnybody: Instant | undefined;
  let asked: Pick<HandoffWait, "askedAt" | "claimedAt" | "from"> | undefined;

  const toPeople = (): void => {
    forPeople ??= forBot;
    forBot = undefined;
    owner = "people";
  };
  const endAll = (to: Instant, how: Wait["how"]): void => {
    if (forPeople !== undefined) human.push({ from: forPeople, to, how });
    if (forBot !== undefined && owner === "bot") bot.push({ from: forBot, to, how });
    if (forAnybody !== undefined) felt.push({ from: forAnybody, to, how });
    if (asked !== undefined) handoffs.push({ ...asked, to, how });
    forBot = undefined;
    forPeople = undefined;
    forAnybody = undefined;
    asked = undefined;
  };

  for (const event of events) {
    const at = happenedAt(event);
    switch (event.type) {
      case "inbound":
        forAnybody ??= at;
        if (owner === "bot") forBot ??= at;
        else forPeople ??= at;
        break;
      case "outbound":
        if (event.state !== "accepted" || fateOf(fates, event).kind !== "counts" || event.author === "automation") break;
        if (isHuman(event.author)) {
          toPeople();
          endAll(at, "answered");
        } else {
          if (forAnybody !== undefined) felt.push({ from: forAnybody, to: at, how: "answered" });
          forAnybody = undefined;
          // Whose question a person has to answer stays open, whatever the bot says to it.
          if (owner === "people") break;
          const since = forBot ?? forPeople;
          if (since !== undefined) bot.push({ from: since, to: at, how: "answered" });
          forBot = undefined;
          forPeople = undefined;
          owner = "bot";
        }
        break;
      case "handoff":
        toPeople();
        forPeople ??= at;
        asked ??= { askedAt: at, from: forPeople };
        break;
      case "claim":
        toPeople();
        if (asked !== undefined) asked = { ...asked, claimedAt: asked.claimedAt ?? at };
        break;
      case "assign":
      case "transfer":
        if (isToBot(event)) {
          // What people had to answer is the bot's now; the question for a person was taken back.
          forBot ??= forPeople;
          forPeople = undefined;
          if (asked !== undefined) handoffs.push({ ...asked, to: at, how: "ended" });
          asked = undefined;
          owner = "bot";
        } else if (event.toKind === "agent" || (event.toKind === undefined && event.type === "assign")) toPeople();
        break;
      case "noReplyNeeded":
        endAll(at, "ended");
        break;
      case "resolve":
        endAll(at, "ended");
        owner = "nobody";
        break;
    }
  }
  endAll(now, "waiting");
  return { bot, human, handoffs, felt };
}

const isToBot = ({ to, toKind }: HopEvent): boolean => toKind === "bot" || (toKind === undefined && to === "bot");
