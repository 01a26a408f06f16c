import { expect, test } from "vitest";
import { createGuardDrafts } from "../../renderer/commands/guard-draft.ts";
import { createMutate } from "../../renderer/commands/mutate.ts";
import { createSendAgain } from "../../renderer/commands/send-again.ts";
import { createSendTemplate, createSendText } from "../../renderer/commands/send-message.ts";
import { createGuardChecker } from "../../renderer/guard/guard-checker.ts";
import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { days, hours, minus, minutes, plus } from "../../shared/time.ts";
import { toContactId, toMessageId } from "../../shared/ids.ts";
import { isLive, openDesk, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, anOutbound, c, NOON } from "./inbox-builders.ts";

const notice: Template = {
  id: "order_update:en",
  name: "order_update",
  language: "en",
  category: "UTILITY",
  status: "APPROVED",
  quality: "GREEN",
  body: "Hi {{1}}, your order from Shop has left our warehouse.",
  buttons: [],
};
const agreed: ContactConsent = {
  id: "p1:1",
  contactId: toContactId("p1"),
  category: "order-updates",
  state: "granted",
  at: minus(NOON, days(9)),
  source: "website",
  evidence: "https://shop.example/form/7",
  evidenceKind: "address",
  by: "anna",
};
const told = { name: notice.name, language: notice.language, variables: { "1": "Zoë" } };

async function aDesk(conversation = aConversation({ assigneeId: anna.id }), messages: readonly Message[] = [anInbound()], now = NOON) {
  const time = createFakeTime(now);
  const server = createFakeServer({ clock: time.clock });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    // +44: one zone, and here at noon it is noon there.
    { e: "contact", id: "p1", row: aContact({ phone: "447700900118" }) },
    { e: "template", id: notice.id, row: notice },
    { e: "consent", id: agreed.id, row: agreed },
    { e: "conversation", id: c(1), row: conversation },
    ...messages.map((row) => ({ e: "message" as const, id: row.id, row })),
  );
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));
  await desk.mirror.openThread(c(1));
  const mutate = createMutate({ queue: desk.queue, sync: desk.sync, mirror: desk.mirror, clock: time.clock, newId: desk.newId });
  const guard = createGuardDrafts({ state: desk.state, checker: createGuardChecker({ timers: time.timers }), clock: time.clock, policy: () => undefined });
  const { drafts } = desk;
  const deps = { state: desk.state, guard, mutate, drafts, clock: time.clock, newId: desk.newId };
  desk.line.cut();
  return { desk, send: createSendText(deps), sendTemplate: createSendTemplate(deps), sendAgain: createSendAgain(deps), guard, drafts, server, time };
}

const queued = async ({ outbox }: Awaited<ReturnType<typeof aDesk>>["desk"]) => (await outbox.pending()).map(({ mutation }) => mutation);
const ours = (minutesAgo: number, more: Partial<Message> = {}): Message =>
  anOutbound({
    id: toMessageId(`o${minutesAgo}`),
    clientId: undefined,
    at: minus(NOON, minutes(minutesAgo)),
    order: 100 - minutesAgo,
    state: "delivered",
    ...more,
  });

test("[S3-34] a text with a time is queued with it, offline too, and stands in the thread as waiting", async () => {
  const { desk, send } = await aDesk();
  const sendAt = plus(NOON, hours(3));
  expect(await send(c(1), "Your parcel is at the depot.", { leaving: { sendAt } })).toEqual([]);

  expect(await queued(desk)).toMatchObject([{ kind: "send", text: "Your parcel is at the depot.", sendAt }]);
  expect(desk.state().threads.get(c(1))?.messages.at(-1)).toMatchObject({ state: "held", held: { reason: "scheduled", sendAt } });
  expect(desk.state().conversations.get(c(1))?.lastMessage).toMatchObject({ state: "held", waits: "time" });
});

test("[G-FOLLOW-UP] what would be pressing now and is right later is asked about for later", async () => {
  const rows = [anInbound({ at: minus(NOON, hours(8)) }), ours(90), ours(60, { author: { kind: "human", id: undefined } }), ours(30)];
  const { send } = await aDesk(aConversation({ assigneeId: anna.id, lastInboundAt: minus(NOON, hours(8)) }), rows);
  const now = await send(c(1), "Any news on your side?");
  expect(now).toMatchObject([{ rule: "G-FOLLOW-UP", severity: "stop" }]);

  const later = now[0]?.remedies.find(({ command }) => command === "send-at")?.["at"] as typeof NOON;
  const then = await send(c(1), "Any news on your side?", { leaving: { sendAt: later } });
  expect(then.map(({ messageKey }) => messageKey)).not.toContain("guard.followUp.early");
});

