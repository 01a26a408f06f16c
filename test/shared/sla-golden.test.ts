import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileCalendar, openPieces } from "../../shared/sla/compile-calendar.ts";
import type { CalendarDefinition, DatedCalendar, OpenHours } from "../../shared/sla/calendar.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { calendarSchema } from "../../shared/sla/parse-calendar.ts";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import { dueWithPauses, elapsedWithPauses, type Pause } from "../../shared/sla/pauses.ts";
import { mostUrgentClock } from "../../shared/sla/rank.ts";
import { readClock } from "../../shared/sla/reading.ts";
import { hours, minutes, seconds, toDuration, toInstant, type Instant } from "../../shared/time.ts";
import { entryPointUntil } from "../../shared/window/entry-point.ts";
import { serviceWindow } from "../../shared/window/service-window.ts";
import { aPolicy, at, clockOf, clocksOf, inbound, OPTIONS, policyChange, priority, resolve, sent, time } from "../fixtures/sla/events.ts";

const FILE = new URL("../../../shared/data/sla-golden.json", import.meta.url);
const present = existsSync(FILE);
if (!present) console.warn("SKIPPED: ../shared/data/sla-golden.json is not here, so the golden cases of other products were NOT checked.");

/** The words of the sources. Each record has a few of them, of a type that its translation below knows. */
type Words = Readonly<
  Record<
    | "breaks"
    | "canReplyFreeForm"
    | "conversation"
    | "correctReplyTimeSecondsIfNoFurtherBotReply"
    | "createdAt"
    | "customerSentAt"
    | "date"
    | "dateOverrides"
    | "deskReceivedAt"
    | "due"
    | "dueAfterEach"
    | "dueAt"
    | "error"
    | "events"
    | "firstPeriod"
    | "firstResponseTarget"
    | "from"
    | "from_"
    | "holdSeconds"
    | "holidays"
    | "hours"
    | "messages"
    | "nextResponseDueAt"
    | "nextResponseTarget"
    | "now"
    | "pauses"
    | "periods"
    | "periodsByDate"
    | "remainingSeconds"
    | "replyTimeCountsFrom"
    | "seconds"
    | "start"
    | "targetSeconds"
    | "timeZone"
    | "to"
    | "utc"
    | "waitingSince"
    | "windowClosesAt"
    | "worstUpdateMinutes",
    never
  >
>;

interface Golden {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly verdict: "adopt" | "reject" | "decide";
  readonly given: Words;
  readonly expect: Words;
}
const golden: readonly Golden[] = present ? (JSON.parse(readFileSync(FILE, "utf8")) as Golden[]) : [];

/** What we say to a record, and what sla.md wants said: its own expectation, except where the verdict leaves it to us. */
interface Translation {
  readonly ours: unknown;
  readonly wanted: unknown;
}

test.skipIf(!present).each(golden.map((record) => [record.id, record.verdict, record.name, record] as const))(
  "[C1] [C2] [C3] [C4] [S1] [W1] golden %s (%s): %s",
  (_id, _verdict, _name, record) => {
    const { ours, wanted } = translate(record);
    expect(ours).toEqual(wanted);
  },
);

test.skipIf(!present)("[C4] every golden case has a translation", () => {
  expect(golden.length).toBeGreaterThan(60);
});

function translate(record: Golden): Translation {
  const special = BY_ID[record.id];
  if (special !== undefined) return special(record);
  const general = BY_KIND[record.kind];
  if (general === undefined) throw new Error(`No translation for ${record.id} (${record.kind}).`);
  return general(record);
}

type Translate = (record: Golden) => Translation;

