import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startTopicModel, type RunningTopicModel } from "../../backend/guard/topic-model.ts";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { createTopicLearner } from "../../renderer/guard/topic-learner.ts";
import { openTopicModel } from "../../shared/guard/topic/packed-model.ts";
import { toAgentId, toConversationId, toMessageId, toNumberId } from "../../shared/ids.ts";
import type { Conversation, LastMessage } from "../../shared/inbox/conversation.ts";
import { days, hours, minutes, toInstant } from "../../shared/time.ts";
import { pastTalks, topicScorer, type PastTalk } from "../fixtures/guard/topic-past.ts";
import { eventually, startTestPlatform } from "./simulated-platform.ts";
import { aConversation, aMessage } from "./store-contract.ts";
import { openDesk } from "./sync-client.ts";
import { createMachineTime, silent, TEN } from "./sla-workspace.ts";

const ASKED = "Where is my parcel? I ordered a coat on Monday";
const OFF = "Most insurance plans cover one cleaning a year";
const ON = "The courier delivers your parcel tomorrow morning";
const talks = pastTalks("en");
const human = { kind: "human", id: toAgentId("sofia") } as const;

const CLEANING = {
  id: "t1",
  name: "cleaning",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  buttons: [],
} as const;

const disposals: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const dispose of disposals.splice(0).toReversed()) await dispose();
});

const aFolder = (): string => mkdtempSync(join(tmpdir(), "greenline-topic-"));
const openStore = (folder: string): Promise<Store> => openSqliteStore({ path: join(folder, "greenline.db"), vault: createVault(masterKey(folder, undefined)) });

const lastAt = (at: number): LastMessage => ({
  id: toMessageId("last"),
  at: toInstant(at),
  text: "",
  direction: "in",
  authorKind: "customer",
  type: "text",
  state: "received",
});

/** A conversation as it stands in the store after its talk. */
function tell(store: Store, { id, turns }: PastTalk, fields: Partial<Conversation> = {}, at = TEN): void {
  store.write((tx) => {
    tx.put("conversation", id, aConversation(id, { state: "resolved", numberId: toNumberId("n1"), lastMessage: lastAt(at), ...fields }));
    for (const [i, { from, text }] of turns.entries())
      tx.put(
        "message",
        `${id}-${i}`,
        aMessage(`${id}-${i}`, id, {
          at: toInstant(at + i),
          order: tx.nextOrder(),
          content: { type: "text", body: text },
          ...(from === "customer" ? {} : { direction: "out", author: human, state: "delivered" }),
        }),
      );
  });
}

/** A workspace with a past, and its model as the backend starts it. */
async function aPast(past: readonly PastTalk[] = talks) {
  const folder = aFolder();
  const store = await openStore(folder);
  for (const talk of past) tell(store, talk);
  const time = createMachineTime(TEN + hours(1));
  const start = () => startTopicModel({ databasePath: join(folder, "greenline.db"), store, clock: time.clock, log: silent, at: time.at });
  const topics = start();
  disposals.push(
    () => store.close(),
    () => topics.stop(),
  );
  /** What another one would have learned from the same store. */
  const restart = async () => {
    const another = start();
    const status = await another.status();
    await another.stop();
    return status;
  };
  const served = async () => {
    const model = await topics.served();
    return typeof model === "string" ? model : { ...model, model: openTopicModel(topicScorer, model.bytes)! };
  };
  const whenServed = (is: (model: Exclude<Awaited<ReturnType<typeof served>>, string>) => boolean) =>
    eventually(async () => {
      const model = await served();
      return typeof model !== "string" && is(model);
    });
  return { store, time, topics, served, whenServed, restart };
}

const asks = (store: Store): void => tell(store, { id: "now", business: "shop", turns: [{ from: "customer", text: ASKED }] }, { state: "open" });
/** A busy machine may keep the thread from answering in time: then it is asked again. */
const kindBy = (topics: RunningTopicModel, [id, asked]: readonly [conversation: string, asked: string], text: string) =>
  eventually(async () => {
    const topic = await topics.about({ conversationId: toConversationId(id), draft: { kind: "text", text }, by: human });
    return topic?.judge([{ id: toMessageId(`${id}-0`), from: "customer", text: asked }], text).kind;
  });

