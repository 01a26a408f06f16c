import { expect, test } from "vitest";
import { deskContext } from "../../renderer/guard/desk-context.ts";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { createRolloutKeeper } from "../../renderer/guard/rollout-keeper.ts";
import { foldConversation, foldThread } from "../../renderer/state/fold.ts";
import { blocking } from "../../shared/guard/check.ts";
import { toMessageId, toNumberId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import { days, minus, minutes } from "../../shared/time.ts";
import { createFakeTime } from "./fake-time.ts";
import { aConversation, anInbound, NOON } from "./inbox-builders.ts";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const template = {
  id: "t1",
  name: "parcel",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Your parcel.",
  buttons: [],
} as const;
const draft = { kind: "template", name: "parcel", language: "en", variables: {} } as const;
const closed = aConversation({ lastInboundAt: minus(NOON, days(2)) });

function aKeeper(bodies: readonly (object | "no-network")[]) {
  let asked = 0;
  const time = createFakeTime(NOON);
  const keeper = createRolloutKeeper({
    timers: time.timers,
    request: async () => {
      const body = bodies[Math.min(asked++, bodies.length - 1)] ?? {};
      if (body === "no-network") throw new TypeError("Failed to fetch");
      return Response.json(body);
    },
  });
  return { keeper, time, asked: () => asked };
}
const told = (stage: number) => ({
  items: [
    {
      numberId: closed.numberId,
      displayName: "Shop",
      displayNumber: "1",
      rollout: { campaign: "n1:1", name: "Shop", stage, since: "2026-03-01T00:00:00.000Z", staff: [] },
    },
  ],
});

test("[G-ROLLOUT] [S0-21] a template is stopped at the desk by the stage that the server told, and by nothing until it has", async () => {
  const { keeper } = aKeeper([told(0)]);
  const findings = () =>
    deskFindings(draft, { conversation: closed, templates: [template], topicChanged: false, rollout: keeper.of(closed.numberId) }, NOON).filter(
      ({ rule }) => rule === "G-ROLLOUT",
    );
  expect(findings()).toEqual([]);
  keeper.connection({ kind: "live" });
  await settled();
  await settled();
  expect(findings()).toMatchObject([{ severity: "stop", messageKey: "guard.rollout.staff", evidence: { campaign: "Shop", stage: 0 } }]);
  expect(keeper.of(toNumberId("another"))).toBeUndefined();
  keeper.stop();
});

test("[G-ROLLOUT] the stage is asked for again while the line stands; a bad answer and no answer leave the one before", async () => {
  const { asked, keeper, time } = aKeeper([told(5), { items: "none" }, "no-network", told(0)]);
  keeper.connection({ kind: "live" });
  keeper.connection({ kind: "live" });
  for (let n = 0; n < 2; n += 1) {
    await settled();
    await settled();
    time.advance(minutes(2));
  }
  await settled();
  await settled();
  expect(asked()).toBe(3);
  expect(keeper.of(closed.numberId)?.stage).toBe(5);
  time.advance(minutes(2));
  await settled();
  await settled();
  expect(keeper.of(closed.numberId)?.stage).toBe(0);
  keeper.stop();
  time.advance(minutes(10));
  expect(asked()).toBe(4);
});

const nino: Agent = { id: "nino" as Agent["id"], name: "Nino", role: "agent", teamIds: [], trainee: true };
const lea: Agent = { id: "lea" as Agent["id"], name: "Lea", role: "lead", teamIds: [] };
const fold = (me: Agent) => ({ me, templates: new Map(), knowsLabel: () => true });
const wish = (mutation: Mutation) => [{ id: toMutationId(1), mutation, madeAt: NOON }];

test("[G-APPROVAL] [I12] a trainee sees at once that it waits, and nothing in the composer keeps them from writing", () => {
  const open = aConversation({ lastInboundAt: NOON });
  const findings = deskFindings(
    { kind: "text", text: "Good morning." },
    { conversation: open, messages: [anInbound()], topicChanged: false, author: { kind: "human", id: nino.id, trainee: true } },
    NOON,
  );
  expect(findings.find(({ rule }) => rule === "G-APPROVAL")).toMatchObject({ severity: "advise", messageKey: "guard.approval.trainee" });
  expect(blocking(findings)).toEqual([]);

  const pending = wish({ kind: "send", conversationId: open.id, clientId: "k1", text: "Good morning.", composedAt: NOON });
  const base = { messages: [], notes: [], story: [], hasOlder: false } as unknown as Parameters<typeof foldThread>[0];
  expect(foldThread(base, open, pending, fold(nino)).messages).toMatchObject([{ state: "held", held: { reason: "awaiting_approval" } }]);
});

test("[G-APPROVAL] [I12] what a senior approves without a network leaves the list and the thread shows it, before the server says so", () => {
  const message: Message = {
    ...anInbound({ id: toMessageId("k1"), direction: "out", author: { kind: "human", id: nino.id } }),
    state: "held",
    held: { reason: "awaiting_approval" },
  };
  const open = aConversation({ lastInboundAt: NOON, toApprove: [{ messageId: message.id, author: nino.id, at: NOON }] });
  const pending = wish({ kind: "approve", conversationId: open.id, messageId: message.id });
  expect(foldConversation(open, pending, fold(lea)).toApprove).toBeUndefined();
  const base = { messages: [message], notes: [], story: [], hasOlder: false } as unknown as Parameters<typeof foldThread>[0];
  expect(foldThread(base, open, pending, fold(lea)).messages).toMatchObject([{ state: "queued", approvedBy: lea.id }]);
  expect(foldThread(base, open, pending, fold(nino)).messages).toMatchObject([{ state: "held" }]);
});

test("[G-APPROVAL] the desk knows of its own person that they are learning", () => {
  const state = {
    conversations: new Map([[closed.id, closed]]),
    me: nino,
    threads: new Map(),
    numbers: new Map(),
    contacts: new Map(),
    templates: new Map(),
    drafts: new Map(),
    consents: undefined,
    offset: { certain: true },
  };
  expect(deskContext(state as never, closed.id, undefined)?.author).toMatchObject({ id: nino.id, trainee: true });
});
