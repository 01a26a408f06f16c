import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerAbsence } from "../../backend/auto-reply/answer-absence.ts";
import { saveAutoReply } from "../../backend/auto-reply/auto-reply-settings.ts";
import type { CloudApi } from "../../backend/cloud-api/port.ts";
import { appendConsent } from "../../backend/consent/keep-consent.ts";
import { startSender } from "../../backend/outbound/sender.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import type { Store } from "../../backend/store/store.ts";
import { withdrawalEntry } from "../../shared/consent/withdrawals.ts";
import { toContactId, toConversationId, toWamid } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { toInstant } from "../../shared/time.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import { anAgent, createSlaWorkspace, HOUR, MINUTE, SETTINGS, silent, TEN, type SlaWorkspace } from "./sla-workspace.ts";
import { aMessage } from "./store-contract.ts";

/** Monday, three hours after the office closed. */
const NIGHT = TEN + 10 * HOUR;
const sofia = anAgent("sofia");
const lena = anAgent("lena", { role: "lead" });

let workspace: SlaWorkspace;
let stops: (() => unknown)[];
let posted: { readonly clientId: string; readonly text: string }[];
const cloudApi: CloudApi = {
  send: async ({ body, clientId }) => {
    posted.push({ clientId, text: body.type === "text" ? body.body : "" });
    return { type: "accepted", wamid: toWamid(`wamid.${clientId}`), held: false };
  },
  markRead: async () => true,
  numberHealth: async () => ({}),
  templates: async () => [],
  media: async () => ({ type: "gone" }),
  threadControl: async () => ({ type: "done" }),
};

let idle: () => Promise<void>;
const begin = (store: Store = workspace.store, api: CloudApi = cloudApi): void => {
  const { at, clock } = workspace.time;
  const sender = startSender({ clock, store, cloudApi: api, newId: () => "id", log: silent, at });
  const absence = answerAbsence({ store, clock, log: silent, at, onPut: () => sender.wake() });
  idle = sender.idle;
  stops.push(absence.stop, sender.stop);
};
const settle = async (ms = 0): Promise<void> => {
  workspace.time.pass(ms);
  await idle();
  workspace.time.pass(0);
};

beforeEach(async () => {
  stops = [];
  posted = [];
  workspace = await createSlaWorkspace({ settings: { ...SETTINGS, policies: [aPolicy({ calendar: "office" })] }, start: NIGHT });
  workspace.people(sofia, lena);
  workspace.store.write((tx) => saveAutoReply(tx, { on: true }, "lena", workspace.time.clock.now()));
  add("c1");
  begin();
});
afterEach(async () => {
  for (const stop of stops) await stop();
  workspace.dispose();
});

/** Somebody in London, whose clock shows the same as the desk's. */
const add = (id: string): void => {
  workspace.add(id);
  workspace.store.write((tx) => tx.put("contact", `contact-of-${id}`, { id: toContactId(`contact-of-${id}`), name: id, phone: "447700900118" }));
};
/** The customer writes now, as the projection of a webhook leaves it. */
const writes = (id = "c1", fields: Partial<Conversation> = {}): void => {
  const now = workspace.time.clock.now();
  workspace.store.write((tx) => {
    const conversation = tx.get("conversation", id);
    if (conversation === undefined) throw new Error(`There is no ${id}.`);
    tx.put("message", `m${now}`, aMessage(`m${now}`, id, { at: now, order: tx.nextOrder() }));
    tx.put("conversation", id, { ...conversation, lastInboundAt: now, ...fields });
    tx.appendEvent(toConversationId(id), `in:${id}:${now}`, { type: "inbound", at: now });
    refreshClocks(tx, toConversationId(id), now);
  });
};
const row = (id = "c1") => workspace.store.read((tx) => tx.get("conversation", id));
const stories = () => workspace.store.read((tx) => tx.parts("story", toConversationId("c1"))).filter(({ kind }) => kind === "auto-reply");
const messages = () => workspace.store.read((tx) => tx.messages(toConversationId("c1"), 50)).filter(({ direction }) => direction === "out");
const firstReply = () => row()?.clocks.find(({ kind }) => kind === "first-reply");