describe("what is learned", () => {
  test("[G-TOPIC] what is resolved, and what was silent for a week; what is under way and what never left is not", async () => {
    const folder = aFolder();
    const store = await openStore(folder);
    disposals.push(() => store.close());
    for (const talk of talks.slice(0, 58)) tell(store, talk);
    tell(store, { ...talks[58]!, id: "silent" }, { state: "open", lastMessage: lastAt(TEN - days(8)) });
    tell(store, { ...talks[59]!, id: "under-way" }, { state: "open" });
    tell(store, { ...talks[59]!, id: "unsent" });
    store.write((tx) => {
      for (const message of tx.messages(toConversationId("unsent"), 10)) tx.put("message", message.id, { ...message, state: "held" });
    });
    const time = createMachineTime(TEN);
    const topics = startTopicModel({ databasePath: join(folder, "greenline.db"), store, clock: time.clock, log: silent, at: time.at });
    disposals.push(() => topics.stop());

    const model = await topics.served();
    const kept = typeof model === "string" ? undefined : openTopicModel(topicScorer, model.bytes)?.kept().conversations;
    expect(kept?.size).toBe(59);
    expect([...kept!.keys()]).toContain("silent");
  });

  test("[G-TOPIC] a conversation is added when it is resolved, and anew when it is resolved again", async () => {
    const { served, store, time, whenServed } = await aPast();
    expect(await served()).not.toBeTypeOf("string");
    const turnsOf = async () => {
      const model = await served();
      return typeof model === "string" ? undefined : model.model.kept().conversations.get("late")?.turns.length;
    };

    tell(store, { ...talks[0]!, id: "late" });
    time.pass(minutes(1));
    await whenServed(({ model }) => model.kept().conversations.has("late"));
    expect(await turnsOf()).toBe(4);

    tell(store, { ...talks[0]!, id: "late", turns: [...talks[0]!.turns, ...talks[1]!.turns] }, { state: "open" });
    tell(store, { ...talks[0]!, id: "later" });
    time.pass(minutes(1));
    await whenServed(({ model }) => model.kept().conversations.has("later"));
    expect(await turnsOf()).toBe(4);

    tell(store, { ...talks[0]!, id: "late", turns: [...talks[0]!.turns, ...talks[1]!.turns] });
    time.pass(minutes(1));
    await whenServed(({ model }) => model.kept().conversations.get("late")?.turns.length === 8);
  });

  test("[G-TOPIC] who was erased is forgotten, by the log and at once where it is asked for", async () => {
    const { served, store, time, topics, whenServed } = await aPast();
    const first = await served();
    store.write((tx) => tx.remove("conversation", "clinic-1"));
    time.pass(minutes(1));
    await whenServed(({ model }) => !model.kept().conversations.has("clinic-1"));

    await topics.forget([toConversationId("clinic-0")]);
    const after = await served();
    expect(typeof after === "string" ? after : after.model.kept().conversations.has("clinic-0")).toBe(false);
    expect(after).not.toMatchObject({ version: typeof first === "string" ? first : first.version });
  });

  test("[G-TOPIC] with fewer than fifty there is nothing, and when one is erased of fifty there is nothing any more", async () => {
    const { served, topics } = await aPast(talks.slice(0, 50));
    expect(await served()).not.toBeTypeOf("string");
    await topics.forget([toConversationId(talks[0]!.id)]);
    expect(await served()).toBe("too-little");
  });
});

describe("a warning that was dismissed", () => {
  const asksAgain = "Where is the parcel with my coat? It was ordered on Monday";
  /** The customer who asks, and the message that left in spite of the warning. */
  function dismisses(store: Store, time: ReturnType<typeof createMachineTime>, reason = "wrong-warning"): void {
    tell(
      store,
      {
        id: "now",
        business: "shop",
        turns: [
          { from: "customer", text: ASKED },
          { from: "agent", text: OFF },
        ],
      },
      { state: "open" },
    );
    store.write((tx) =>
      tx.logGuard({
        at: time.clock.now(),
        rule: "G-TOPIC",
        severity: "confirm",
        conversationId: toConversationId("now"),
        agentId: human.id,
        what: "overridden",
        reason,
        messageId: toMessageId("now-1"),
      }),
    );
    tell(store, { id: "other", business: "shop", turns: [{ from: "customer", text: asksAgain }] }, { state: "open" });
  }
  const kindOf = (topics: RunningTopicModel, text: string) => kindBy(topics, ["other", asksAgain], text);
  const FAR = "Parking in the hotel garage costs twelve euros a night";

  test("[G-TOPIC] is not given again for its like, is counted for all to see, and comes again when a lead lets it be forgotten", async () => {
    const { served, store, time, topics, whenServed } = await aPast();
    await served();
    tell(store, { id: "other", business: "shop", turns: [{ from: "customer", text: asksAgain }] }, { state: "open" });
    expect([await kindOf(topics, OFF), await kindOf(topics, FAR)]).toEqual(["off", "off"]);

    dismisses(store, time);
    time.pass(minutes(1));
    await whenServed(({ model }) => model.kept().dismissals.has("now-1"));
    expect([await kindOf(topics, OFF), await kindOf(topics, FAR)]).toEqual(["on", "off"]);
    expect(await topics.status()).toMatchObject({ state: "ready", falseAlarms: 0.01, learning: { conversations: 60, dismissals: 1 } });

    await topics.forgetDismissals(human.id);
    expect([await kindOf(topics, OFF), await kindOf(topics, FAR)]).toEqual(["off", "off"]);
    expect(await topics.status()).toMatchObject({ learning: { dismissals: 0 }, dismissalsForgottenAt: time.clock.now() });
    expect(store.read((tx) => tx.audit())).toContainEqual(expect.objectContaining({ action: "topic-dismissals-forgotten", who: human.id }));
  });

  test("[G-TOPIC] is known again after a start, unless it was forgotten, erased or never left", async () => {
    const { restart, store, time } = await aPast();
    dismisses(store, time, "also-this");
    const count = async () => (await restart()).learning?.dismissals;
    expect(await count()).toBe(1);
    store.write((tx) => tx.put("message", "now-1", { ...tx.get("message", toMessageId("now-1"))!, state: "held" }));
    expect(await count()).toBe(0);
    store.write((tx) => tx.put("message", "now-1", { ...tx.get("message", toMessageId("now-1"))!, state: "delivered" }));
    expect(await count()).toBe(1);
    store.write((tx) => tx.remove("message", "now-1"));
    expect(await count()).toBe(0);
  });

  test("[G-TOPIC] goes with the person who is erased", async () => {
    const { served, store, time, topics, whenServed } = await aPast();
    await served();
    dismisses(store, time);
    time.pass(minutes(1));
    await whenServed(({ model }) => model.kept().dismissals.size === 1);
    await topics.forget([toConversationId("now")]);
    expect(await topics.status()).toMatchObject({ learning: { dismissals: 0 } });
    expect(await kindOf(topics, OFF)).toBe("off");
  });
});

