import type { SlaSettings, WhatIfResult } from "../../shared/api/sla.ts";
import type { Attainment } from "../../shared/sla/attainment.ts";
import { DEFAULT_WARNINGS } from "../../shared/sla/default-policy.ts";
import { hours, minutes } from "../../shared/time.ts";
import type { SlaCommands } from "../commands/sla-settings.ts";
import { ago, idOf } from "./conversations.ts";
import { billing, NOW } from "./people.ts";

/** Two desks and four promises, as a lead might have them. */
export const slaSettings: SlaSettings = {
  revision: 7,
  calendars: {
    "24/7": "24/7",
    "Orders EU": {
      timeZone: "Europe/Madrid",
      weekly: {
        mon: [["09:00", "18:00"]],
        tue: [["09:00", "18:00"]],
        wed: [["09:00", "18:00"]],
        thu: [["09:00", "18:00"]],
        fri: [["09:00", "18:00"]],
        sat: [["10:00", "14:00"]],
      },
      holidays: ["01-01", "05-01", "12-25"],
      overrides: { "2026-12-24": [["09:00", "13:00"]] },
      version: 3,
    },
    "Desk LATAM": {
      timeZone: "America/Mexico_City",
      weekly: {
        mon: [["08:00", "20:00"]],
        tue: [["08:00", "20:00"]],
        wed: [["08:00", "20:00"]],
        thu: [["08:00", "20:00"]],
        fri: [["08:00", "20:00"]],
      },
      version: 1,
    },
  },
  policies: [
    {
      id: "vip",
      version: 4,
      name: "Gold customers",
      default: false,
      conditions: [{ field: "tier", in: ["gold"] }],
      targets: {
        handoff: { target: minutes(2), calendar: "24/7" },
        "first-reply": { target: minutes(5), calendar: "24/7" },
        "next-reply": { target: minutes(10), calendar: "24/7" },
        resolution: { target: hours(8), calendar: "Orders EU" },
      },
      warnings: [
        { share: 0.5, tell: ["assignee"] },
        { share: 0.8, tell: ["assignee", "team"] },
        { before: minutes(1), tell: ["lead"] },
      ],
      breach: { tell: ["assignee", "team", "lead"] },
    },
    {
      id: "urgent",
      version: 2,
      name: "Urgent in Europe",
      default: false,
      conditions: [
        { field: "priority", in: ["high", "urgent"] },
        { field: "number", in: ["1000"] },
      ],
      targets: {
        handoff: { target: minutes(3), calendar: "Orders EU" },
        "first-reply": { target: minutes(10), calendar: "Orders EU" },
        "next-reply": { target: minutes(15), calendar: "Orders EU" },
        resolution: { target: hours(6), calendar: "Orders EU" },
      },
      warnings: DEFAULT_WARNINGS,
      ownerTarget: { target: minutes(10), calendar: "Orders EU" },
    },
    {
      id: "refunds",
      version: 1,
      name: "Refunds",
      default: false,
      conditions: [
        { field: "label", in: ["refund", "warranty"] },
        { field: "team", in: [billing] },
      ],
      targets: { "first-reply": { target: minutes(30), calendar: "Orders EU" }, resolution: { target: hours(48), calendar: "Orders EU" } },
    },
    {
      id: "default",
      version: 5,
      name: "Everybody",
      default: true,
      conditions: [],
      targets: {
        handoff: { target: minutes(5), calendar: "24/7" },
        "first-reply": { target: minutes(15), calendar: "Orders EU" },
        "next-reply": { target: minutes(20), calendar: "Orders EU" },
        resolution: { target: hours(24), calendar: "Orders EU" },
      },
      warnings: DEFAULT_WARNINGS,
    },
  ],
};

const decided = (met: number, missed: number, rest: Partial<Attainment> = {}): Attainment => ({
  met,
  missed,
  unanswered: 0,
  notNeeded: 0,
  cancelled: 0,
  open: 0,
  share: met + missed === 0 ? undefined : met / (met + missed),
  ...rest,
});

