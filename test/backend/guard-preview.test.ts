import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sentByPeople } from "../../backend/guard/guard-preview-past.ts";
import { prepare } from "../../backend/store/sqlite/database.ts";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { previewLine, type PreviewLine, type PreviewResult } from "../../shared/api/guard-preview.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { toAgentId, toContactId, toNumberId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { hours, minus, minutes, plus, toInstant, type Instant } from "../../shared/time.ts";
import { BOOTSTRAP, startTestBackend, type TestBackend } from "./running-backend.ts";
import { atOnce } from "./at-once.ts";
import { aConversation, aMessage } from "./store-contract.ts";

const NOW = toInstant(Date.UTC(2026, 10, 22, 12));
const ago = (count: number): Instant => minus(NOW, hours(count));
const PERIOD = { from: "2026-11-01T00:00:00Z", to: "2026-11-22T12:00:00Z" };

let backend: TestBackend;

const customer = (id: string, conversation: string, at: Instant, body: string) =>
  aMessage(id, conversation, { at, order: at, content: { type: "text", body } });
const person = (id: string, conversation: string, at: Instant, body: string, more: Partial<Message> = {}) =>
  aMessage(id, conversation, {
    at,
    order: at,
    direction: "out",
    author: { kind: "human", id: toAgentId("sofia") },
    content: { type: "text", body },
    state: "read",
    stateAt: { sending: at, accepted: at, delivered: plus(at, minutes(1)), read: plus(at, minutes(2)) },
    ...more,
  });

/** A server with this past in its folder. */
async function withPast(messages: readonly Message[], contactName = "Amelia Wright"): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "greenline-preview-"));
  const store = await openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(masterKey(folder, undefined)) });
  store.write((tx) => {
    tx.put("number", "n1", {
      id: toNumberId("n1"),
      phoneNumberId: "1065403",
      displayName: "Northwind",
      displayPhoneNumber: "+1 555",
      quality: { value: "unknown", source: "manual" },
      connection: "unknown",
      limit: { value: "unknown", scope: "portfolio" },
      enforcement: [],
    } as never);
    for (const id of new Set(messages.map(({ conversationId }) => conversationId))) {
      tx.put("contact", `contact-of-${id}`, { id: toContactId(`contact-of-${id}`), name: contactName, phone: "447700900118", phoneMasked: "" } as never);
      // As it stands today: resolved, and somebody else's.
      tx.put("conversation", id, aConversation(id, { state: "resolved", assigneeId: toAgentId("tomas"), lastInboundAt: NOW }));
    }
    for (const message of messages) tx.put("message", message.id, message);
  });
  store.close();
  backend = await startTestBackend({ folder, clock: { now: () => NOW } });
}

const ask = (policy: unknown, period: object = PERIOD, token = BOOTSTRAP) => backend.api("/api/v1/guard/preview", { token, body: { policy, ...period } });
const linesOf = (text: string): readonly PreviewLine[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => previewLine.parse(JSON.parse(line)));
async function preview(policy: unknown, period: object = PERIOD): Promise<PreviewResult> {
  const last = linesOf(await (await ask(policy, period)).text()).at(-1);
  if (last === undefined || !("result" in last)) throw new Error(`No result: ${JSON.stringify(last)}`);
  return last.result;
}
const ofRule = ({ rules }: PreviewResult, name: string) => rules.find(({ rule }) => rule === name)!;
const speaking = ({ rules }: PreviewResult, when: "today" | "draft") =>
  Object.fromEntries(
    rules.flatMap((one) => {
      const { advise, confirm, stop } = one[when];
      return stop + confirm + advise === 0 ? [] : [[one.rule, `${stop}/${confirm}/${advise}`]];
    }),
  );

afterEach(() => backend.stop());

