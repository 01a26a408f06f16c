import { describe, expect, test } from "vitest";
import { clock } from "../../renderer/dev/conversations.ts";
import { NOW } from "../../renderer/dev/people.ts";
import { made } from "../../renderer/dev/conversations.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { chipFace, nextTick } from "../../renderer/views/words/chip-face.ts";
import { createTimeWords } from "../../renderer/views/words/time-words.ts";
import { hours, minutes, plus, toInstant } from "../../shared/time.ts";

const words = createWords("en-GB");
const time = createTimeWords("en-GB", (key, values) => words.t(key, { ...values }));
const base = made[2]?.conversation;
if (base === undefined) throw new Error("The fixtures have no conversation.");

describe("what is left, in few signs", () => {
  test.each([
    [48_000, "0:48"],
    [272_000, "4:32"],
    [3_599_000, "59:59"],
    [3_600_000, "1 h 0 m"],
    [11_520_000, "3 h 12 m"],
    [86_400_000, "1 d"],
    [200_000_000, "2 d"],
    [-725_000, "−12:05"],
    [-11_520_000, "−3 h 12 m"],
  ])("%i ms reads %s", (ms, shown) => {
    expect(time.left(ms)).toBe(shown);
  });

  test("a second that has begun still counts, so nothing reads 0:00 before it is due", () => {
    expect(time.left(1)).toBe("0:01");
  });

  test("says the same in a sentence for somebody who listens", () => {
    expect(time.spoken(272_000)).toBe("4 minutes 32 seconds");
    expect(time.spoken(60_000)).toBe("1 minute");
    expect(time.spoken(11_520_000)).toBe("3 hours 12 minutes");
  });
});

describe("what the chip shows", () => {
  test("[R1] the clock that bites first, red once it is breached", () => {
    expect(chipFace({ ...base, clocks: [clock("resolution", 9_000, 480), clock("next-reply", 98)] }, NOW)).toMatchObject({
      kind: "clock",
      clock: "next-reply",
      tone: "warn",
    });
    expect(chipFace({ ...base, clocks: [clock("first-reply", -725)] }, NOW)).toMatchObject({ kind: "clock", clock: "first-reply", tone: "bad" });
  });

  test("[R1] the window where it closes before the reply is due", () => {
    const closing = { ...base, lastInboundAt: toInstant(NOW - hours(24) + minutes(28)), clocks: [clock("first-reply", 5_400, 120)] };
    expect(chipFace(closing, NOW)).toEqual({ kind: "window", tone: "bad", dueAt: plus(NOW, minutes(28)) });
  });

  test("[R4] the due time instead of a distance that counts closed hours", () => {
    const overnight = clock("first-reply", 86_400, 480, { startedAt: toInstant(NOW - hours(2)) });
    expect(chipFace({ ...base, lastInboundAt: undefined, clocks: [overnight] }, NOW)).toMatchObject({ kind: "clock", byTime: true });
    expect(time.until(plus(NOW, hours(24)), NOW)).toMatch(/^tomorrow \d\d:\d\d$/u);
  });

  test("its own word for every other state", () => {
    const stopped = clock("next-reply", -60, 15, { state: "not-needed", stoppedAt: NOW, breachedAt: undefined });
    expect(chipFace({ ...base, clocks: [] }, NOW).kind).toBe("waiting");
    expect(chipFace({ ...base, clocks: [stopped] }, NOW).kind).toBe("none");
    expect(chipFace({ ...base, clocks: [clock("resolution", 60, 15, { state: "paused", dueAt: undefined })] }, NOW).kind).toBe("paused");
    expect(chipFace({ ...base, state: "resolved" }, NOW).kind).toBe("done");
    expect(chipFace({ ...base, state: "bot", clocks: [] }, NOW).kind).toBe("bot");
    expect(chipFace({ ...base, state: "snoozed", clocks: [], snoozedUntil: NOW }, NOW).kind).toBe("snoozed");
  });

  test("[PF8] changes on whole seconds below an hour and each minute above, for all rows at once", () => {
    const odd = toInstant(NOW + 437);
    expect(nextTick(plus(odd, minutes(5)), odd)).toBe(NOW + 1_000);
    expect(nextTick(plus(odd, hours(5)), odd)).toBe(NOW + 60_000);
  });
});
