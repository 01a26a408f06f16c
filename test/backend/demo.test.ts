import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createRandom } from "../../backend/cloud-api/simulator/seeded-random.ts";
import { configOf } from "../../backend/cloud-api/simulator/settings.ts";
import { createTimers } from "../../backend/cloud-api/simulator/timers.ts";
import { startDemo, tellStart } from "../../backend/demo/demo.ts";
import { createPassersBy } from "../../backend/demo/passers-by.ts";
import { demoAgents, demoLabels, demoTeams, demoTemplates } from "../../backend/demo/people.ts";
import { newcomers, stories } from "../../backend/demo/stories.ts";
import { normalise } from "../../backend/ingest/normalise.ts";
import type { PlatformEvent } from "../../backend/ingest/platform-event.ts";
import { hours, minutes, toInstant, type Instant } from "../../shared/time.ts";
import { startFakePlatform, type FakePlatform } from "../fake-platform.ts";

const NOW = toInstant(Date.parse("2026-11-20T15:00:00Z"));
const config = configOf({ APP_SECRET: "s", ACCESS_TOKEN: "t", WABA_ID: "1" });
const start = (seed = "greenline", now = NOW) => tellStart({ seed, now, config });
const eventsOf = (payload: unknown): readonly PlatformEvent[] => {
  const result = normalise(Buffer.from(JSON.stringify(payload)), NOW);
  return result.type === "events" ? result.events : [];
};

interface Seen {
  lastInbound?: Instant;
  lastOurs?: Instant;
  lastSide?: "customer" | "ours";
  firstUnanswered?: Instant;
  advert: boolean;
  handed: boolean;
  standby: boolean;
  possible: boolean;
}

/** What an inbox knows of each customer after the start. */
const everybody = (): readonly Seen[] =>
  start().map(({ payload }) => {
    const seen: Seen = { advert: false, handed: false, standby: false, possible: false };
    for (const event of eventsOf(payload)) {
      if (event.type === "message" && (event.content.type === "reaction" || event.content.type === "unsupported")) seen.possible = true;
      else if (event.type === "message") {
        if (event.via === "standby") seen.standby = true;
        else if (seen.lastSide !== "customer") seen.firstUnanswered = event.at;
        seen.lastInbound = event.at;
        seen.lastSide = "customer";
        seen.advert ||= event.referral?.source === "ad";
      } else if (event.type === "echo") {
        seen.lastOurs = event.at;
        seen.lastSide = "ours";
      } else if (event.type === "handover") seen.handed = true;
    }
    return seen;
  });

