import type { ExplainedClock, ExplainedPiece } from "../../shared/api/sla.ts";
import type { ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Calendars, NamedCalendar, OpenHours } from "../../shared/sla/calendar.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { explainCases, foldCases } from "../../shared/sla/fold.ts";
import type { Policy, PolicyTarget } from "../../shared/sla/policy.ts";
import { hours, minutes, plus, toInstant, type Instant } from "../../shared/time.ts";
import { ago, amelia, idOf } from "./conversations.ts";
import { irene, NOW } from "./people.ts";
import { threads } from "./threads.ts";

/** What happened in some of the conversations, so that their clocks and the reasons for them come from the engine itself. */

const every = (from: string, to: string): Record<"mon" | "tue" | "wed" | "thu" | "fri", readonly OpenHours[]> => {
  const day: readonly OpenHours[] = [[from, to]];
  return { mon: day, tue: day, wed: day, thu: day, fri: day };
};

const CALENDARS: Calendars = {
  "24/7": "24/7",
  "Shop hours": { timeZone: "Europe/Madrid", weekly: every("09:00", "18:00"), version: 2 },
  "Desk LATAM": { timeZone: "America/Mexico_City", weekly: every("08:00", "20:00"), version: 1 },
};
export const namedCalendars: readonly NamedCalendar[] = Object.entries(CALENDARS).map(([id, definition]) => ({ id, definition }));

const policy = (id: string, version: number, name: string, targets: Policy["targets"], more: Partial<Policy> = {}): Policy => ({
  id,
  version,
  name,
  default: true,
  conditions: [],
  targets,
  ...more,
});
const always = (min: number): PolicyTarget => ({ target: minutes(min), calendar: "24/7" });
const shop = (ms: PolicyTarget["target"]): PolicyTarget => ({ target: ms, calendar: "Shop hours" });

const orders = policy("orders", 3, "Orders EU", {
  handoff: always(5),
  "first-reply": always(15),
  "next-reply": always(15),
  resolution: shop(hours(8)),
});
const slow = policy("everybody", 5, "Everybody", { "first-reply": always(60), "next-reply": always(60) });
const urgent = policy(
  "urgent",
  2,
  "Urgent first",
  { "first-reply": always(15), "next-reply": always(15) },
  {
    default: false,
    conditions: [{ field: "priority", in: ["high", "urgent"] }],
  },
);
const evening = policy("shop", 4, "Shop questions", { "first-reply": shop(hours(8)), resolution: shop(hours(16)) });
const latam = policy("latam", 1, "LATAM", { "first-reply": { target: hours(14), calendar: "Desk LATAM" } });

interface History {
  readonly policies: readonly Policy[];
  readonly events: readonly SlaEvent[];
  /** Words of messages that no thread holds. */
  readonly said?: Readonly<Record<string, string>>;
}

const HISTORIES: ReadonlyMap<ConversationId, History> = new Map<ConversationId, History>([
  [
    amelia,
    {
      policies: [orders],
      events: [
        { type: "inbound", at: ago(38), id: "x-1" },
        { type: "outbound", at: ago(37.8), id: "x-2", messageId: "x-2", author: "bot", state: "accepted" },
        { type: "handoff", at: ago(35), id: "s1", reason: "asked for a person" },
        { type: "claim", at: ago(34.3), id: "s2", by: irene },
        { type: "outbound", at: ago(29.8), id: "x-3", messageId: "x-3", author: "human", state: "accepted" },
        { type: "inbound", at: toInstant(NOW - 802_000), id: "x-4" },
        { type: "inbound", at: ago(0.37), id: "x-5" },
      ],
    },
  ],
  [
    idOf(0),
    {
      policies: [urgent, slow],
      events: [
        { type: "inbound", at: toInstant(NOW - 1_625_000), id: "g-1" },
        { type: "priority", at: ago(20), id: "g-s1", priority: "high" },
      ],
    },
  ],
  [idOf(1), { policies: [latam], events: [{ type: "inbound", at: ago(23.528 * 60), id: "m-1" }], said: { "m-1": "O estorno ainda não caiu na minha conta" } }],
  [idOf(9), { policies: [evening], events: [{ type: "inbound", at: ago(1_100), id: "m-9" }], said: { "m-9": "hi is the blue one back in stock" } }],
  [
    idOf(15),
    {
      policies: [evening],
      events: [
        { type: "inbound", at: ago(60 * 20), id: "i-1" },
        { type: "outbound", at: ago(60 * 19), id: "i-2", messageId: "i-2", author: "human", state: "accepted" },
        { type: "hold", at: ago(70), id: "i-s1", on: "customer" },
      ],
      said: { "i-1": "La cremallera se ha roto, ¿la garantía lo cubre?", "i-2": "Sí. ¿Nos mandas una foto del ticket?" },
    },
  ],
]);

