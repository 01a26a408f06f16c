import { expect, test } from "vitest";
import { explainError, knownErrorCodes } from "../../shared/platform/error-codes.ts";
import { errorTableSource } from "../../shared/platform/error-table.ts";
import { lengthFacts, messagingLimits, rateFacts, windowFacts } from "../../shared/platform/facts.ts";
import { hours } from "../../shared/time.ts";

const NAMED = [
  0, 190, 3, 10, 200, 250, 299, 131005, 1, 2, 131000, 131016, 133004, 4, 80007, 130429, 131056, 131048, 131064, 368, 131031, 130497, 130403, 131047, 131049,
  131050, 130472, 131026, 131030, 131021, 131008, 131009, 100, 33, 135000, 131051, 131052, 131053, 131037, 131045, 133000, 133016, 133010, 131042, 134011,
  131055, 131063, 134100, 134101, 134102, 131057, 2494100, 131062, 132000, 132012, 132018, 132001, 132005, 132007, 132015, 132016, 132068, 132069, 137000,
  138001, 139200, 2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299, 2494191,
];

test("every code that the platform documents has a title, a meaning and a next step", () => {
  const lacking = NAMED.filter((code) => {
    const { title, meaning, next, known } = explainError(code);
    return !known || [title, meaning, next].some((words) => words.length < 5);
  });
  expect(lacking).toEqual([]);
  expect(knownErrorCodes.every((code) => explainError(code).known)).toBe(true);
});

test("[I2] only refusals before anything went out are tried again by themselves", () => {
  const later = NAMED.filter((code) => explainError(code).retry === "later");
  const unknown = NAMED.filter((code) => explainError(code).retry === "unknown-outcome");
  expect(later.toSorted((a, b) => a - b)).toEqual([4, 80007, 130429, 131056, 131057, 2494100]);
  expect(unknown.toSorted((a, b) => a - b)).toEqual([1, 2, 131000, 131016, 133004]);
});

test("an unknown code is shown honestly, with the platform's own words", () => {
  expect(explainError(999_999, "Something new")).toMatchObject({
    code: 999_999,
    known: false,
    retry: "never",
    details: "Something new",
    title: "Error 999999",
  });
});

test("every figure of the platform has a source and a date", () => {
  for (const { source, asOf } of [
    ...Object.values(windowFacts),
    ...Object.values(lengthFacts),
    ...Object.values(rateFacts),
    messagingLimits,
    errorTableSource,
  ]) {
    expect(source).not.toBe("");
    expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  }
  expect(windowFacts.service.value).toBe(hours(24));
});