const BY_KIND: Readonly<Record<string, Translate>> = {
  "business-deadline": ({ given, expect: { due, error } }) => ({ ours: dueOf(given), wanted: error === undefined ? due : "refused" }),
  "business-elapsed": ({ given, expect: { seconds: wanted } }) => ({
    ours: elapsedWithPauses(compileCalendar(calendarOf(given)), at(given["from"]), at(given["to"]), pausesOf(given)),
    wanted: wanted * 1_000,
  }),
  "status-badge": ({ given, expect: badge }) => ({ ours: badgeOf(given), wanted: badge }),
  "service-window": ({ given, expect: { canReplyFreeForm, remainingSeconds } }) => {
    const now = toInstant(1_800_000_000_000);
    const newest = (given["messages"] as unknown as readonly (readonly [string, number])[]).find(([direction]) => direction === "in");
    const window = serviceWindow({ lastInboundAt: newest === undefined ? undefined : toInstant(now + newest[1] * 1_000) }, now);
    const remaining = window.kind === "open" ? (window.closesAt - now) / 1_000 : 0;
    return {
      ours: { free: window.kind === "open", remaining: remainingSeconds === undefined ? undefined : remaining },
      wanted: { free: canReplyFreeForm, remaining: remainingSeconds },
    };
  },
};