/** The clocks as the history leaves them; those of the fixture where there is none. */
export function withHistory(conversation: Conversation): Conversation {
  const history = HISTORIES.get(conversation.id);
  return history === undefined ? conversation : { ...conversation, clocks: foldCases(history.events, { ...options(history), now: NOW }).at(-1)?.clocks ?? [] };
}

/** What the server would answer to "why?". Nothing where the fixture has no history: then the desk says what it knows itself. */
export function explainedClocks(id: ConversationId): readonly ExplainedClock[] {
  const history = HISTORIES.get(id);
  if (history === undefined) return [];
  return explainCases(history.events, { ...options(history), now: NOW }).flatMap(({ clocks, no }) =>
    clocks.map(({ clock, overdue, why }): ExplainedClock => ({
      caseNo: no,
      kind: clock.kind,
      state: clock.state,
      startedAt: iso(clock.startedAt),
      dueAt: when(clock.dueAt),
      metAt: when(clock.metAt),
      breachedAt: when(clock.breachedAt),
      stoppedAt: when(clock.stoppedAt),
      overdueMs: overdue,
      pausedMs: clock.pausedMs,
      targetMs: clock.target,
      owner: clock.owner,
      cause: clock.cause,
      policy: clock.policy,
      calendar: clock.calendar === undefined ? undefined : { ...clock.calendar, timeZone: zoneOf(clock.calendar.id) },
      why: why.map(({ at, eventId, until, ...rest }): ExplainedPiece => ({
        ...rest,
        at: iso(at),
        until: when(until),
        behind: eventId === undefined ? undefined : behind(id, eventId, history),
      })),
    })),
  );
}

function behind(id: ConversationId, eventId: string, { events, said }: History): ExplainedPiece["behind"] {
  const thread = threads.get(id);
  const message = thread?.messages.find((each) => each.id === eventId);
  if (message !== undefined)
    return { type: "message", id: eventId, direction: message.direction, text: message.content.type === "text" ? message.content.body.slice(0, 80) : "" };
  const line = thread?.story.find((each) => each.id === eventId);
  if (line !== undefined) return { type: "story", id: eventId, kind: line.kind, by: line.by };
  const text = said?.[eventId];
  if (text !== undefined)
    return { type: "message", id: eventId, direction: events.find((each) => each.id === eventId)?.type === "outbound" ? "out" : "in", text };
  return { type: "story", id: eventId, kind: "hold", by: irene };
}

const options = ({ policies }: History) => ({ policies, calendars: CALENDARS });
const zoneOf = (calendar: string): string | undefined => {
  const definition = CALENDARS[calendar];
  return definition === undefined || definition === "24/7" ? undefined : definition.timeZone;
};
const iso = (at: Instant): string => new Date(at).toISOString();
const when = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : iso(at));

/** The list "Breached" on a bad morning: so many that are overdue, some of them since yesterday evening. */
export const overdueClock = (index: number): Clock => {
  const dueAt = index % 4 === 3 ? plus(NOW, minutes(-60 * 15 - index * 7)) : plus(NOW, minutes(-(index * index * 3 + 1)));
  const isShop = index % 4 === 3;
  const target = minutes(isShop ? 60 : 15);
  return {
    kind: (["first-reply", "next-reply", "handoff", "first-reply"] as const)[index % 4] ?? "first-reply",
    state: "breached",
    startedAt: toInstant(dueAt - target),
    dueAt,
    breachedAt: dueAt,
    pausedMs: minutes(0),
    target,
    policy: { id: "orders", version: 3, name: "Orders EU" },
    calendar: isShop ? { id: "Shop hours", version: 2 } : { id: "24/7", version: 1 },
  };
};
