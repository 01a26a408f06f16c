import { describe, expect, test } from "vitest";
import { createSlaCommands } from "../../renderer/commands/sla-settings.ts";
import { slaSettings, whatIfResult } from "../../renderer/dev/sla-settings.ts";
import type { WhatIfQuestion } from "../../shared/api/sla.ts";
import { toAgentId, toConversationId } from "../../shared/ids.ts";
import { minutes, plus } from "../../shared/time.ts";
import { NOON } from "./inbox-builders.ts";

const SETTINGS = { revision: 7, policies: slaSettings.policies, calendars: slaSettings.calendars };
const QUESTION: WhatIfQuestion = {
  policies: slaSettings.policies,
  calendars: slaSettings.calendars,
  from: "2026-02-01T00:00:00.000Z",
  to: "2026-03-01T00:00:00.000Z",
  timeZone: "Europe/Madrid",
};

type Answer = Response | Error | ((init: RequestInit | undefined) => Promise<Response>);

/** A server that answers what is put on the line, one after the other; an error is a network that is not there. */
function aServer(...answers: readonly Answer[]) {
  const line = [...answers];
  const asked: { readonly what: string; readonly body: unknown }[] = [];
  let now = NOON;
  const commands = createSlaCommands({
    clock: { now: () => now },
    request: async (path, init) => {
      asked.push({ what: `${init?.method ?? "GET"} ${path}`, body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined });
      const answer = line.shift();
      if (typeof answer === "function") return answer(init);
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("Nothing more was expected.");
      return answer;
    },
  });
  return { commands, asked, later: (ms: Parameters<typeof plus>[1]) => (now = plus(now, ms)) };
}

const noNetwork = new TypeError("Failed to fetch");
const problem = (status: number, more: object = {}) => Response.json({ type: "about:blank", title: "No.", status, ...more }, { status });

