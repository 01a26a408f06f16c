import { describe, expect, test } from "vitest";
import { createCommands } from "../../renderer/commands/create-commands.ts";
import { createDrafts } from "../../renderer/commands/drafts.ts";
import { createMedia } from "../../renderer/commands/media.ts";
import { createPresenceSigns } from "../../renderer/commands/presence-signs.ts";
import { createGuardChecker } from "../../renderer/guard/guard-checker.ts";
import type { Draft } from "../../renderer/state/inbox-state.ts";
import { toMessageId } from "../../shared/ids.ts";
import type { PresenceSign } from "../../shared/sync/protocol.ts";
import { days, hours, minus, minutes, plus, type Instant } from "../../shared/time.ts";
import { isLive, openDesk, settled, until } from "./desk-harness.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, bruno, c, messageRow, NOON } from "./inbox-builders.ts";

async function aDeskWithCommands(conversation = aConversation(), { request = async (): Promise<Response> => new Response(null, { status: 503 }) } = {}) {
  const time = createFakeTime(NOON);
  const server = createFakeServer({ clock: time.clock });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "contact", id: "p1", row: aContact() },
    { e: "conversation", id: c(1), row: conversation },
    { e: "message", id: "m1", row: anInbound() },
  );
  const desk = await openDesk(server, time);
  await desk.sync.start();
  await until(isLive(desk));
  const requested: string[] = [];
  const commands = createCommands({
    guardPolicy: () => undefined,
    server: "https://desk.example",
    state: desk.state,
    mirror: desk.mirror,
    queue: desk.queue,
    sync: desk.sync,
    drafts: desk.drafts,
    returned: desk.returned,
    media: createMedia({ request: () => request(), createUrl: () => "blob:1", revokeUrl: () => undefined }),
    signs: createPresenceSigns({ tell: desk.sync.sign, clock: time.clock, timers: time.timers }),
    checker: createGuardChecker({ timers: time.timers }),
    request: (path) => {
      requested.push(path);
      return request();
    },
    clock: time.clock,
    newId: desk.newId,
    spelling: {
      learnWord: async () => ({ kind: "failed" }),
      forgetWord: async () => ({ kind: "failed" }),
      ignoreWord: () => undefined,
      lookAtLanguage: () => undefined,
      ignoredIn: () => undefined,
    } as never,
    openExternal: () => undefined,
    newWindow: () => undefined,
    signOut: async () => undefined,
  });
  return { commands, desk, server, time, requested };
}

const aDraft = (with_: Partial<Draft> = {}): Draft => ({ conversationId: c(1), mode: "reply", text: "Hello", updatedAt: NOON, ...with_ });

test("[G-WINDOW] what is stopped is not queued, and comes back with the reason", async () => {
  const { commands, desk } = await aDeskWithCommands(aConversation({ lastInboundAt: minus(NOON, hours(25)) }));

  expect(await commands.sendText(c(1), "Hello?")).toMatchObject([{ rule: "G-WINDOW", severity: "stop" }]);
  expect(await desk.outbox.pending()).toEqual([]);
});

describe("[I14] offline with a clock that was not compared", () => {
  const anUncertainDesk = async (lastInboundAt: Instant | undefined) => {
    const started = await aDeskWithCommands(aConversation({ lastInboundAt }));
    started.desk.line.cut();
    await until(() => started.desk.state().connection.kind === "offline");
    started.desk.mirror.offset({ ms: 0, certain: false });
    return started;
  };
  const composed = async ({ outbox }: Awaited<ReturnType<typeof aDeskWithCommands>>["desk"]) =>
    (await outbox.pending()).map(({ mutation }) => (mutation.kind === "send" ? mutation.composedAt : undefined));

  test("[G-WINDOW] a window that is closed by it keeps nobody from sending; one that never opened does, and so does a time behind its end", async () => {
    const { commands, desk } = await anUncertainDesk(minus(NOON, hours(25)));
    expect(await commands.sendText(c(1), "Hello?", { leaving: { sendAt: plus(NOON, hours(1)) } })).toMatchObject([{ rule: "G-WINDOW", severity: "stop" }]);
    expect(await commands.sendText(c(1), "Hello?")).toEqual([]);
    expect(await desk.outbox.pending()).toHaveLength(1);

    const never = await anUncertainDesk(undefined);
    expect(await never.commands.sendText(c(1), "Hello?")).toMatchObject([{ rule: "G-WINDOW", severity: "stop" }]);
    expect(await never.desk.outbox.pending()).toEqual([]);
  });

  test("a clock that runs days behind makes nothing older than what was last heard", async () => {
    const { commands, desk, time } = await anUncertainDesk(minus(NOON, hours(1)));
    time.jump(-days(3));
    expect(await commands.sendText(c(1), "Hello?")).toEqual([]);
    expect(await composed(desk)).toEqual([NOON]);
  });
});

