import * as fc from "fast-check";
import { expect, test } from "vitest";
import { arrangementOf, placeWindow } from "../../electron/window-place.ts";

const laptop = { id: 1, workArea: { x: 0, y: 0, width: 1440, height: 860 } };
const desk = { id: 2, workArea: { x: 1440, y: 0, width: 2560, height: 1400 } };

test("opens in the middle of the first screen the first time", () => {
  expect(placeWindow({}, [desk])).toEqual({ x: 2000, y: 250, width: 1440, height: 900, maximized: false });
});

test("opens where it was with these displays", () => {
  const place = { x: 1600, y: 100, width: 1500, height: 1000, maximized: false };
  expect(placeWindow({ [arrangementOf([laptop, desk])]: place }, [desk, laptop])).toEqual(place);
});

test("a place kept for two screens says nothing about one", () => {
  const place = { x: 1600, y: 100, width: 1500, height: 1000, maximized: false };
  expect(placeWindow({ [arrangementOf([laptop, desk])]: place }, [laptop])).toMatchObject({ x: 0, width: 1440 });
});

test("its title bar is always within reach, and it is never smaller than it can be used", () => {
  const number = fc.integer({ min: -10_000, max: 10_000 });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 1, max: 9_000 }), fc.boolean(), (x, y, width, height, maximized) => {
      const screens = [laptop, desk];
      const place = placeWindow({ [arrangementOf(screens)]: { x, y, width, height, maximized } }, screens);
      expect(place.width).toBeGreaterThanOrEqual(1024);
      expect(place.height).toBeGreaterThanOrEqual(700);
      expect(
        screens.some(
          ({ workArea }) =>
            place.y >= workArea.y &&
            place.y <= workArea.y + workArea.height - 40 &&
            place.x < workArea.x + workArea.width &&
            place.x + place.width > workArea.x,
        ),
      ).toBe(true);
    }),
  );
});
