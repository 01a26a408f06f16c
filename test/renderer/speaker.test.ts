import { expect, test } from "vitest";
import { createSpeaker } from "../../renderer/session/speaker.ts";
import { createFakeTime } from "./fake-time.ts";
import { NOON } from "./inbox-builders.ts";

/** Two windows that hear each other; the first leads. */
function twoWindows() {
  const time = createFakeTime(NOON);
  const ears: ((message: unknown) => void)[] = [];
  const focused = [false, false];
  const speakers = [0, 1].map((n) =>
    createSpeaker({
      channel: { post: (message) => ears.forEach((hear, at) => at !== n && hear(structuredClone(message))), listen: (hear) => (ears[n] = hear) },
      hasFocus: () => focused[n] === true,
      leads: () => n === 0,
      timers: time.timers,
    }),
  );
  return {
    time,
    focus: (...now: readonly boolean[]) => {
      focused.splice(0, 2, ...now);
      for (const { look } of speakers) look();
    },
    speaking: () => speakers.map(({ speaks }) => speaks()),
  };
}

test("[I18] [B2] exactly one window tells of what happens: the one that is looked at, else the one that leads", () => {
  const { focus, speaking, time } = twoWindows();
  expect(speaking()).toEqual([true, false]);
  focus(false, true);
  expect(speaking()).toEqual([false, true]);
  time.advance(60_000);
  expect(speaking()).toEqual([false, true]);
  focus(true, false);
  expect(speaking()).toEqual([true, false]);
  focus(false, false);
  expect(speaking()).toEqual([true, false]);
});

test("[I18] a window that crashed with the focus keeps the others silent for a moment, not for ever", () => {
  const time = createFakeTime(NOON);
  let hear: (message: unknown) => void = () => undefined;
  const { speaks } = createSpeaker({
    channel: { post: () => undefined, listen: (heard) => (hear = heard) },
    hasFocus: () => false,
    leads: () => true,
    timers: time.timers,
  });
  hear({ focused: true });
  hear("nonsense");
  expect(speaks()).toBe(false);
  time.advance(10_000);
  expect(speaks()).toBe(true);
});