/** A body that comes in these pieces, cut wherever they are cut. */
function inPieces(...pieces: readonly (string | Uint8Array)[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(typeof piece === "string" ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  return new Response(body);
}

const ignored = () => undefined;
const never = new AbortController().signal;

describe("the settings of the clocks", () => {
  test("come as the server has them, with the number of their save and the moment at which it said so", async () => {
    const { asked, commands } = aServer(Response.json(SETTINGS));
    expect(await commands.slaSettings()).toEqual({ kind: "fresh", seen: { fact: SETTINGS, at: NOON } });
    expect(asked.map(({ what }) => what)).toEqual(["GET /api/v1/policies"]);
  });

  test("are those seen last while there is no network, by the time at which they were seen", async () => {
    const { commands, later } = aServer(Response.json(SETTINGS), noNetwork, problem(500));
    const { seen } = await commands.slaSettings();
    later(minutes(20));
    expect(await commands.slaSettings()).toEqual({ kind: "no-network", seen });
    expect(await commands.slaSettings()).toEqual({ kind: "failed", seen });
  });

  test("are after a save what was saved", async () => {
    const saved = { ...SETTINGS, revision: 8 };
    const { commands, later } = aServer(Response.json(SETTINGS), Response.json(saved), noNetwork);
    await commands.slaSettings();
    later(minutes(1));
    await commands.saveSlaSettings(SETTINGS);
    expect(await commands.slaSettings()).toEqual({ kind: "no-network", seen: { fact: saved, at: plus(NOON, minutes(1)) } });
  });

  test.each([
    ["a page of some hotel's network", new Response("<html>Welcome</html>")],
    ["settings without the number of their save", Response.json({ policies: [], calendars: {} })],
    ["a policy that names a calendar which is not there", Response.json({ ...SETTINGS, calendars: {} })],
  ])("are not guessed from %s", async (_what, answer) => {
    expect(await aServer(answer).commands.slaSettings()).toEqual({ kind: "failed", seen: undefined });
  });
});

describe("saving", () => {
  test("names the save that it stands on, and brings back what is in force now", async () => {
    const { asked, commands } = aServer(Response.json({ ...SETTINGS, revision: 8 }));
    expect(await commands.saveSlaSettings(SETTINGS)).toEqual({ kind: "saved", settings: { ...SETTINGS, revision: 8 } });
    expect(asked).toEqual([{ what: "PUT /api/v1/policies", body: JSON.parse(JSON.stringify(SETTINGS)) }]);
  });

  test("is refused with every fault and its path", async () => {
    const errors = [
      { path: "policies[0].targets.first-reply.target", message: "Must be longer than nothing.", code: "value" },
      { path: "calendars.Orders EU.weekly", message: "No open time in the week.", code: "value" },
    ];
    expect(await aServer(problem(422, { errors })).commands.saveSlaSettings(SETTINGS)).toEqual({ kind: "refused", problems: errors });
  });

  test("is refused without a list of faults where the server gives none", async () => {
    expect(await aServer(problem(422)).commands.saveSlaSettings(SETTINGS)).toEqual({ kind: "refused", problems: [] });
  });

  test.each([
    [409, "changed-meanwhile"],
    [403, "not-allowed"],
    [500, "failed"],
    [404, "failed"],
  ] as const)("%s is told as %s", async (status, kind) => {
    expect(await aServer(problem(status)).commands.saveSlaSettings(SETTINGS)).toEqual({ kind });
  });

  test("without a network it is not known whether it was saved", async () => {
    expect(await aServer(noNetwork).commands.saveSlaSettings(SETTINGS)).toEqual({ kind: "no-network" });
  });

  test("is not believed where the answer is no settings", async () => {
    expect(await aServer(new Response("<html>Welcome</html>")).commands.saveSlaSettings(SETTINGS)).toEqual({ kind: "failed" });
  });
});

describe("calendars and working hours", () => {
  test("asks for the holidays of whole years, with the region where there is one", async () => {
    const items = [{ date: "2026-12-25", name: "Natale" }];
    const { asked, commands } = aServer(Response.json({ items }), Response.json({ items }));
    expect(await commands.holidays("IT", undefined, 2026, 2027)).toEqual({ kind: "fresh", seen: { fact: items, at: NOON } });
    await commands.holidays("DE", "BY", 2026, 2026);
    expect(asked.map(({ what }) => new URL(what.slice(4), "http://localhost").searchParams.toString())).toEqual([
      "country=IT&from=2026&to=2027",
      "country=DE&from=2026&to=2026&region=BY",
    ]);
  });

  test("a file that is no calendar is refused in the server's words", async () => {
    expect(await aServer(problem(422, { title: "Not a calendar file." })).commands.readHolidayFile("x")).toEqual({
      kind: "refused",
      title: "Not a calendar file.",
    });
    expect(await aServer(noNetwork).commands.readHolidayFile("x")).toEqual({ kind: "no-network" });
  });

  test("[B2] working hours are a calendar of somebody's own, or none", async () => {
    const { asked, commands } = aServer(new Response(null, { status: 204 }), new Response(null, { status: 204 }), problem(422), noNetwork);
    expect(await commands.setWorkingHours(toAgentId("a/b"), "Orders EU")).toBe("saved");
    expect(await commands.setWorkingHours(toAgentId("a"), undefined)).toBe("saved");
    expect(await commands.setWorkingHours(toAgentId("a"), "gone")).toBe("failed");
    expect(await commands.setWorkingHours(toAgentId("a"), "Orders EU")).toBe("no-network");
    expect(asked.slice(0, 2)).toEqual([
      { what: "PUT /api/v1/agents/a%2Fb/working-hours", body: { calendar: "Orders EU" } },
      { what: "PUT /api/v1/agents/a/working-hours", body: { calendar: null } },
    ]);
  });

  test("[R3] the clocks of a conversation come with their reasons, or not at all", async () => {
    const clock = { caseNo: 1, kind: "first-reply", state: "running", startedAt: "2026-03-02T12:00:00Z", pausedMs: 0, why: [] };
    const { asked, commands } = aServer(Response.json({ items: [clock] }), Response.json({ items: [{ ...clock, state: "sleeping" }] }));
    expect((await commands.explainClocks(toConversationId("c/1"))).seen?.fact).toEqual([clock]);
    expect(asked.map(({ what }) => what)).toEqual(["GET /api/v1/conversations/c%2F1/clocks"]);
    expect(await commands.explainClocks(toConversationId("c1"))).toEqual({ kind: "failed", seen: undefined });
  });
});

describe("[P4] replaying the past", () => {
  const resultLine = JSON.stringify({ result: whatIfResult });

  test("tells how far it is, and then the result", async () => {
    const { asked, commands } = aServer(inPieces('{"progress":{"done":1,"of":4}}\n{"progress":{"done":3,"of":4}}\n', `${resultLine}\n`));
    const seen: unknown[] = [];
    expect(await commands.whatIf(QUESTION, (progress) => seen.push(progress), never)).toEqual({ kind: "result", result: whatIfResult });
    expect(seen).toEqual([
      { done: 1, of: 4 },
      { done: 3, of: 4 },
    ]);
    expect(asked).toEqual([{ what: "POST /api/v1/sla/what-if", body: JSON.parse(JSON.stringify(QUESTION)) }]);
  });

  test("reads lines that are cut anywhere, in the middle of a letter too, and a last one without its end", async () => {
    const bytes = new TextEncoder().encode(`{"progress":{"done":1,"of":2}}\n\n{"problem":{"title":"Zürich é 🕐"}}`);
    const whole = { kind: "refused", title: "Zürich é 🕐" };
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const seen: unknown[] = [];
      const answer = await aServer(inPieces(bytes.slice(0, cut), bytes.slice(cut))).commands.whatIf(QUESTION, (progress) => seen.push(progress), never);
      expect(answer, `cut at ${cut}`).toEqual(whole);
      expect(seen, `cut at ${cut}`).toHaveLength(1);
    }
  });

  test("ends without a result where the server stops in between", async () => {
    expect(await aServer(inPieces('{"progress":{"done":1,"of":4}}\n')).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "failed" });
    expect(await aServer(inPieces('{"progress":{"done":1,"of":4}}\n{"resu')).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "failed" });
    expect(await aServer(inPieces("<html>Welcome</html>")).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "failed" });
  });

  test("is refused in the server's words, and knows when somebody else's is under way", async () => {
    expect(await aServer(problem(422, { title: "Ends before it begins." })).commands.whatIf(QUESTION, ignored, never)).toEqual({
      kind: "refused",
      title: "Ends before it begins.",
    });
    expect(await aServer(problem(429)).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "busy" });
    expect(await aServer(new Response("<html>", { status: 502 })).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "failed" });
  });

  test("without a network there is no result", async () => {
    expect(await aServer(noNetwork).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "no-network" });
  });

  test("a network that goes away in between is no stop", async () => {
    const breaks = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"progress":{"done":1,"of":4}}\n')),
      pull: (controller) => controller.error(noNetwork),
    });
    expect(await aServer(new Response(breaks)).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "no-network" });
  });

  test("can be stopped before the answer and in the middle of it, and lets go of the connection", async () => {
    const early = new AbortController();
    const waiting = aServer((init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason))));
    const first = waiting.commands.whatIf(QUESTION, ignored, early.signal);
    early.abort();
    expect(await first).toEqual({ kind: "stopped" });

    const late = new AbortController();
    const streaming = aServer(async (init) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"progress":{"done":1,"of":4}}\n'));
          // As fetch does.
          init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
        },
      });
      return new Response(body);
    });
    expect(await streaming.commands.whatIf(QUESTION, () => late.abort(), late.signal)).toEqual({ kind: "stopped" });
  });

  test("reads nothing behind the result", async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`${resultLine}\n`)),
      cancel: () => {
        cancelled = true;
      },
    });
    expect(await aServer(new Response(endless)).commands.whatIf(QUESTION, ignored, never)).toEqual({ kind: "result", result: whatIfResult });
    expect(cancelled).toBe(true);
  });
});
