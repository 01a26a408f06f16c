import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { TextSink } from "../../backend/cli/command.ts";
import { main } from "../../backend/cli/greenline.ts";
import { parseTime, timeText } from "../../backend/cli/times.ts";

interface Ran {
  readonly code: number;
  readonly out: readonly Record<string, unknown>[];
  readonly errors: string;
}

const aSink = (write: (text: string) => boolean): TextSink => ({ write, once: () => undefined, off: () => undefined });

async function run(command: string, input: string | AsyncIterable<Uint8Array | string>): Promise<Ran> {
  let out = "";
  let errors = "";
  const stdin = typeof input === "string" ? inPieces(input, 7) : input;
  const code = await main(
    command.split(" "),
    stdin,
    aSink((text) => ((out += text), true)),
    aSink((text) => ((errors += text), true)),
  );
  return {
    code,
    out: out
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>),
    errors,
  };
}

/** As a pipe gives it: cut anywhere, also through a character. */
async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const line = (query: object): string => `${JSON.stringify(query)}\n`;
const replayOf = async (query: object) => {
  const { out } = await run("sla replay", line({ id: "r", ...query }));
  return out[0] as { readonly cases: readonly { readonly clocks: readonly Record<string, unknown>[] }[]; readonly error?: string };
};
const POLICY = {
  id: "p",
  version: 2,
  default: true,
  conditions: [],
  targets: { "first-reply": { target: 600_000, calendar: "all" }, resolution: { target: 7_200_000, calendar: "office" } },
};
const CALENDARS = { all: "24/7", office: { timeZone: "UTC", version: 5, weekly: { mon: [["09:00", "17:00"]], tue: [["09:00", "17:00"]] } } };

test("[C1] [C2] [C3] [C5] [S12] sla due answers the queries of our own fixture, refusals under their id", async () => {
  const fixture = readFileSync(new URL("../fixtures/sla/due.jsonl", import.meta.url), "utf8");
  const expected = fixture
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text) as { id: string; expect?: string; error?: string });
  const { code, errors, out } = await run("sla due", fixture);
  expect(out).toEqual(expected.map(({ id, expect: due, error }) => (error === undefined ? { id, due } : { id, error })));
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
});

test("[C4] [S12] sla elapsed counts open time without the pauses", async () => {
  const { out } = await run(
    "sla elapsed",
    line({
      id: 1,
      calendar: CALENDARS.office,
      from: "2026-03-02T08:00:00Z",
      to: "2026-03-03T10:00:00Z",
      pauses: [["2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z"]],
    }),
  );
  expect(out).toEqual([{ id: 1, elapsed: 8 * 3_600_000 }]);
});

test("[S9] [S10] [S13] [R3] sla replay gives cases, clocks and reasons in the promised shape", async () => {
  const answer = await replayOf({
    policies: [POLICY],
    calendars: CALENDARS,
    events: [
      { type: "inbound", at: "2026-03-02T12:05:00+02:00", sentAt: "2026-03-02T10:00:00Z", receivedAt: "2026-03-02T10:05:00Z", id: "wamid.1" },
      { type: "outbound", at: "2026-03-02T10:30:00Z", messageId: "m1", author: "human", state: "accepted" },
      { type: "hold", at: "2026-03-02T11:00:00Z", on: "customer" },
    ],
    now: "2026-03-02T16:00:00Z",
  });
  expect(answer.cases).toHaveLength(1);
  const [reply, resolution] = answer.cases[0]?.clocks ?? [];
  expect(reply).toMatchObject({
    kind: "first-reply",
    startedAt: "2026-03-02T10:00:00.000Z",
    dueAt: "2026-03-02T10:10:00.000Z",
    state: "breached",
    breachedAt: "2026-03-02T10:10:00.000Z",
    metAt: "2026-03-02T10:30:00.000Z",
    overdue: 1_200_000,
    pausedMs: 0,
    policy: { id: "p", version: 2 },
    calendar: { id: "all", version: 1 },
  });
  expect(reply?.["why"]).toContainEqual({ kind: "started", at: "2026-03-02T10:00:00.000Z", eventId: "wamid.1", data: { by: "inbound" } });
  expect(reply?.["why"]).toContainEqual({ kind: "met", at: "2026-03-02T10:30:00.000Z", eventId: "m1", data: {} });
  expect(resolution).toMatchObject({
    kind: "resolution",
    state: "paused",
    pausedMs: 5 * 3_600_000,
    remaining: 3_600_000,
    calendar: { id: "office", version: 5 },
  });
  expect(resolution).not.toHaveProperty("dueAt");
});

