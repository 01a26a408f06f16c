import { describe, expect, test } from "vitest";
import { createServerFacts } from "../../renderer/commands/server-facts.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { minutes, plus, toInstant, type Instant } from "../../shared/time.ts";

const NOON = toInstant(Date.parse("2026-03-02T12:00:00Z"));
const at = (text: string): Instant => toInstant(Date.parse(text));

const DEVICES = { items: [{ id: "d1", name: "Browser", revoked: false, lastSeenAt: "2026-03-02T11:59:00.000Z", current: true }] };
const INTAKE = {
  received: 12,
  duplicates: 2,
  unrecognised: [
    { field: "messages", type: "poll", count: 3, lastAt: "2026-03-02T10:00:00.000Z" },
    { field: "calls", count: 1, lastAt: "2026-03-02T10:00:00.000Z" },
  ],
  poison: [{ id: "7", reason: "not JSON", at: "2026-03-01T10:00:00.000Z" }],
};

/** A server that answers what is put on the line, one after the other; an error is a network that is not there. */
function aServer(...answers: readonly (Response | Error)[]) {
  const line = [...answers];
  const asked: string[] = [];
  let now = NOON;
  const facts = createServerFacts({
    clock: { now: () => now },
    request: async (path, init) => {
      asked.push(`${init?.method ?? "GET"} ${path}`);
      const answer = line.shift();
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error("Nothing more was expected.");
      return answer;
    },
  });
  return { facts, asked, later: (instant: Instant) => (now = instant) };
}

const noNetwork = new TypeError("Failed to fetch");

describe("the devices", () => {
  test("come as the server has them, with the moment at which it said so", async () => {
    const { asked, facts } = aServer(Response.json(DEVICES));

    expect(await facts.devices()).toEqual({
      kind: "fresh",
      seen: { fact: [{ id: "d1", name: "Browser", revoked: false, lastSeenAt: at("2026-03-02T11:59:00Z"), current: true }], at: NOON },
    });
    expect(asked).toEqual(["GET /api/v1/devices"]);
  });

  test("are those seen last while there is no network, by the time at which they were seen", async () => {
    const { facts, later } = aServer(Response.json(DEVICES), noNetwork);
    const { seen } = await facts.devices();
    later(plus(NOON, minutes(20)));

    expect(await facts.devices()).toEqual({ kind: "no-network", seen });
    expect(seen?.at).toBe(NOON);
  });

  test("are none at all where there never was a network", async () => {
    expect(await aServer(noNetwork).facts.devices()).toEqual({ kind: "no-network", seen: undefined });
  });

  test.each([
    ["a refusal", new Response("{}", { status: 500 })],
    ["a page of some hotel's network", new Response("<html>Welcome</html>")],
    ["an answer of another shape", Response.json({ items: [{ id: 1 }] })],
    ["a moment that is none", Response.json({ items: [{ ...DEVICES.items[0], lastSeenAt: "yesterday" }] })],
  ])("are not guessed from %s", async (_what, answer) => {
    expect(await aServer(answer).facts.devices()).toEqual({ kind: "failed", seen: undefined });
  });
});

describe("shutting a device out", () => {
  test("names the device, whatever its id is made of", async () => {
    const { asked, facts } = aServer(new Response(null, { status: 204 }));

    expect(await facts.revokeDevice(toDeviceId("a/b"))).toBe("revoked");
    expect(asked).toEqual(["DELETE /api/v1/devices/a%2Fb"]);
  });

  test("is done only when the server says so", async () => {
    expect(await aServer(new Response("{}", { status: 404 })).facts.revokeDevice(toDeviceId("d1"))).toBe("failed");
    expect(await aServer(noNetwork).facts.revokeDevice(toDeviceId("d1"))).toBe("no-network");
  });
});

describe("the intake", () => {
  test("tells what came, what has no name here, and what was set aside", async () => {
    const { asked, facts } = aServer(Response.json(INTAKE));

    expect((await facts.intake()).seen?.fact).toEqual({
      received: 12,
      duplicates: 2,
      late: 0,
      unrecognised: [
        { field: "messages", type: "poll", count: 3, lastAt: at("2026-03-02T10:00:00Z") },
        { field: "calls", type: undefined, count: 1, lastAt: at("2026-03-02T10:00:00Z") },
      ],
      setAside: [{ id: "7", reason: "not JSON", at: at("2026-03-01T10:00:00Z") }],
    });
    expect(asked).toEqual(["GET /api/v1/ingest"]);
  });

  test("keeps its own last word, apart from that of the devices", async () => {
    const { facts } = aServer(Response.json(DEVICES), noNetwork);
    await facts.devices();

    expect(await facts.intake()).toEqual({ kind: "no-network", seen: undefined });
  });
});
