import type { NumberRollout } from "../guard/rollout-answer.ts";
import { toNumberId } from "../../shared/ids.ts";
import { days, hours, minus } from "../../shared/time.ts";
import type { RolloutCommands } from "../commands/rollout.ts";
import { NOW, shopEu, sofia, tomas } from "./people.ts";

/** One number half way up with a gate that is shut, and one on which nobody has started anything. */
export const fakeRollouts: readonly NumberRollout[] = [
  {
    numberId: shopEu,
    displayName: "Shop EU",
    displayNumber: "+34 911 23 45 67",
    rollout: { campaign: "n-eu:1", name: "Shop EU", stage: 10, since: minus(NOW, hours(31)), staff: ["34600111222", "393330000001"] },
    mayPromote: false,
    gates: [
      { gate: "dwell", isOpen: true, source: "clock", until: minus(NOW, hours(7)) },
      { gate: "quality", isOpen: true, source: "platform", quality: "green" },
      { gate: "sent", isOpen: true, source: "notifications", sent: 214, needed: 20 },
      { gate: "failed", isOpen: true, source: "notifications", count: 3, share: 3 / 214, bound: 0.05 },
      { gate: "opted-out", isOpen: false, source: "consents", count: 6, share: 6 / 214, bound: 0.02 },
      { gate: "answered-in-time", isOpen: true, source: "answers", share: 0.957, bound: 0.9 },
    ],
    changes: [
      { at: minus(NOW, hours(31)), by: tomas, what: "promoted", from: 5, to: 10 },
      { at: minus(NOW, days(3)), by: tomas, what: "promoted", from: 1, to: 5 },
      { at: minus(NOW, days(4)), by: tomas, what: "promoted", from: 0, to: 1 },
      { at: minus(NOW, days(5)), by: tomas, what: "staff", from: 0, to: 0 },
      { at: minus(NOW, days(5)), by: tomas, what: "started", to: 0 },
      { at: minus(NOW, days(9)), by: sofia, what: "rolled-back", from: 25, to: 0, reason: "Complaints about the spring offer" },
    ],
  },
  { numberId: toNumberId("n-latam"), displayName: "Shop LATAM", displayNumber: "+52 55 1234 5678", changes: [] },
];

export const fakeRolloutCommands: RolloutCommands = {
  rollouts: async () => ({ kind: "fresh", seen: { fact: fakeRollouts, at: NOW } }),
  stepRollout: async () => ({ kind: "done", held: 0 }),
  setRolloutStaff: async () => ({ kind: "done", held: 0 }),
};
