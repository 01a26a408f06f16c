import { toAgentId, type NumberId } from "../../shared/ids.ts";
import type { NumberAlarm } from "../../shared/signals/alarms.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { templateRisk } from "../../shared/signals/template-risk.ts";
import { days, hours, minus, minutes, toInstant } from "../../shared/time.ts";
import type { SignalCommands } from "../commands/number-signals.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { idOf } from "./conversations.ts";
import { agents, NOW } from "./people.ts";

const today = toInstant(Math.floor(NOW / days(1)) * days(1));
const template = (
  name: string,
  category: "UTILITY" | "MARKETING",
  quality: "GREEN" | "YELLOW" | "RED",
  status: string,
  figures: readonly [number, number, number, number],
) => {
  const [sent, failed, unread, optOuts] = figures;
  const own = { sent, failed, unread: { count: unread, of: sent - failed }, optOuts };
  return { name, language: "en", category, quality, status, ...own, risk: templateRisk({ category, quality }, own) };
};

/** A week after a careless offer. */
export const signalsOf = (numberId: NumberId): Signals => ({
  numberId,
  from: minus(NOW, days(7)),
  to: NOW,
  computedAt: minus(NOW, minutes(1)),
  sent: 6_412,
  arrived: 6_180,
  underWay: 102,
  failures: [
    { code: 131026, count: 74 },
    { code: 131049, count: 31 },
    { code: 131047, count: 19 },
    { code: 131050, count: 6 },
  ],
  undelivered: { count: 118, of: 1_980 },
  unread: { count: 640, of: 1_650 },
  proactive: { people: 1_904, messages: 2_374 },
  negative: { count: 74, of: 1_904 },
  negativeBefore: { count: 31, of: 1_760 },
  optOuts: 27,
  response: { count: 812, of: 871 },
  responseBefore: { count: 840, of: 882 },
  categories: [
    { category: "SERVICE", sent: 4_038, failed: 19, optOuts: 4 },
    { category: "UTILITY", sent: 1_522, failed: 12, optOuts: 2 },
    { category: "MARKETING", sent: 852, failed: 99, optOuts: 21 },
  ],
  templates: [
    template("spring_offer", "MARKETING", "RED", "APPROVED", [640, 88, 326, 19]),
    template("we_are_here", "MARKETING", "YELLOW", "APPROVED", [212, 11, 96, 2]),
    template("order_shipped_v3", "UTILITY", "GREEN", "APPROVED", [1_204, 9, 24, 1]),
    template("refund_done", "UTILITY", "GREEN", "APPROVED", [318, 3, 9, 0]),
  ],
  patterns: [
    { id: "burst", fires: true, value: 11.4, threshold: 6, evidence: { peak: 436, usual: 38 } },
    { id: "identical-texts", fires: false, value: 4, threshold: 20, evidence: { people: 4 } },
    { id: "cold-contacts", fires: true, value: 0.34, threshold: 0.3, evidence: { count: 648, of: 1_904 } },
    { id: "template-fails", fires: false, value: 0.047, threshold: 0.1, evidence: { count: 111, of: 2_374 } },
  ],
  overrides: agents.slice(1, 3).map(({ id }, i) => ({ agentId: toAgentId(id), count: 19 - i * 7, rules: ["G-FOLLOW-UP", "G-QUIET"].slice(0, 2 - i) })),
  hours: Array.from({ length: 24 }, (_, hour) => {
    const sent = hour < 6 || hour > 19 ? 6 : 180 + ((hour * 53) % 170) + (hour === 10 ? 430 : 0);
    return { hour, sent, failed: hour === 10 ? 74 : Math.round(sent / 60) };
  }),
  trend: Array.from({ length: 14 }, (_, i) => ({
    day: minus(today, days(13 - i)),
    people: 240 + i * 3,
    negative: [4, 3, 5, 4, 6, 4, 5, 6, 8, 19, 17, 12, 8, 5][i] ?? 0,
  })),
  quality: [
    { at: minus(NOW, days(40)), value: "green" },
    { at: minus(NOW, days(11)), value: "yellow" },
    { at: minus(NOW, days(6)), value: "red" },
    { at: minus(NOW, days(3)), value: "yellow" },
  ],
  examples: [1, 2, 3, 4, 5].map((n) => ({
    kind: n % 3 === 0 ? ("opt-out" as const) : ("failed" as const),
    conversationId: idOf(n),
    at: minus(NOW, hours(n * 5)),
    ...(n % 3 === 0 ? {} : { code: 131026, template: "spring_offer" }),
  })),
  usage24h: { atLeast: 1_412, nextFreeAt: toInstant(NOW + minutes(100)) },
});

const numberAlarms: readonly NumberAlarm[] = [
  { id: "quality:1", signal: "quality", quality: "yellow", level: "warn", at: minus(NOW, hours(5)), seenBy: [] },
  { id: "cold-contacts:1", signal: "cold-contacts", value: 0.34, level: "warn", at: minus(NOW, hours(9)), seenBy: [] },
];

export const fakeSignalCommands: SignalCommands = {
  signals: async (number) => ({ kind: "fresh", seen: { fact: signalsOf(number), at: NOW } }),
  seeAlarms: async () => true,
};

/** Numbers after a careless offer: one that suffers, and one that nobody has heard of for hours. */
export const afterAnOffer = (numbers: InboxState["numbers"]): InboxState["numbers"] =>
  new Map(
    [...numbers].map(([id, number], i) => {
      const observedAt = minus(NOW, i === 0 ? minutes(2) : hours(9));
      const limit = { ...number.limit, observedAt, source: "api" as const };
      const quality = { value: i === 0 ? ("yellow" as const) : ("green" as const), since: minus(NOW, days(3)), observedAt, source: "api" as const };
      return [id, { ...number, limit, quality, canSend: "available" as const, alarms: i === 0 ? numberAlarms : [] }];
    }),
  );
