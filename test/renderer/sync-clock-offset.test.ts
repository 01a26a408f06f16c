import { expect, test } from "vitest";
import { best, createClockOffset, sampleOf, type Offset, type Sample } from "../../renderer/sync/clock-offset.ts";
import { hours } from "../../shared/time.ts";
import { createFakeTime } from "./fake-time.ts";
import { NOON } from "./inbox-builders.ts";

function aClockOffset(skewMs = 0) {
  const time = createFakeTime(NOON);
  const offsets: Offset[] = [];
  let asked = 0;
  const state = { skewMs, roundTrip: 40, online: true };
  const ask = async (): Promise<Sample> => {
    asked++;
    if (!state.online) throw new Error("Not connected.");
    const now = time.clock.now();
    return sampleOf(now, now + state.roundTrip / 2 + state.skewMs, now + state.roundTrip);
  };
  const offset = createClockOffset({ clock: time.clock, monotonic: time.monotonic, timers: time.timers, ask, onOffset: (next) => offsets.push(next) });
  return { time, offset, offsets, state, asked: () => asked };
}

const answers = () => new Promise((resolve) => setImmediate(resolve));

test("[I14] the quickest of the samples counts", () => {
  expect(best([sampleOf(0, 1_000, 400), sampleOf(0, 900, 20), sampleOf(0, 2_000, 900)])).toEqual({ offset: 890, roundTrip: 20 });
});

test("[I14] the error is at most half of the round trip, however uneven the way", () => {
  for (const there of [0, 10, 50, 100]) {
    const { offset } = sampleOf(NOON, NOON + there + 5_000, NOON + 100);
    expect(Math.abs(offset - 5_000)).toBeLessThanOrEqual(50);
  }
});

test("[I14] eight samples are kept: an old quick one does not rule for ever", () => {
  const { offset, offsets } = aClockOffset();
  offset.add({ offset: 0, roundTrip: 1 });
  for (let n = 0; n < 8; n++) offset.add({ offset: 700, roundTrip: 30 });

  expect(offsets.at(-1)).toEqual({ ms: 700, certain: true });
});

test("[I14] asks again every five minutes", async () => {
  const { asked, time } = aClockOffset();
  time.advance(4 * 60_000);
  expect(asked()).toBe(0);
  time.advance(2 * 60_000);
  await answers();
  expect(asked()).toBe(1);
});

test("[I14] is uncertain after a jump of the clock until it has asked again", async () => {
  const { asked, offset, offsets, state, time } = aClockOffset();
  offset.add({ offset: 0, roundTrip: 40 });
  time.jump(hours(1));
  state.skewMs = -hours(1);
  time.advance(5_000);
  expect(offsets.at(-1)).toEqual({ ms: 0, certain: false });

  await answers();
  expect(asked()).toBe(1);
  expect(offsets.at(-1)).toEqual({ ms: -hours(1), certain: true });
  expect(offset.clock.now()).toBe(time.clock.now() - hours(1));
});

test("[I14] a jump of less than a second is no jump", () => {
  const { asked, time } = aClockOffset();
  time.jump(900);
  time.advance(5_000);
  expect(asked()).toBe(0);
});

test("[I14] stays uncertain without a network, and keeps the offset it had", async () => {
  const { offset, offsets, state } = aClockOffset();
  offset.add({ offset: 3_000, roundTrip: 10 });
  state.online = false;
  offset.doubt();
  await answers();

  expect(offsets.at(-1)).toEqual({ ms: 3_000, certain: false });
});

test("[I14] a sample during which the clock was set back is worth nothing", () => {
  const { offset, offsets } = aClockOffset();
  offset.add(sampleOf(NOON, NOON, NOON - 5_000));
  expect(offsets).toEqual([]);
});

test("[I14] stops asking when it is stopped", () => {
  const { offset, time } = aClockOffset();
  offset.stop();
  expect(time.waiting()).toBe(0);
});