const BY_ID: Readonly<Record<string, Translate>> = {
  // [C1] A week without open time is refused, and never falls back to wall time.
  G011: ({ given }) => ({ ours: dueOf(given), wanted: "refused" }),
  G025: ({ given }) => ({ ours: dueOf(given), wanted: "refused" }),
  // [C2] The closing instant, not the next opening.
  G086: ({ given }) => ({ ours: dueOf(given), wanted: "2013-06-04T16:00:00Z" }),

  G039: ({ given, expect: { nextResponseDueAt } }) => {
    const since = toInstant(given["waitingSince"] * 1_000);
    const events: readonly SlaEvent[] = [{ type: "inbound", at: toInstant(since - 9_000) }, human(since - 5_000), { type: "inbound", at: since }];
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: { "next-reply": given["nextResponseTarget"] / 60 } })] };
    const dueAt = (history: readonly SlaEvent[]) =>
      foldCases(history, { ...options, now: since })
        .flatMap(({ clocks }) => clocks.filter(({ kind }) => kind === "next-reply"))
        .map((clock) => clock.dueAt);
    return { ours: [dueAt(events), dueAt(events.slice(0, 2))], wanted: [[nextResponseDueAt * 1_000], []] };
  },
  G041: () => {
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: {} })] };
    const events = [inbound("09:00"), sent("09:01"), inbound("09:02")];
    return {
      ours: (["first-reply", "next-reply", "resolution"] as const).map((kind) => clockOf(events, kind, "09:03", options).dueAt),
      wanted: [undefined, undefined, undefined],
    };
  },
  G054: ({ given, expect: badge }) => ({
    ours: badgeOf({ ...given, dueAt: { firstResponse: (given["createdAt"] as number) + (given["firstResponseTarget"] as number) } as never }),
    wanted: badge,
  }),
  G057: () => {
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: { "first-reply": 60, "next-reply": 60 } })] };
    const missed = (kind: Clock["kind"]) => clocksOf([inbound("09:00")], kind, "15:00", options).filter(({ state }) => state === "breached").length;
    return { ours: [missed("first-reply"), missed("next-reply"), missed("resolution")], wanted: [1, 0, 0] };
  },
  // [S8] One miss per run, where the source counts two.
  G061: () => {
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: { "first-reply": 120, "next-reply": 60, resolution: 240 } })] };
    const events = [inbound("06:00"), sent("07:00"), inbound("08:00"), inbound("09:00"), resolve("12:00")];
    const missed = (kind: Clock["kind"]) => clocksOf(events, kind, "12:00", options).filter(({ state }) => state === "breached").length;
    return { ours: [missed("first-reply"), missed("next-reply"), missed("resolution")], wanted: [0, 1, 1] };
  },
  G062: () => ({ ours: waitingSince([inbound("09:00"), sent("09:05")], "09:06"), wanted: undefined }),
  G063: () => ({ ours: waitingSince([inbound("09:00"), inbound("09:05")], "09:06"), wanted: time("09:00") }),
  G065: ({ given, expect: { replyTimeCountsFrom, correctReplyTimeSecondsIfNoFurtherBotReply } }) => {
    const [first, bot, second, agent] = (given["events"] as unknown as readonly (readonly [string, string])[]).map(([when]) => at(when)) as [
      Instant,
      Instant,
      Instant,
      Instant,
    ];
    const events: readonly SlaEvent[] = [
      { type: "inbound", at: first },
      { type: "outbound", author: "bot", state: "accepted", at: bot },
      { type: "inbound", at: second },
      human(agent),
    ];
    const reply = foldCases(events, { ...OPTIONS, now: agent })
      .flatMap(({ clocks }) => clocks)
      .find(({ metAt }) => metAt === agent);
    return {
      ours: [reply?.startedAt, (reply?.metAt ?? 0) - (reply?.startedAt ?? 0)],
      wanted: [at(replyTimeCountsFrom), correctReplyTimeSecondsIfNoFurtherBotReply * 1_000],
    };
  },
  G066: () => {
    const events = [inbound("09:00"), sent("09:01", "bot"), { type: "handoff", at: time("09:02") } as const, sent("09:03")];
    return { ours: ["09:00", "09:01", "09:02", "09:03"].map((now) => waitingSince(events, now)), wanted: [time("09:00"), undefined, time("09:02"), undefined] };
  },
  G075: ({ given, expect: { windowClosesAt } }) => ({
    ours: serviceWindow({ lastInboundAt: at(given["customerSentAt"]) }, at(given["deskReceivedAt"])),
    wanted: { kind: "open", closesAt: at(windowClosesAt) },
  }),
  // [W2] 72 hours from the accepted answer, not from the customer's message; none without an answer.
  G076: ({ given }) => ({
    ours: [entryPointUntil(at(given["customerSentAt"]), at("2024-05-01T11:00:00Z")), entryPointUntil(at(given["customerSentAt"]), undefined)],
    wanted: [at("2024-05-04T11:00:00Z"), undefined],
  }),
  // The worst exchange is a report's; each exchange keeps its own length (S10).
  G082: ({ given, expect: { dueAfterEach } }) => {
    const events = (given["events"] as unknown as readonly (readonly [string, string])[]).map(([when, what]): SlaEvent =>
      what === "in" ? { type: "inbound", at: at(when) } : human(at(when)),
    );
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: { "first-reply": 120, "next-reply": 120 } })] };
    const dueAfter = events.map(
      ({ at: now }, index) =>
        foldCases(events.slice(0, index + 1), { ...options, now })
          .flatMap(({ clocks }) => clocks)
          .find(({ kind, state }) => kind.endsWith("reply") && state === "running")?.dueAt,
    );
    return { ours: dueAfter, wanted: (dueAfterEach as unknown as readonly (string | null)[]).map((due) => (due === null ? undefined : at(due))) };
  },
  G084: () => {
    const options = { ...OPTIONS, policies: [aPolicy({ conditions: [{ field: "priority", in: ["urgent"] }] })] };
    const events = [priority("08:59", "urgent"), inbound("09:00"), priority("09:02", "normal")];
    return {
      ours: (["first-reply", "resolution"] as const).map((kind) => clockOf(events, kind, "12:00", options)).map(({ dueAt, startedAt }) => [dueAt, startedAt]),
      wanted: [
        [undefined, time("09:00")],
        [undefined, time("09:00")],
      ],
    };
  },
  G094: () => ({ ours: clocksOf([sent("09:00")], "next-reply"), wanted: [] }),
  G095: ({ expect: { worstUpdateMinutes } }) => {
    const events = [inbound("09:00"), sent("09:10"), inbound("09:20"), sent("09:25")];
    const lengths = [...clocksOf(events, "first-reply"), ...clocksOf(events, "next-reply")].map(({ metAt, startedAt }) => ((metAt ?? 0) - startedAt) / 60_000);
    return { ours: Math.max(...lengths), wanted: worstUpdateMinutes };
  },
  G096: () => ({
    ours: mostUrgentClock(
      foldCases([inbound("09:00"), sent("09:01"), resolve("09:02")], { ...OPTIONS, now: time("09:03") })[0]?.clocks ?? [],
      undefined,
      time("09:03"),
    ),
    wanted: undefined,
  }),
  G097: ({ given }) => {
    const calendar = compileCalendar({ timeZone: given["timeZone"], weekly: "24/7", holidays: ["01-01"] });
    const pieces = ["2026-06-10", "2026-06-11"].map((date) =>
      elapsedWithPauses(
        compileCalendar({ timeZone: given["timeZone"], weekly: { mon: [["09:00", "10:00"]] }, overrides: { [date]: [["00:00", "24:00"]] } }),
        at("2026-06-10T21:45:00Z"),
        at("2026-06-10T22:45:00Z"),
        [],
      ),
    );
    return {
      ours: [
        elapsedWithPauses(calendar, at("2026-06-10T21:00:00Z"), at("2026-06-11T00:00:00Z"), [[at("2026-06-10T21:45:00Z"), at("2026-06-10T22:45:00Z")]]),
        ...pieces,
      ],
      wanted: [hours(2), minutes(15), minutes(45)],
    };
  },
  G104: ({ given, expect: { periodsByDate } }) => ({
    ours: periods(calendarOf(given), `${given["from_"] as string}T00:00:00Z`, "2006-01-08T00:00:00Z"),
    wanted: Object.entries(periodsByDate as unknown as Record<string, readonly OpenHours[]>).flatMap(([date, open]) =>
      open.map(([from, to]) => [`${date}T${from}:00Z`, `${date}T${to}:00Z`]),
    ),
  }),
  // A break is a pause: open time is counted around it.
  G105: ({ given, expect: { periods: wanted } }) => {
    const on = (text: string) => at(`${given["date"] as string}T${text}:00Z`);
    const calendar = compileCalendar(calendarOf(given));
    const breaks = (given["breaks"] as unknown as Record<string, readonly OpenHours[]>)[given["date"]]?.map(([from, to]): Pause => [on(from), on(to)]) ?? [];
    const open = (wanted as unknown as readonly OpenHours[]).map(([from, to]) => elapsedWithPauses(calendar, on(from), on(to), breaks) === on(to) - on(from));
    return { ours: [open, elapsedWithPauses(calendar, on("00:00"), on("23:59"), breaks)], wanted: [[true, true], hours(2)] };
  },
  G107: ({ given, expect: { utc } }) => ({
    ours: periods(
      { timeZone: given["timeZone"], weekly: { mon: [["09:00", "10:00"]] }, overrides: { "2014-11-02": [["01:30", "05:00"]] } },
      "2014-11-02T00:00:00Z",
      "2014-11-03T00:00:00Z",
    )[0]?.[0],
    wanted: utc,
  }),
  G109: ({ given, expect: { firstPeriod } }) => ({ ours: periods(calendarOf(given), "2006-04-02T00:00:00Z", "2006-04-05T00:00:00Z")[0], wanted: firstPeriod }),
  G116: ({ given, expect: { due } }) => ({
    ours: (given["holdSeconds"] as unknown as readonly number[]).map((held) =>
      dueOf({ ...given, pauses: [["2025-06-05T15:30:00Z", text(at("2025-06-05T15:30:00Z") + held * 1_000)]] as never }),
    ),
    wanted: due,
  }),
  G126: () => {
    const events = [inbound("10:00"), policyChange("13:30", [aPolicy({ minutes: { "first-reply": 24 * 60 } })])];
    return { ours: clockOf(events, "first-reply", "13:31", { ...OPTIONS, policies: [] }).dueAt, wanted: time("1d 10:00") };
  },
  // [S6] Read with a customer's answer between the two agent messages.
  G128: () => ({ ours: clocksOf([sent("09:00"), inbound("09:30"), sent("09:40")], "first-reply").map(({ metAt }) => metAt), wanted: [time("09:40")] }),
  G129: () => ({
    ours: clocksOf([inbound("09:00"), sent("09:01", "bot"), sent("09:02", "automation"), sent("09:05")], "first-reply").map(({ metAt }) => metAt),
    wanted: [time("09:05")],
  }),
  // [S9] Breached at its due instant, not when somebody finally replies.
  G130: () => ({
    ours: ["10:00", "11:00", "11:30"]
      .map((now) => clockOf([inbound("09:50"), sent("11:30")], "first-reply", now))
      .map(({ state, breachedAt }) => [state, breachedAt]),
    wanted: [
      ["breached", time("10:00")],
      ["breached", time("10:00")],
      ["breached", time("10:00")],
    ],
  }),
};

