import { hours, minutes } from "../time.ts";
import type { Calendars } from "./calendar.ts";
import type { Policy, Warning } from "./policy.ts";

/** [P2] Where a policy says nothing about warnings. */
export const DEFAULT_WARNINGS: readonly Warning[] = [0.5, 0.8, { before: minutes(5) }];

export const DEFAULT_CALENDARS: Calendars = { "24/7": "24/7" };

/** What a team starts with, until a lead says otherwise. */
export const DEFAULT_POLICIES: readonly Policy[] = [
  {
    id: "default",
    version: 1,
    name: "Default",
    default: true,
    conditions: [],
    targets: {
      handoff: { target: minutes(5), calendar: "24/7" },
      "first-reply": { target: minutes(15), calendar: "24/7" },
      "next-reply": { target: minutes(15), calendar: "24/7" },
      resolution: { target: hours(24), calendar: "24/7" },
    },
    warnings: DEFAULT_WARNINGS,
  },
];