test("[G-WINDOW] free text is not given a time at which the window is closed", async () => {
  const { desk, send } = await aDesk();
  expect(await send(c(1), "Good morning!", { leaving: { sendAt: plus(NOON, days(1)) } })).toMatchObject([{ rule: "G-WINDOW", severity: "stop" }]);
  expect(await queued(desk)).toEqual([]);
});

test("[G-QUIET] a template at night asks for a reason, and in their morning it does not", async () => {
  const midnight = plus(NOON, hours(12));
  const { desk, sendTemplate } = await aDesk(aConversation({ lastInboundAt: minus(NOON, days(3)) }), [], midnight);
  const [quiet] = await sendTemplate(c(1), told);
  expect(quiet).toMatchObject({ rule: "G-QUIET" });
  const sendAt = quiet?.remedies[0]?.["at"] as typeof NOON;

  expect(await sendTemplate(c(1), told, undefined, { sendAt })).toEqual([]);
  expect(await queued(desk)).toMatchObject([{ kind: "send", template: told, sendAt: plus(NOON, hours(21)) }]);
});

test("[S0-5] [G-UNDELIVERED] what waits for the earlier message is not asked about it", async () => {
  const rows = [anInbound({ at: minus(NOON, hours(2)) }), ours(60, { state: "sent" })];
  const { desk, send } = await aDesk(aConversation({ assigneeId: anna.id, lastInboundAt: minus(NOON, hours(2)) }), rows);
  expect(await send(c(1), "Is the blue one all right?")).toMatchObject([{ rule: "G-UNDELIVERED" }]);
  expect(await send(c(1), "Is the blue one all right?", { leaving: { whenDelivered: true } })).toEqual([]);

  expect(await queued(desk)).toMatchObject([{ kind: "send", whenDelivered: true }]);
  expect(desk.state().conversations.get(c(1))?.lastMessage).toMatchObject({ waits: "delivery" });
});

const waiting = ours(10, {
  state: "held",
  held: { reason: "scheduled", sendAt: plus(NOON, hours(2)) },
  content: { type: "text", body: "Your parcel is at the depot." },
});

test("[S3-34] another time takes the old one back first and says which it replaces; what is being written stays", async () => {
  const { desk, drafts, sendAgain } = await aDesk(undefined, [anInbound(), waiting]);
  drafts.save({ conversationId: c(1), mode: "reply", text: "By the way", updatedAt: NOON });
  expect(await sendAgain(waiting, { sendAt: plus(NOON, hours(5)) })).toEqual([]);

  expect(await queued(desk)).toMatchObject([
    { kind: "cancel", messageId: waiting.id },
    { kind: "send", text: "Your parcel is at the depot.", sendAt: plus(NOON, hours(5)), replaces: waiting.id, seenInboundAt: NOON },
  ]);
  expect(desk.state().drafts.get(c(1))?.text).toBe("By the way");
});

test("[G-WINDOW] what the guard stops stays as it was: nothing is taken back", async () => {
  const { desk, sendAgain } = await aDesk(undefined, [anInbound(), waiting]);
  expect(await sendAgain(waiting, { sendAt: plus(NOON, days(2)) })).toMatchObject([{ rule: "G-WINDOW" }]);
  expect(await queued(desk)).toEqual([]);
});

test("[S3-34] a template that waits goes on with its values, and a reason given now is added to those given before", async () => {
  const template: Message = {
    ...waiting,
    content: { type: "template", ...told, body: "Hi Zoë, your order from Shop has left our warehouse.", buttons: [] },
    overrides: { "G-QUIET": "urgent" },
  };
  const { desk, sendAgain } = await aDesk(aConversation({ lastInboundAt: minus(NOON, days(3)) }), [template]);
  expect(await sendAgain(template, undefined, { "G-STALE-CONTACT": "customer-asked" })).toEqual([]);
  expect(await queued(desk)).toMatchObject([
    { kind: "cancel" },
    { kind: "send", template: told, overrides: { "G-QUIET": "urgent", "G-STALE-CONTACT": "customer-asked" } },
  ]);
  expect((await queued(desk))[1]).not.toHaveProperty("sendAt");
});

test("[S3-34] while somebody types, the moment that counts is the one of leaving", async () => {
  const { guard } = await aDesk();
  const draft = { kind: "text", text: "Good morning!" } as const;
  expect(await guard.findings(c(1), draft)).toEqual([]);
  expect(await guard.findings(c(1), draft, { sendAt: plus(NOON, days(1)) })).toMatchObject([{ rule: "G-WINDOW" }]);
});