const human = (when: number): SlaEvent => ({ type: "outbound", author: "human", state: "accepted", at: toInstant(when) });
const text = (when: number): string => new Date(when).toISOString().replace(".000Z", "Z");

function calendarOf(given: Words): CalendarDefinition {
  if ((given["hours"] as unknown) === "24/7") return "24/7";
  const weekly = Object.fromEntries(
    Object.entries(given["hours"] as unknown as Record<string, readonly OpenHours[]>).map(([day, open]) => [day.toLowerCase(), open]),
  );
  return { timeZone: given["timeZone"], weekly, holidays: given["holidays"] ?? [], overrides: given["dateOverrides"] ?? {} } as DatedCalendar;
}

const pausesOf = (given: Words): readonly Pause[] =>
  ((given["pauses"] ?? []) as readonly (readonly [string, string])[]).map(([from, to]): Pause => [at(from), at(to)]);

/** As the command line answers: refused where calendar or target cannot be saved. */
function dueOf(given: Words): string {
  const raw = calendarOf(given);
  const target = (given["targetSeconds"] as number) * 1_000;
  const saved = parsePolicies({
    policies: [{ id: "p", version: 1, default: true, conditions: [], targets: { resolution: { target, calendar: "it" } } }],
    calendars: { it: raw },
  });
  const calendar = calendarSchema.safeParse(raw);
  if (!calendar.success || !saved.ok) return "refused";

  const due = dueWithPauses(compileCalendar(calendar.data), at(given["start"] as string), toDuration(target), pausesOf(given));
  return due === undefined ? "never" : text(due);
}