test("[S7] [S18] [P3] sla replay reads every event of the list", async () => {
  const at = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, "0")}:00Z`;
  const events = [
    { type: "inbound", at: at(0) },
    { type: "priority", at: at(1), priority: "high" },
    { type: "note", at: at(2) },
    { type: "handoff", at: at(3), reason: "x" },
    { type: "claim", at: at(4), by: "anna" },
    { type: "assign", at: at(5), to: "ben" },
    { type: "transfer", at: at(6), to: "bot" },
    { type: "snooze", at: at(7) },
    { type: "hold", at: at(8) },
    { type: "release", at: at(9) },
    { type: "outbound", at: at(10), messageId: "m", author: "app", state: "accepted" },
    { type: "outbound", at: at(11), messageId: "m", author: "app", state: "failed" },
    { type: "policyChange", at: at(12), policies: [{ ...POLICY, version: 3 }] },
    { type: "calendarChange", at: at(13), calendars: CALENDARS },
    { type: "acknowledgeBreach", at: at(14), cause: "spam" },
    { type: "noReplyNeeded", at: at(15), reason: "thanks" },
    { type: "resolve", at: at(16), outcome: "done" },
    { type: "reopen", at: at(17) },
    { type: "context", at: at(18), labels: ["vip"] },
  ];
  const answer = await replayOf({ policies: [POLICY], calendars: CALENDARS, events, now: at(30) });
  expect(answer.error).toBeUndefined();
  expect(answer.cases[0]?.clocks.map(({ kind, state }) => [kind, state])).toEqual([
    ["first-reply", "cancelled"],
    ["resolution", "running"],
    ["handoff", "met"],
  ]);
});

test("[C1] [P1] sla replay refuses policies that could not be saved, the ones of a change too", async () => {
  const { out, code } = await run(
    "sla replay",
    line({
      id: "zero",
      policies: [{ ...POLICY, targets: { resolution: { target: 0, calendar: "all" } } }],
      calendars: CALENDARS,
      events: [],
      now: "2026-03-02T10:00:00Z",
    }) +
      line({ id: "missing", policies: [POLICY], calendars: { all: "24/7" }, events: [], now: "2026-03-02T10:00:00Z" }) +
      line({
        id: "later",
        policies: [],
        calendars: {},
        events: [{ type: "policyChange", at: "2026-03-02T09:00:00Z", policies: [POLICY] }],
        now: "2026-03-02T10:00:00Z",
      }) +
      line({ id: "odd", policies: [], calendars: {}, events: [{ type: "teleport", at: "2026-03-02T09:00:00Z" }], now: "2026-03-02T10:00:00Z" }),
  );
  expect(code).toBe(0);
  expect(out.map(({ id, error }) => [id, typeof error])).toEqual([
    ["zero", "string"],
    ["missing", "string"],
    ["later", "string"],
    ["odd", "string"],
  ]);
  expect(out[1]?.["error"]).toBe('policies[0].targets.resolution.calendar: There is no calendar "office".');
  expect(out[2]?.["error"]).toContain("events[0].policies[0].targets.first-reply.calendar");
});

test("[C4] faulty lines are told with their number on standard error, the rest goes on, and the code is 1", async () => {
  const good = { calendar: "24/7", start: "2026-03-02T09:00:00Z", target: 1_000 };
  const input =
    `\uFEFF${line({ id: "a", ...good })}not json\n\n[1]\n${line(good)}${line({ id: "b", calendar: "24/7", target: 5 })}${line({ id: "ü", ...good })}`.trimEnd();
  const { code, errors, out } = await run("sla due", input);
  expect(code).toBe(1);
  expect(out.map(({ id }) => id)).toEqual(["a", "b", "ü"]);
  expect(out[1]).toHaveProperty("error");
  expect(errors.split("\n").map((text) => /^line \d+/.exec(text)?.[0])).toEqual(["line 2", "line 4", "line 5", "line 6", undefined]);
});

test("[C4] waits for a slow reader instead of reading ahead", async () => {
  let pulled = 0;
  async function* input(): AsyncGenerator<string> {
    for (let index = 0; index < 50; index += 1) {
      pulled += 1;
      yield line({ id: index, calendar: "24/7", start: "2026-03-02T09:00:00Z", target: 1_000 });
    }
  }
  const drains: (() => void)[] = [];
  const slow: TextSink = { write: () => false, once: (event, listener) => (event === "drain" ? drains.push(listener) : undefined), off: () => undefined };
  const done = main(
    ["sla", "due"],
    input(),
    slow,
    aSink(() => true),
  );
  for (let round = 1; round <= 50; round += 1) {
    while (drains.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(pulled).toBe(round);
    drains.shift()?.();
  }
  expect(await done).toBe(0);
});

test("[C4] stops when nobody reads any more", async () => {
  let pulled = 0;
  async function* endless(): AsyncGenerator<string> {
    for (;;) {
      pulled += 1;
      yield line({ id: pulled, calendar: "24/7", start: "2026-03-02T09:00:00Z", target: 1_000 });
    }
  }
  const closed: TextSink = { write: () => false, once: (event, listener) => (event === "close" ? setImmediate(listener) : undefined), off: () => undefined };
  expect(
    await main(
      ["sla", "due"],
      endless(),
      closed,
      aSink(() => true),
    ),
  ).toBe(0);
  expect(pulled).toBe(1);
});

test("[C4] what is not built yet says so, and what does not exist lists what does", async () => {
  expect(await run("audit verify", "")).toMatchObject({ code: 2, errors: expect.stringContaining("greenline") as string });
  expect(await run("sla guess", "")).toMatchObject({ code: 2, errors: expect.stringContaining("sla elapsed") as string });
});

test("[C4] times have an offset or Z and exist; they come out in UTC", () => {
  const read = (text: string) => {
    const at = parseTime(text);
    return at === undefined ? undefined : timeText(at);
  };
  expect(read("2026-03-02T09:00:00+05:30")).toBe("2026-03-02T03:30:00.000Z");
  expect(read("2026-03-02T09:00Z")).toBe("2026-03-02T09:00:00.000Z");
  expect(read("2026-03-02T09:00:00.1239Z")).toBe("2026-03-02T09:00:00.123Z");
  for (const bad of ["2026-03-02T09:00:00", "2026-02-30T09:00:00Z", "2026-03-02", "yesterday", "2026-03-02T25:00:00Z"]) expect(read(bad)).toBeUndefined();
});

test("[C4] the program itself runs from the repository", () => {
  const program = fileURLToPath(new URL("../../bin/greenline.mjs", import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [program, "sla", "due"], {
    input: line({ id: "x", calendar: "24/7", start: "2026-03-02T09:00:00Z", target: 1_000 }),
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '{"id":"x","due":"2026-03-02T09:00:01.000Z"}\n' });
});
