import type { Calendars } from "../../shared/sla/calendar.ts";
import { DEFAULT_POLICIES } from "../../shared/sla/default-policy.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { hours, minutes } from "../../shared/time.ts";

const OFFICE = [
  ["09:00", "13:00"],
  ["14:00", "18:00"],
] as const;

/** One desk that is open round the clock, one with a lunch break and Italian holidays. */
export const demoCalendars: Calendars = {
  "Billing hours": {
    timeZone: "Europe/Rome",
    weekly: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
    holidays: ["01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25", "12-26"],
    overrides: { "2026-12-24": [["09:00", "12:00"]], "2026-12-31": [["09:00", "12:00"]] },
    version: 1,
  },
};

/** What the demo's teams promise: urgent matters first, billing in its office hours, everybody else round the clock. */
export const demoPolicies: readonly Policy[] = [
  {
    id: "urgent",
    version: 1,
    name: "Urgent",
    default: false,
    conditions: [{ field: "priority", in: ["urgent"] }],
    targets: {
      handoff: { target: minutes(2), calendar: "24/7" },
      "first-reply": { target: minutes(5), calendar: "24/7" },
      "next-reply": { target: minutes(5), calendar: "24/7" },
      resolution: { target: hours(4), calendar: "24/7" },
    },
    warnings: [
      { share: 0.5, tell: ["assignee", "team"] },
      { share: 0.8, tell: ["assignee", "lead"] },
    ],
  },
  {
    id: "billing",
    version: 1,
    name: "Billing",
    default: false,
    conditions: [{ field: "team", in: ["billing"] }],
    targets: {
      handoff: { target: minutes(10), calendar: "Billing hours" },
      "first-reply": { target: minutes(30), calendar: "Billing hours" },
      "next-reply": { target: hours(1), calendar: "Billing hours" },
      resolution: { target: hours(16), calendar: "Billing hours" },
    },
  },
  ...DEFAULT_POLICIES,
];