const periods = (calendar: CalendarDefinition, from: string, to: string): readonly (readonly string[])[] =>
  openPieces(compileCalendar(calendar), at(from), at(to), 99).map((piece) => piece.map(text));

const waitingSince = (events: readonly SlaEvent[], now: string): Instant | undefined =>
  foldCases(events, { ...OPTIONS, now: time(now) })
    .flatMap(({ clocks }) => clocks)
    .find(({ kind, state }) => kind.endsWith("reply") && state === "running")?.startedAt;

/** The source keeps due times and facts in columns; we make the clocks that these facts leave, and ask which bites first. */
function badgeOf(given: Words): unknown {
  const now = toInstant((given["now"] as number) * 1_000);
  const {
    firstReplyAt,
    waitingSince: since,
    status,
  } = given["conversation"] as { readonly firstReplyAt: number | null; readonly waitingSince?: number | null; readonly status: string };
  const kinds = { firstResponse: "first-reply", nextResponse: "next-reply", resolution: "resolution" } as const;
  const started = toInstant(now - hours(24));
  const clocks = Object.entries(given["dueAt"] as Record<keyof typeof kinds, number>).flatMap(([name, due]): readonly Clock[] => {
    const kind = kinds[name as keyof typeof kinds];
    const isReplied = firstReplyAt !== null && firstReplyAt !== 0;
    // [S4] What does not run is no clock: next reply before the first, first reply after it.
    if (kind === "next-reply" ? !isReplied || since === null || since === undefined : kind === "first-reply" && isReplied) return [];
    return [
      {
        kind,
        state: status === "resolved" ? "met" : "running",
        startedAt: started,
        dueAt: toInstant(due * 1_000),
        pausedMs: toDuration(0),
        ...(status === "resolved" ? { metAt: toInstant(now - 1) } : {}),
      },
    ];
  });

  const urgent = mostUrgentClock(clocks, undefined, now);
  if (urgent?.kind !== "clock") return { clock: null };
  const { remaining, state } = readClock(urgent.clock, now);
  const name = Object.entries(kinds).find(([, kind]) => kind === urgent.clock.kind)?.[0];
  const left = Math.abs(remaining) / seconds(60);
  return { clock: name, text: left >= 60 ? `${left / 60}h` : `${left}m`, missed: state === "breached" };
}