test("[G-COLLISION] a question answered with a reason goes through, and the reason goes along", async () => {
  const { commands, server } = await aDeskWithCommands(aConversation({ assigneeId: bruno.id }));

  expect(await commands.sendText(c(1), "Hello")).toMatchObject([{ rule: "G-COLLISION" }]);
  expect(await commands.sendText(c(1), "Hello", { overrides: { "G-COLLISION": "Bruno asked me to" } })).toEqual([]);
  await until(() => server.effects.length === 1);

  const pushed = server.asked.find(({ event }) => event === "push")?.question;
  expect(pushed).toMatchObject({
    muts: [{ mutation: { kind: "send", overrides: { "G-COLLISION": "Bruno asked me to" }, claimEpoch: 0, seenInboundAt: NOON } }],
  });
});

test("[G-STALE] the customer wrote since the draft was begun: asked first", async () => {
  const { commands, desk } = await aDeskWithCommands();
  commands.saveDraft(aDraft({ seenInboundAt: minus(NOON, minutes(5)) }));

  expect(await commands.check(c(1), "Hello")).toMatchObject([{ rule: "G-STALE", severity: "confirm" }]);
  expect(await commands.sendText(c(1), "Hello")).toMatchObject([{ rule: "G-STALE" }]);
  expect(desk.state().drafts.get(c(1))?.text).toBe("Hello");
});

test("[G-DUPLICATE] the same text twice is asked about, while the first one still waits", async () => {
  const { commands, desk } = await aDeskWithCommands();
  await commands.openThread(c(1));
  desk.line.cut();
  await commands.sendText(c(1), "Your parcel leaves today.");

  expect(await commands.sendText(c(1), "Your parcel leaves today.")).toMatchObject([{ rule: "G-DUPLICATE" }]);
});

test("[I16] a text longer than the platform takes is stopped, not cut and not lost", async () => {
  const { commands } = await aDeskWithCommands();
  expect(await commands.sendText(c(1), "x".repeat(4_097))).toMatchObject([{ severity: "stop", messageKey: "guard.tooLong" }]);
  expect(await commands.sendText(c(1), "   ")).toEqual([]);
});

test("[I16] a sent draft is gone from the store and from disk, and does not come back", async () => {
  const { commands, desk, time } = await aDeskWithCommands();
  commands.saveDraft(aDraft());
  await commands.sendText(c(1), "Hello");
  time.advance(1_000);
  await settled();

  expect(desk.state().drafts.size).toBe(0);
  expect(await desk.outbox.drafts()).toEqual([]);
});

test("[I16] a note in the works survives a reply that is sent", async () => {
  const { commands, desk } = await aDeskWithCommands();
  commands.saveDraft(aDraft({ mode: "note", text: "Ask Bruno" }));
  await commands.sendText(c(1), "Hello");
  expect(desk.state().drafts.get(c(1))?.text).toBe("Ask Bruno");

  await commands.addNote(c(1), "Ask Bruno");
  expect(desk.state().drafts.size).toBe(0);
});

test("[I16] where the disk does not take it, nothing is shown as queued and it is said", async () => {
  const { commands, desk } = await aDeskWithCommands();
  desk.outbox.close();

  await expect(commands.sendText(c(1), "Hello")).rejects.toThrow();
  expect(desk.state().pending.size).toBe(0);
  expect(desk.state().notices).toMatchObject([{ kind: "error", messageKey: "notice.error" }]);
});

test("[I12] wishes that change nothing are not sent", async () => {
  const { commands, desk, server } = await aDeskWithCommands(aConversation({ assigneeId: anna.id, unread: 0 }));
  await commands.claim(c(1));
  await commands.markRead(c(1), false);
  await settled();

  expect(desk.state().pending.size).toBe(0);
  expect(server.effects).toEqual([]);
});