const missesToday = [0, 0, 0, 0, 0, 0, 0, 1, 4, 9, 14, 12, 8, 17, 22, 19, 11, 7, 5, 2, 1, 0, 0, 0];
const missesDraft = [0, 0, 0, 0, 0, 0, 0, 1, 3, 11, 19, 16, 9, 24, 31, 24, 14, 8, 5, 1, 0, 0, 0, 0];

export const whatIfResult: WhatIfResult = {
  conversations: 1_284,
  metrics: {
    handoff: { today: decided(402, 18, { cancelled: 3 }), draft: decided(402, 18, { cancelled: 3 }) },
    "first-reply": { today: decided(1_046, 62, { unanswered: 9, open: 4 }), draft: decided(1_008, 100, { unanswered: 9, open: 4 }) },
    "next-reply": { today: decided(2_511, 48, { notNeeded: 31 }), draft: decided(2_515, 44, { notNeeded: 31 }) },
    resolution: { today: decided(0, 0), draft: decided(988, 4, { open: 12 }) },
  },
  hours: missesToday.map((today, hour) => ({ hour, today, draft: missesDraft[hour] ?? 0 })),
  changed: {
    newlyMissed: 47,
    noLongerMissed: 9,
    examples: [
      { conversationId: idOf(2), kind: "first-reply", startedAt: iso(ago(60 * 26)), missed: "draft" },
      { conversationId: idOf(3), kind: "first-reply", startedAt: iso(ago(60 * 30)), missed: "draft" },
      { conversationId: idOf(5), kind: "next-reply", startedAt: iso(ago(60 * 50)), missed: "today" },
      { conversationId: "c-long-gone", kind: "resolution", startedAt: iso(ago(60 * 80)), missed: "draft" },
    ],
  },
  tookMs: 2_140,
};

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** A server that knows these settings and answers at once. */
export const fakeSlaSettings: Pick<SlaCommands, "slaSettings" | "saveSlaSettings" | "whatIf"> = {
  slaSettings: async () => ({ kind: "fresh", seen: { fact: slaSettings, at: NOW } }),
  saveSlaSettings: async (settings) => ({ kind: "saved", settings: { ...settings, revision: settings.revision + 1 } }),
  whatIf: async (_question, onProgress) => {
    onProgress({ done: 640, of: whatIfResult.conversations });
    return { kind: "result", result: whatIfResult };
  },
};

/** The same in a particular situation: `?sla=meanwhile`, `running`, `gaps`. */
export function slaSituation(wish: string | null): Partial<SlaCommands> {
  switch (wish) {
    case "meanwhile": {
      const theirs = {
        ...slaSettings,
        revision: 8,
        policies: slaSettings.policies.map((policy) => (policy.id === "vip" ? { ...policy, version: 5, name: "Gold and platinum" } : policy)),
      };
      let asked = 0;
      return {
        slaSettings: async () => ({ kind: "fresh", seen: { fact: (asked += 1) === 1 ? slaSettings : theirs, at: NOW } }),
        saveSlaSettings: async () => ({ kind: "changed-meanwhile" }),
      };
    }
    case "running":
      return {
        whatIf: (_question, onProgress, signal) => {
          onProgress({ done: 640, of: whatIfResult.conversations });
          return new Promise((resolve) => signal.addEventListener("abort", () => resolve({ kind: "stopped" })));
        },
      };
    case "gaps": {
      const [vip, ...others] = slaSettings.policies.slice(0, 3);
      const policies = vip === undefined ? [] : [vip, ...others, { ...vip, id: "late", name: "Gold at night", version: 1 }];
      return { slaSettings: async () => ({ kind: "fresh", seen: { fact: { ...slaSettings, policies }, at: NOW } }) };
    }
    default:
      return {};
  }
}