describe("the automatic answer", () => {
  test("[HO11] [S0-19] [S5] a customer who writes to a closed desk hears once when it opens, and the human clock runs on", async () => {
    writes();
    await settle();

    expect(posted.map(({ text }) => text)).toEqual([
      "Thanks for your message. We are closed right now and will be back tomorrow at 09:00. A person will then answer you here.",
    ]);
    expect(messages()).toMatchObject([{ author: { kind: "automation" }, state: "accepted" }]);
    expect(stories()).toMatchObject([{ data: { kind: "closed" } }]);
    expect(firstReply()).toMatchObject({ state: "running", startedAt: NIGHT });
    expect(firstReply()?.metAt).toBeUndefined();
    expect(row()?.state).toBe("queued");
  });

  test("[HO11] [S0-19] a second message within the period gets none, one after it gets one", async () => {
    writes();
    await settle();
    await settle(2 * HOUR);
    writes();
    await settle();
    expect(posted).toHaveLength(1);

    // Tuesday evening, after the office has closed again.
    await settle(20 * HOUR);
    writes();
    await settle();
    expect(posted).toHaveLength(2);
  });

  test("[HO11] [B1] restarts and a second process add nothing", async () => {
    const second = await workspace.open();
    begin(second);
    writes();
    await settle();
    begin(await workspace.open());
    await settle(MINUTE);

    expect(posted).toHaveLength(1);
    expect(stories()).toHaveLength(1);
  });

  test("[HO11] what was written while nobody was running is answered at the next start, unless it is old by then", async () => {
    for (const stop of stops.splice(0)) await stop();
    writes();
    workspace.time.pass(50 * MINUTE);
    begin();
    await settle();
    expect(posted).toHaveLength(1);

    for (const stop of stops.splice(0)) await stop();
    add("c2");
    writes("c2");
    workspace.time.pass(61 * MINUTE);
    begin();
    await settle();
    expect(posted).toHaveLength(1);
  });

  test("[HO11] who wrote before it was switched on is told nothing", async () => {
    workspace.store.write((tx) => saveAutoReply(tx, { on: false }, "lena", workspace.time.clock.now()));
    writes();
    await settle();
    workspace.store.write((tx) => saveAutoReply(tx, { on: true }, "lena", workspace.time.clock.now()));
    await settle(MINUTE);

    expect(posted).toEqual([]);
  });

  test("[HO11] [G-OPTED-OUT] after a STOP nothing is said, not even to what is written later", async () => {
    workspace.store.write((tx) =>
      appendConsent(
        tx,
        toContactId("contact-of-c1"),
        withdrawalEntry({ kind: "said", how: "keyword", messageId: "m0", scope: "everything" }, workspace.time.clock.now()),
        workspace.time.clock.now(),
      ),
    );
    await settle(MINUTE);
    writes();
    await settle();

    expect(posted).toEqual([]);
  });

  test("[HO11] nothing is said into a conversation that a bot owns, until it hands over", async () => {
    writes("c1", { state: "bot" });
    await settle();
    expect(posted).toEqual([]);

    workspace.store.write((tx) => {
      const conversation = row();
      const now = workspace.time.clock.now();
      if (conversation === undefined) throw new Error("There is no c1.");
      tx.put("conversation", "c1", {
        ...conversation,
        state: "queued",
        handoff: { requestedAt: now, reason: "asked", slots: {}, failedAttempts: 0, language: "it" },
      });
      tx.appendEvent(conversation.id, "handoff", { type: "handoff", at: now });
      refreshClocks(tx, conversation.id, now);
    });
    await settle();
    expect(posted.map(({ text }) => text)).toEqual([expect.stringMatching(/torniamo domani alle 09:00/)]);
  });

  test("[HO11] [W1] with the window closed it is not said at all, and nothing waits for a person to decide", async () => {
    writes("c1", { lastInboundAt: toInstant(NIGHT - 25 * HOUR), handoff: { requestedAt: toInstant(NIGHT), reason: "asked", slots: {}, failedAttempts: 0 } });
    await settle();

    expect(posted).toEqual([]);
    expect(messages()).toEqual([]);
  });

  test("[HO11] somebody who takes the conversation in the same moment answers in person: what is under way is taken back", async () => {
    for (const stop of stops.splice(0)) await stop();
    const { at, clock } = workspace.time;
    // The sender looks only later, as where the platform takes nothing for a moment.
    const absence = answerAbsence({ store: workspace.store, clock, log: silent, at, onPut: () => {} });
    stops.push(absence.stop);
    writes();
    workspace.time.pass(0);
    expect(messages()).toMatchObject([{ state: "queued" }]);

    workspace.does(sofia, { kind: "claim", conversationId: "c1", epoch: row()?.claimEpoch ?? 0 });
    const sender = startSender({ clock, store: workspace.store, cloudApi, newId: () => "id", log: silent, at });
    idle = sender.idle;
    stops.push(sender.stop);
    sender.wake();
    await settle();

    expect(posted).toEqual([]);
    expect(messages()).toMatchObject([{ state: "cancelled" }]);
    expect(stories()).toEqual([]);
  });
});

describe("whether somebody is there", () => {
  /** Tuesday morning: the office is open. */
  const inTheMorning = () => settle(14 * HOUR);

  test("[HO11] in open hours with somebody available nothing is said", async () => {
    await inTheMorning();
    writes();
    await settle();

    expect(posted).toEqual([]);
  });

  test("[HO11] in open hours with everybody away it is said, and promises no time", async () => {
    await inTheMorning();
    workspace.people({ ...sofia, availability: { state: "away", since: toInstant(0) } }, { ...lena, availability: { state: "busy", since: toInstant(0) } });
    writes();
    await settle();

    expect(posted.map(({ text }) => text)).toEqual([expect.stringMatching(/^Thanks for your message. Nobody is free right now/)]);
  });

  test("[S0-19] a long queue is said with the wait that was measured, to whoever writes then", async () => {
    await inTheMorning();
    workspace.store.write((tx) => saveAutoReply(tx, { on: true, queue: { on: true, from: 20 * MINUTE } }, "lena", workspace.time.clock.now()));
    for (let n = 0; n < 8; n += 1) {
      workspace.add(`served${n}`);
      workspace.happens(`served${n}`, { type: "handoff", at: workspace.time.clock.now() });
    }
    await settle(30 * MINUTE);
    for (let n = 0; n < 8; n += 1) workspace.happens(`served${n}`, { type: "claim", at: workspace.time.clock.now(), by: "sofia" });
    writes();
    await settle();

    expect(posted.map(({ text }) => text)).toEqual([expect.stringMatching(/at the moment an answer takes 30 to 35 minutes/)]);
  });
});