test("[I12] every wish takes effect on both sides alike", async () => {
  const { commands, desk, server } = await aDeskWithCommands();
  await commands.claim(c(1));
  await commands.setPriority(c(1), "urgent");
  await commands.markRead(c(1), false);
  await commands.snooze(c(1), plus(NOON, hours(2)));
  await commands.resolve(c(1), "solved");
  await commands.reopen(c(1));
  await commands.assign(c(1), "nobody");
  const foreseen = desk.state().conversations.get(c(1));
  await until(() => desk.state().pending.size === 0);

  expect(server.conversation(c(1))).toEqual(foreseen);
  expect(desk.state().conversations.get(c(1))).toEqual(foreseen);
  expect(desk.state().notices).toEqual([]);
});

test("[I12] older messages are fetched before the oldest, and once at a time", async () => {
  const older = messageRow(anInbound({ id: toMessageId("m0"), at: minus(NOON, hours(1)) }), 1);
  const { commands, desk, requested } = await aDeskWithCommands(aConversation({ createdAt: minus(NOON, hours(2)) }), {
    request: async () => Response.json({ rows: [older], more: false }),
  });

  await commands.openThread(c(1));
  await Promise.all([commands.loadOlder(c(1)), commands.loadOlder(c(1))]);

  expect(requested).toEqual(["/api/v1/conversations/c1/messages?limit=50&shape=row&before=m1"]);
  expect(desk.state().threads.get(c(1))).toMatchObject({ hasOlder: false, loadingOlder: false, messages: [{ id: "m0" }, { id: "m1" }] });
});

test("[I13] without a network a thread shows what is here", async () => {
  const { commands, desk } = await aDeskWithCommands(aConversation({ createdAt: minus(NOON, hours(2)) }), {
    request: async () => {
      throw new TypeError("Failed to fetch");
    },
  });
  await commands.openThread(c(1));

  expect(desk.state().threads.get(c(1))).toMatchObject({ hasOlder: true, loadingOlder: false, messages: [{ id: "m1" }] });
});

test("[I16] drafts are shown at once and written when the writing pauses", async () => {
  const time = createFakeTime(NOON);
  const shown: string[] = [];
  const written: string[] = [];
  const drafts = createDrafts({
    outbox: { saveDraft: async ({ text }) => void written.push(text), dropDraft: async (id) => void written.push(`dropped ${id}`) },
    show: ({ text }) => shown.push(text),
    timers: time.timers,
    onError: () => undefined,
  });

  for (const text of ["H", "He", "Hey"]) {
    drafts.save(aDraft({ text }));
    time.advance(200);
  }
  expect(shown).toEqual(["H", "He", "Hey"]);
  expect(written).toEqual([]);
  time.advance(100);
  expect(written).toEqual(["Hey"]);

  drafts.save(aDraft({ text: "Hey!" }));
  await drafts.flush();
  drafts.save(aDraft({ text: "" }));
  await drafts.flush();
  expect(written).toEqual(["Hey", "Hey!", "dropped c1"]);
});

test("[I15] signs are renewed while one looks, not told with every key, and taken back", () => {
  const time = createFakeTime(NOON);
  const told: string[] = [];
  const signs = createPresenceSigns({
    tell: ({ conversationId, what }: PresenceSign) => told.push(`${what} ${conversationId}`),
    clock: time.clock,
    timers: time.timers,
  });

  signs.sign(c(1), "view");
  signs.sign(c(1), "view");
  time.advance(10_000);
  expect(told).toEqual(["view c1", "view c1"]);

  told.length = 0;
  for (let key = 0; key < 20; key++) {
    signs.sign(c(1), "type");
    time.advance(200);
  }
  expect(told).toEqual(["type c1"]);

  told.length = 0;
  signs.sign(c(2), "view");
  signs.sign(c(2), "leave");
  time.advance(60_000);
  expect(told).toEqual(["leave c1", "view c2", "leave c2"]);
});

test("[I15] media are fetched once, and tried again where they failed", async () => {
  let isUp = false;
  const requests: string[] = [];
  const revoked: string[] = [];
  const media = createMedia({
    request: async (path) => {
      requests.push(path);
      if (!isUp) throw new TypeError("Failed to fetch");
      return new Response("x");
    },
    createUrl: () => `blob:${requests.length}`,
    revokeUrl: (url) => revoked.push(url),
  });

  expect(await media.url(toMessageId("m 1"))).toBeUndefined();
  isUp = true;
  expect(await Promise.all([media.url(toMessageId("m 1")), media.url(toMessageId("m 1"))])).toEqual(["blob:2", "blob:2"]);
  expect(requests).toEqual(["/api/v1/media/m%201", "/api/v1/media/m%201"]);
  media.clear();
  await settled();
  expect(revoked).toEqual(["blob:2"]);
});
