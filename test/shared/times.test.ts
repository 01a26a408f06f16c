import { describe, expect, test } from "vitest";
import { conversationTimes, type Wait } from "../../shared/handoffs/times.ts";
import { summaryOf } from "../../shared/handoffs/times-summary.ts";
import { expectedWait } from "../../shared/handoffs/times-expected-wait.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { minutes } from "../../shared/time.ts";
import { bot, claim, clockOf, failed, handoff, inbound, noReplyNeeded, resolve, sent, time, transfer } from "../fixtures/sla/events.ts";

const timesAt = (events: readonly SlaEvent[], now: string) => conversationTimes(events, time(now));
const wait = (from: string, to: string, how: Wait["how"] = "answered"): Wait => ({ from: time(from), to: time(to), how });

/** The bot is quick, and the person whom it calls is not. */
const QUICK_BOT_SLOW_PERSON = [
  inbound("10:00"),
  bot("10:00:05"),
  inbound("10:01"),
  bot("10:01:04"),
  inbound("10:02"),
  handoff("10:02:10"),
  claim("10:20"),
  sent("10:32"),
];

describe("bot time and human time", () => {
  test("[HO14] [S4-12] a quick bot and a slow person both show, apart and as the customer felt it", () => {
    const [kase] = timesAt(QUICK_BOT_SLOW_PERSON, "11:00");

    expect(kase).toEqual({
      no: 1,
      startedAt: time("10:00"),
      resolvedAt: undefined,
      bot: [wait("10:00", "10:00:05"), wait("10:01", "10:01:04")],
      human: [wait("10:02", "10:32")],
      handoffs: [{ ...wait("10:02", "10:32"), askedAt: time("10:02:10"), claimedAt: time("10:20") }],
      felt: [wait("10:00", "10:00:05"), wait("10:01", "10:01:04"), wait("10:02", "10:32")],
    });
    expect(summaryOf(kase?.bot ?? [])).toEqual({ answered: 2, median: 4_500, longest: 5_000 });
    expect(summaryOf(kase?.human ?? [])).toEqual({ answered: 1, median: minutes(30), longest: minutes(30) });
  });

  test("[HO14] [S2] the first reply after a handoff is counted from what the customer felt, not from the handoff", () => {
    const [kase] = timesAt(QUICK_BOT_SLOW_PERSON, "11:00");
    const clock = clockOf(QUICK_BOT_SLOW_PERSON, "first-reply", "11:00");

    expect(clock).toMatchObject({ startedAt: time("10:02"), metAt: time("10:32") });
    expect(kase?.handoffs).toMatchObject([{ from: clock.startedAt, to: clock.metAt }]);
  });

  test("[HO14] [S5] an automatic answer answers nothing: the customer still waits, by every measure", () => {
    const [kase] = timesAt([inbound("22:00"), sent("22:00:02", "automation")], "23:00");

    expect(kase).toMatchObject({ bot: [], human: [wait("22:00", "23:00", "waiting")], felt: [wait("22:00", "23:00", "waiting")] });
    expect(summaryOf(kase?.human ?? [])).toEqual({ answered: 0, waitingSince: time("22:00") });
  });

  test("[HO14] what the bot says after its handoff is heard, but the person is still waited for", () => {
    const [kase] = timesAt([inbound("10:00"), bot("10:00:05"), inbound("10:01"), handoff("10:01:01"), bot("10:01:03"), sent("10:20")], "11:00");

    expect(kase?.felt).toEqual([wait("10:00", "10:00:05"), wait("10:01", "10:01:03")]);
    expect(kase?.bot).toEqual([wait("10:00", "10:00:05")]);
    expect(kase?.handoffs).toMatchObject([wait("10:01", "10:20")]);
  });

  test("[HO14] [S7] a message that failed answered nobody", () => {
    const [kase] = timesAt([inbound("10:00"), sent("10:05", "human", "m1"), failed("10:06", "m1"), sent("10:15", "human", "m2")], "11:00");

    expect(kase?.human).toEqual([wait("10:00", "10:15")]);
  });

  test("[HO14] [HO7] given back to the bot, the wait is the bot's again and nobody asks for a person any more", () => {
    const [kase] = timesAt([inbound("10:00"), bot("10:00:05"), inbound("10:01"), handoff("10:02"), transfer("10:05", "bot"), bot("10:06")], "11:00");

    expect(kase?.handoffs).toMatchObject([{ how: "ended", to: time("10:05") }]);
    expect(kase?.bot).toEqual([wait("10:00", "10:00:05"), wait("10:01", "10:06")]);
    expect(kase?.human).toEqual([]);
  });

  test("[HO14] [S11] a wait that needed no answer is in no figure", () => {
    const [kase] = timesAt([inbound("10:00"), sent("10:05"), inbound("10:10"), noReplyNeeded("10:20")], "11:00");

    expect(kase?.human).toEqual([wait("10:00", "10:05"), wait("10:10", "10:20", "ended")]);
    expect(summaryOf(kase?.human ?? [])).toEqual({ answered: 1, median: minutes(5), longest: minutes(5) });
  });

  test("[HO14] [S3] each case has its own waits", () => {
    const cases = timesAt([inbound("10:00"), sent("10:05"), resolve("10:10"), inbound("9d 10:00"), sent("9d 10:20")], "10d 00:00");

    expect(cases.map(({ human, no }) => ({ no, human }))).toEqual([
      { no: 1, human: [wait("10:00", "10:05")] },
      { no: 2, human: [wait("9d 10:00", "9d 10:20")] },
    ]);
  });

  test("[HO14] [S16] the order of arrival changes nothing", () => {
    expect(timesAt(QUICK_BOT_SLOW_PERSON.toReversed(), "11:00")).toEqual(timesAt(QUICK_BOT_SLOW_PERSON, "11:00"));
  });
});

describe("the wait to be expected", () => {
  const waits = (...of: readonly number[]) => of.map(minutes);

  test("[S0-19] fewer than eight recent waits say nothing", () => {
    expect(expectedWait(waits(5, 5, 5, 5, 5, 5, 5), [])).toBeUndefined();
  });

  test("[S0-19] it goes from the median to four in five, in steps that one would say", () => {
    expect(expectedWait(waits(4, 6, 9, 12, 13, 17, 21, 23, 26, 44), [])).toEqual({ from: minutes(10), to: minutes(25) });
  });

  test("[S0-19] waits that are all alike still give a range", () => {
    expect(expectedWait(waits(10, 10, 10, 10, 10, 10, 10, 10), [])).toEqual({ from: minutes(10), to: minutes(15) });
  });

  test("[S0-19] a queue that stands still is not called quick, because who still waits counts", () => {
    const quick = waits(2, 3, 3, 4, 4, 5, 5, 6);
    expect(expectedWait(quick, [])).toEqual({ from: minutes(0), to: minutes(5) });
    expect(expectedWait(quick, waits(1, 30, 40, 50, 50, 60, 60, 60, 60, 60))).toEqual({ from: minutes(30), to: minutes(60) });
  });
});
