import { expect, test } from "vitest";
import { regimeAt } from "../../shared/platform/facts.ts";
import { toInstant } from "../../shared/time.ts";

test("limits belong to the portfolio from 7 October 2025 on, and to the number before", () => {
  const at = (iso: string) => regimeAt(toInstant(Date.parse(iso)));
  expect([at("2025-10-06T23:59:59.999Z"), at("2025-10-07T00:00:00Z"), at("2026-11-22T00:00:00Z")]).toEqual([
    "per-number-2021",
    "portfolio-2025",
    "portfolio-2025",
  ]);
});