describe("who is asked", () => {
  test("[G-TOPIC] [S4-15] what a person types or chose is judged by the others' conversations; a bot's is not asked about", async () => {
    const { served, store, topics } = await aPast();
    asks(store);
    await served();
    expect(await kindBy(topics, ["now", ASKED], OFF)).toBe("off");
    expect(await kindBy(topics, ["now", ASKED], ON)).toBe("on");
    const conversationId = toConversationId("now");
    expect(await topics.about({ conversationId, draft: { kind: "text", text: OFF }, by: { kind: "bot" } })).toBeUndefined();
    const asked = [{ id: toMessageId("now-0"), from: "customer", text: ASKED }] as const;
    store.write((tx) => tx.put("template", "cleaning:en", { ...CLEANING, body: OFF.replace("Most", "{{1}}") }));
    const chosen = [
      { kind: "text", text: OFF, cannedReply: true },
      { kind: "template", name: "cleaning", language: "en", variables: { "1": "Most" } },
    ] as const;
    for (const draft of chosen)
      await eventually(async () => (await topics.about({ conversationId, draft, by: human }))?.judge(asked, OFF).kind === "off", 30_000, draft.kind);
  });

  test("[G-TOPIC] where something was said between the question and the decision, nobody can tell", async () => {
    const { served, store, topics } = await aPast();
    asks(store);
    await served();
    const topic = await eventually(() => topics.about({ conversationId: toConversationId("now"), draft: { kind: "text", text: OFF }, by: human }));
    expect(topic.judge([{ id: "newer", from: "customer", text: "And my dentist?" }], OFF)).toMatchObject({ kind: "cannot-tell" });
  });
});