describe("the start of the demo", () => {
  test("the same seed tells the same story, another seed has other ids", () => {
    expect(start()).toEqual(start());
    const keys = (seed: string) => new Set(start(seed).flatMap(({ payload }) => eventsOf(payload).map(({ key }) => key)));
    expect(keys("a").isDisjointFrom(keys("b"))).toBe(true);
  });

  test("[I1] a second start on the same day brings nothing twice", () => {
    const keys = (now: Instant) =>
      new Set(
        start("greenline", now).flatMap(({ payload }) => eventsOf(payload).flatMap(({ type, key }) => (type === "message" || type === "echo" ? [key] : []))),
      );
    expect(keys(toInstant(NOW + hours(2)))).toEqual(keys(NOW));
  });

  test("everything is understood, nothing lies in the future, and all is in order", () => {
    for (const { payload } of start()) {
      const events = eventsOf(payload);
      expect(events.filter(({ type }) => type === "unrecognised")).toEqual([]);
      const times = events.flatMap((event) => ("at" in event ? [event.at] : []));
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    }
  });

  test("some sixty customers in four languages on two numbers, some of them without a phone", () => {
    expect(stories.length).toBeGreaterThanOrEqual(58);
    for (const language of ["en", "it", "es", "pt_BR"]) expect(stories.filter((story) => story.language === language).length).toBeGreaterThanOrEqual(14);
    expect(stories.filter(({ number }) => number === "billing").length).toBeGreaterThanOrEqual(8);
    expect(stories.filter(({ customer }) => customer.phone === undefined).length).toBeGreaterThanOrEqual(4);
    const ids = [...stories, ...newcomers].map(({ customer }) => customer.phone ?? customer.userId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("[W1] windows are there in every state", () => {
    const left = everybody().flatMap(({ lastInbound }) => (lastInbound === undefined ? [] : [lastInbound + hours(24) - NOW]));
    expect(left.filter((ms) => ms > hours(6)).length).toBeGreaterThan(20);
    expect(left.filter((ms) => ms > hours(1) && ms <= hours(6)).length).toBeGreaterThanOrEqual(3);
    expect(left.filter((ms) => ms > minutes(2) && ms <= hours(1)).length).toBeGreaterThanOrEqual(3);
    expect(left.filter((ms) => ms <= 0).length).toBeGreaterThanOrEqual(4);
    expect(everybody().some(({ lastInbound }) => lastInbound === undefined)).toBe(true);
    expect(everybody().filter(({ possible }) => possible).length).toBeGreaterThanOrEqual(2);
  });

  test("[W2] leads came by an advert, some answered and some not", () => {
    const leads = everybody().filter(({ advert }) => advert);
    expect(leads.some(({ lastOurs }) => lastOurs === undefined)).toBe(true);
    expect(leads.some(({ lastOurs }) => lastOurs !== undefined)).toBe(true);
  });

  test("people wait for minutes and for hours, others are answered, and bots have given up", () => {
    const all = everybody();
    const waits = all.flatMap(({ lastSide, firstUnanswered }) => (lastSide === "customer" && firstUnanswered !== undefined ? [NOW - firstUnanswered] : []));
    expect(waits.filter((ms) => ms < minutes(10)).length).toBeGreaterThanOrEqual(5);
    expect(waits.filter((ms) => ms >= minutes(10) && ms < hours(1)).length).toBeGreaterThanOrEqual(5);
    expect(waits.filter((ms) => ms >= hours(1)).length).toBeGreaterThanOrEqual(5);
    expect(all.filter(({ lastSide }) => lastSide === "ours").length).toBeGreaterThanOrEqual(8);
    expect(all.filter(({ handed, standby }) => handed && standby).length).toBeGreaterThanOrEqual(4);
  });

  test("a reaction is to a message that exists", () => {
    const events = start().flatMap(({ payload }) => eventsOf(payload));
    const known = new Set(events.flatMap((event) => (event.type === "message" || event.type === "echo" ? [event.wamid] : [])));
    const targets = events.flatMap((event) => (event.type === "message" && event.content.type === "reaction" ? [event.content.target] : []));
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !known.has(target))).toEqual([]);
  });
});

describe("people of the workspace", () => {
  test("agents belong to teams that exist, and templates have every status that a picker must tell apart", () => {
    const teams = new Set(demoTeams.map(({ name }) => name));
    expect(demoAgents.flatMap((agent) => agent.teams).every((team) => teams.has(team))).toBe(true);
    expect(demoAgents.map(({ role }) => role)).toEqual(expect.arrayContaining(["lead", "agent", "admin"]));
    expect(demoLabels).toHaveLength(7);
    expect(new Set(demoTemplates.map(({ status }) => status))).toEqual(new Set(["APPROVED", "PAUSED", "REJECTED", "PENDING"]));
  });

  test("passers-by do not run out and never share a number", () => {
    const next = createPassersBy(createRandom("crowd"));
    const people = Array.from({ length: 300 }, next);
    expect(new Set(people.map(({ customer }) => customer.phone)).size).toBe(300);
    const known = new Set([...stories, ...newcomers].map(({ customer }) => customer.phone));
    expect(people.some(({ customer }) => known.has(customer.phone))).toBe(false);
  });
});

describe("the running demo", () => {
  const stops: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  async function run(api?: { readonly url: string; readonly token: string }): Promise<FakePlatform> {
    const platform = await startFakePlatform();
    const clock = { now: () => toInstant(Date.now()) };
    // Three hundred seconds of the demo are one here.
    const timers = createTimers(300);
    stops.push(() => platform.close(), startDemo({ simulator: platform.simulator, clock, timers, config, seed: "live", api }));
    return platform;
  }

  const live = (platform: FakePlatform): readonly PlatformEvent[] => platform.received.slice(stories.length).flatMap(({ body }) => eventsOf(JSON.parse(body)));

  test("goes on with follow-ups, new customers, reactions and bots that give up", async () => {
    const platform = await run();
    await platform.simulator.until(() => {
      const events = live(platform);
      const known = new Set(stories.map(({ customer }) => customer.phone));
      return (
        events.some((event) => event.type === "message" && known.has(event.from.phone)) &&
        events.some((event) => event.type === "message" && event.from.phone !== undefined && !known.has(event.from.phone)) &&
        events.some((event) => event.type === "message" && event.content.type === "reaction") &&
        events.some(({ type }) => type === "handover")
      );
    }, 20_000);
    expect(live(platform).filter(({ type }) => type === "unrecognised")).toEqual([]);
  });

  test("customers answer what agents send to them", async () => {
    const platform = await run();
    await platform.simulator.until(() => platform.received.length >= stories.length);
    const waiting = stories.filter(({ customer, lines }) => customer.phone !== undefined && (lines.at(-1)?.minutesAgo ?? 9_999) < 60).slice(0, 12);
    // Five messages to each: whoever stays silent does so by chance.
    const sends = waiting.flatMap((story) => Array.from({ length: 5 }, () => story));
    const wamids = await Promise.all(
      sends.map(async ({ customer, number }) => {
        await platform.control("behaviour", { outcome: "accept", statusPlan: ["sent", "delivered", "read"] });
        const response = await fetch(`${platform.url}/v26.0/41000000000000${number === "shop" ? 1 : 2}/messages`, {
          method: "POST",
          headers: { authorization: "Bearer platform-token" },
          body: JSON.stringify({ messaging_product: "whatsapp", to: `+${customer.phone}`, type: "text", text: { body: "We are on it." } }),
        });
        return ((await response.json()) as { messages: { id: string }[] }).messages[0]?.id;
      }),
    );
    // Reactions and quotes name the message they answer.
    await platform.simulator.until(
      () =>
        live(platform).some(
          (event) =>
            event.type === "message" && ((event.content.type === "reaction" && wamids.includes(event.content.target)) || wamids.includes(event.quotes?.wamid)),
        ),
      20_000,
    );
  });

  test("the bot answers and hands over through the product's own API", async () => {
    const calls: { readonly path: string; readonly body: unknown }[] = [];
    let platform: FakePlatform | undefined;
    const api = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        if (request.method === "POST") calls.push({ path: request.url ?? "", body: JSON.parse(Buffer.concat(parts).toString()) });
        // Everybody who has written has an open conversation, named by the phone.
        const phones = new Set(
          platform === undefined
            ? []
            : live(platform).flatMap((event) => (event.type === "message" && event.from.phone !== undefined ? [event.from.phone] : [])),
        );
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(JSON.stringify({ items: [...phones].map((phone) => ({ id: phone, contact: { phone }, lastMessage: { direction: "in" } })) }));
      });
    });
    await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    stops.push(
      () => void api.close(() => undefined),
      () => api.closeAllConnections(),
    );
    platform = await run({ url: `http://127.0.0.1:${(api.address() as AddressInfo).port}`, token: "bot" });

    await platform.simulator.until(() => calls.some(({ path }) => path.endsWith("/handoff")), 20_000);
    const handoff = calls.find(({ path }) => path.endsWith("/handoff"));
    const greeting = calls.find(({ path }) => path === handoff?.path.replace("/handoff", "/messages"));
    expect(greeting?.body).toMatchObject({ clientId: expect.stringMatching(/^[0-9a-f-]{36}$/), text: expect.any(String) });
    expect(handoff?.body).toMatchObject({
      reason: "customer_asked",
      failedAttempts: 1,
      summary: expect.any(String),
      slots: expect.any(Object),
      language: expect.any(String),
    });
  });
});