describe("[S0-11] what last month would have looked like", () => {
  test("counts by hand: who was greeted by a wrong name, which words the house avoids, and what was said twice", async () => {
    await withPast([
      customer("q1", "c1", ago(50), "Hello, when will my order ship?"),
      person("a1", "c1", ago(49), "Hi Robert, unfortunately it ships on Monday."),
      customer("q2", "c2", ago(48), "Can I return the boots?"),
      person("a2", "c2", ago(47), "Hi Amelia, unfortunately not. The label is gone."),
      customer("q3", "c3", ago(46), "Do you have it in blue?"),
      person("a3", "c3", ago(45), "Yes, we have it in blue and in green."),
      person("a4", "c3", plus(ago(45), minutes(3)), "Yes, we have it in blue and in green."),
    ]);
    const draft = {
      severities: { "G-NAME": "off", "G-STYLE": "confirm", "G-FOLLOW-UP": "off" },
      duplicatePeriod: 60_000,
      text: { style: [{ language: "en", words: [{ avoid: "unfortunately", prefer: "sadly" }] }] },
    };
    const result = await preview(draft);

    expect(result).toMatchObject({ messages: 4, checked: 4 });
    expect(speaking(result, "today")).toEqual({ "G-NAME": "0/1/0", "G-DUPLICATE": "0/1/0", "G-FOLLOW-UP": "0/1/0" });
    expect(speaking(result, "draft")).toEqual({ "G-STYLE": "0/2/0" });
    expect(ofRule(result, "G-STYLE")).toMatchObject({
      changed: 2,
      examples: [
        { conversationId: "c2", messageId: "a2", words: "Hi Amelia, unfortunately not. The label is gone.", draft: "confirm" },
        { conversationId: "c1", messageId: "a1", at: "2026-11-20T11:00:00.000Z", draft: "confirm" },
      ],
    });
    expect(ofRule(result, "G-NAME").examples).toMatchObject([{ messageId: "a1", today: "confirm" }]);
  });

  test("today's policy as a draft changes nothing", async () => {
    await withPast([customer("q1", "c1", ago(50), "Hello?"), person("a1", "c1", ago(49), "Hi Robert, unfortunately it ships on Monday.")]);
    const result = await preview({});
    expect(result.rules.every(({ changed, examples }) => changed === 0 && examples.length === 0)).toBe(true);
    expect(speaking(result, "today")).toEqual(speaking(result, "draft"));
    expect(ofRule(result, "G-NAME").today.confirm).toBe(1);
  });

  test("[G-WINDOW] goes by what was known then: the window, how far the message before had come, and not who has it today", async () => {
    await withPast([
      customer("q1", "c1", ago(80), "Hello?"),
      // A day and a half after the question: the window of then was closed, though today it is open.
      person("a1", "c1", ago(44), "It ships on Monday morning."),
      customer("q2", "c2", ago(30), "Hello?"),
      person("a2", "c2", ago(29), "It ships on Monday morning.", { stateAt: { sending: ago(29), accepted: ago(29), delivered: ago(2), read: ago(1) } }),
      // An hour later the first had not arrived; it did, a day later.
      person("a3", "c2", ago(28), "The driver has called us meanwhile."),
    ]);
    const result = await preview({});
    expect(ofRule(result, "G-WINDOW").today).toEqual({ stop: 1, confirm: 0, advise: 0 });
    expect(ofRule(result, "G-UNDELIVERED").today).toEqual({ stop: 0, confirm: 1, advise: 0 });
    expect(ofRule(result, "G-RESOLVED").today).toEqual({ stop: 0, confirm: 0, advise: 0 });
  });

  test("what cannot be rebuilt is named, and counts nothing", async () => {
    await withPast([customer("q1", "c1", ago(50), "Hello?"), person("a1", "c1", ago(49), "It ships on Monday.")]);
    const { notReplayed, rules } = await preview({});
    expect(notReplayed).toEqual(["G-TOPIC", "G-COLLISION", "G-NUMBER", "G-TEMPLATE", "G-ROLLOUT", "G-APPROVAL"]);
    expect([...rules.map(({ rule }) => rule), ...notReplayed].toSorted()).toEqual([...RULE_IDS].toSorted());
  });

  test("[G-BULK] what had gone to others in the hour before, by the draft's own number of people", async () => {
    const offer = "Our workshop moves to Harbour Street next week, come and visit us there any day.";
    const past = [1, 2, 3].flatMap((n) => [
      customer(`q${n}`, `c${n}`, ago(50), "Where is your workshop?"),
      person(`a${n}`, `c${n}`, minus(ago(40), minutes(10 * n)), offer),
    ]);
    await withPast(past);
    const result = await preview({ reach: { bulk: { people: { agent: 2 } } } });
    expect(ofRule(result, "G-BULK")).toMatchObject({ today: { stop: 0 }, draft: { stop: 1 }, changed: 1, examples: [{ messageId: "a1", draft: "stop" }] });
  });
});

test("[S0-11] of more than can be checked an even share is, from the first to the last", async () => {
  await withPast(
    Array.from({ length: 35 }, (_, n) => person(`a${n}`, `c${n % 4}`, plus(ago(400), minutes(n)), "It ships on Monday.", n % 7 === 6 ? { state: "held" } : {})),
  );
  const database = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
  const { messages, sample } = sentByPeople(prepare(database), { from: ago(401), to: NOW }, 10);
  database.close();
  expect([messages, sample]).toEqual([30, ["a0", "a3", "a7", "a10", "a14", "a17", "a21", "a24", "a28", "a31"]]);
});

describe("[S0-11] the question", () => {
  beforeEach(() => withPast([customer("q1", "c1", ago(50), "Hello?"), person("a1", "c1", ago(49), "It ships on Monday.")]));

  test("is refused with the path of each fault, and asked by leads alone", async () => {
    const refused = await ask({ severities: { "G-NOPE": "stop" }, windowMargin: -1 }, { from: "2026-01-01T00:00:00Z", to: "2026-11-01T00:00:00Z" });
    expect(refused.status).toBe(422);
    expect(((await refused.json()) as any).errors.map(({ path }: any) => path)).toEqual(["policy.severities.G-NOPE", "policy.windowMargin", "to"]);
    const tooWeak = await ask({ severities: { "G-CONSENT": "off" } });
    expect([tooWeak.status, ((await tooWeak.json()) as any).errors[0].path]).toEqual([422, "policy.severities.G-CONSENT"]);

    const { token } = (await (await backend.api("/api/v1/agents", { body: { name: "Marco", role: "agent" } })).json()) as any;
    expect((await ask({}, PERIOD, token)).status).toBe(403);
  });

  test("is answered for one at a time, and saves nothing", async () => {
    const { letIn, refused } = await atOnce(() => ask({ windowMargin: 5_000 }));
    expect(((await refused.json()) as any).type).toBe("https://greenline.app/problems/guard-preview-under-way");
    expect(linesOf(await letIn.text()).at(-1)).toHaveProperty("result");
    expect(await backend.json("/api/v1/guard/policy")).toMatchObject({ version: 0 });
  });

  test("who hangs up stops it, and the next one is let in", async () => {
    const abort = new AbortController();
    const response = await fetch(`${backend.url}/api/v1/guard/preview`, {
      method: "POST",
      signal: abort.signal,
      headers: { authorization: `Bearer ${BOOTSTRAP}`, "content-type": "application/json" },
      body: JSON.stringify({ policy: {}, ...PERIOD }),
    });
    abort.abort();
    await expect(response.text()).rejects.toThrow();
    let next = await ask({});
    for (; next.status === 429; next = await ask({})) await next.text();
    expect(linesOf(await next.text()).at(-1)).toHaveProperty("result");
  });
});