describe("a real backend", () => {
  /** One with this past, its customer who asks for a parcel, and the model read. */
  async function aBackend(past: readonly PastTalk[]) {
    const folder = aFolder();
    const store = await openStore(folder);
    for (const talk of past) tell(store, talk);
    store.close();
    const platform = await startTestPlatform({ folder });
    disposals.push(() => platform.stop());
    await platform.control("behaviour", { outcome: "accept", statusPlan: ["sent", "delivered"] });
    const ask = (headers: Readonly<Record<string, string>> = {}, token = "bootstrap-token-for-tests") =>
      fetch(`${platform.backend.url}/api/v1/guard/topic-model`, { headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...headers } });
    return { platform, ask };
  }
  const send = (platform: Awaited<ReturnType<typeof startTestPlatform>>, id: string, body: unknown) =>
    platform.backend.api(`/api/v1/conversations/${id}/messages`, { body });

  test("[G-TOPIC] [H37] the model is served to who is signed in, and not again while it is the same", async () => {
    const { ask, platform } = await aBackend(talks);
    const first = await ask();
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    const bytes = new Uint8Array(await first.arrayBuffer());
    expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/dentist|parcel/iu);

    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{20,}"$/u);
    const again = await ask({ "if-none-match": tag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await ask({ "if-none-match": `"older"` })).status).toBe(200);
    expect((await ask({}, "")).status).toBe(401);

    const status = await platform.backend.json("/api/v1/guard/topic-model/status");
    expect(status).toMatchObject({ state: "ready", conversations: 60, fewestConversations: 50, dismissals: 0, falseAlarms: 0.01, dismissalsForgottenAt: null });
    expect(status.replies).toBeGreaterThan(60);
    expect(Number.isFinite(status.threshold.typed)).toBe(true);
    expect(Date.parse(status.learnedAt)).toBeGreaterThan(0);
    const forgotten = await platform.backend.api("/api/v1/guard/topic-model/learned", { method: "DELETE" });
    expect([forgotten.status, Date.parse((await forgotten.json()).dismissalsForgottenAt) > 0]).toEqual([200, true]);

    // What the desk's worker does with these very bytes.
    const learner = createTopicLearner({ loadScorer: async () => topicScorer, breathe: () => Promise.resolve() });
    await learner.learn(bytes);
    const { id } = await platform.customerWrites("447700900118", ASKED);
    const conversation = aConversation(id);
    const messages = [aMessage("m1", id, { content: { type: "text", body: ASKED } })];
    const findings = (text: string) =>
      deskFindings({ kind: "text", text }, { conversation, messages, topicChanged: false }, toInstant(TEN), { topic: learner.model() });
    expect(findings(OFF)).toContainEqual(expect.objectContaining({ rule: "G-TOPIC", severity: "confirm" }));
    expect(findings(ON).map(({ rule }) => rule)).not.toContain("G-TOPIC");
  });

  test("[G-TOPIC] with too little past there is none, and the rule is silent", async () => {
    const { ask, platform } = await aBackend(talks.slice(0, 49));
    expect((await ask()).status).toBe(204);
    const { id } = await platform.customerWrites("447700900118", ASKED);
    expect((await send(platform, id, { clientId: "k1", text: OFF })).status).toBe(202);
  });

  test("[G-TOPIC] an off-topic text around the desk needs a reason, says what it was held against, and goes with one", async () => {
    const { ask, platform } = await aBackend(talks);
    await ask();
    const { id } = await platform.customerWrites("447700900118", ASKED);
    const refused = await send(platform, id, { clientId: "k1", text: OFF });
    expect(refused.status).toBe(422);
    const finding = (await refused.json()).findings.find(({ rule }: { readonly rule: string }) => rule === "G-TOPIC");
    expect(finding).toMatchObject({ severity: "confirm", messageKey: "guard.topic.hint" });
    expect(ASKED).toContain(finding.evidence.askedIn[0].text);
    expect(OFF).toContain(finding.evidence.spoken);

    const passed = await send(platform, id, { clientId: "k2", text: OFF, overrides: { "G-TOPIC": "asked by phone" } });
    expect(passed.status).toBe(202);
    const state = async () =>
      (await platform.backend.json(`/api/v1/conversations/${id}/messages`)).items.find((one: any) => one.clientId === "k2")?.state === "delivered";
    await eventually(state, 30_000, "the message to arrive");
    expect((await send(platform, id, { clientId: "k3", text: ON })).status).toBe(202);
  });

  test("[G-TOPIC] [I4] what a desk without the model let through is held by the second look, and goes when the topic was changed on purpose", async () => {
    const { ask, platform } = await aBackend(talks);
    await ask();
    const { id } = await platform.customerWrites("447700900118", ASKED);
    const desk = await openDesk(platform.backend, { name: "Lea", role: "lead" });
    disposals.push(() => desk.close());
    const message = async (clientId: string) =>
      (await platform.backend.json(`/api/v1/conversations/${id}/messages`)).items.find((one: any) => one.clientId === clientId);
    const reaches = (clientId: string, state: string) =>
      eventually(async () => (await message(clientId))?.state === state, 30_000, `${clientId} to be ${state}`);

    await desk.push([{ id: 1, mutation: { kind: "send", conversationId: id, clientId: "k1", text: OFF, composedAt: Date.now() } }]);
    await reaches("k1", "held");
    expect(await message("k1")).toMatchObject({ held: "guard", findings: [{ rule: "G-TOPIC" }] });

    const overrides = { "G-TOPIC": "topic-changed" };
    await desk.push([{ id: 2, mutation: { kind: "send", conversationId: id, clientId: "k2", text: OFF, overrides, replaces: "k1", composedAt: Date.now() } }]);
    await reaches("k2", "delivered");
    const rules = (await platform.backend.json("/api/v1/guard/rules")).items;
    expect(rules.find(({ rule }: { readonly rule: string }) => rule === "G-TOPIC")).toMatchObject({ heeded: 1, overridden: 1 });
  });
});
