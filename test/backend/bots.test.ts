import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signatureOf } from "../../backend/bots/post.ts";
import { createExampleBot } from "../../examples/bot/bot.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";

interface Post {
  readonly body: any;
  readonly raw: string;
  readonly signature: string | undefined;
  readonly path: string;
}

/** A bot as the network sees it: it keeps what it was posted, and answers as told. */
async function listen(handle: (request: IncomingMessage, response: ServerResponse, raw: string) => void) {
  const posts: Post[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const raw = Buffer.concat(parts).toString("utf8");
      posts.push({ raw, body: JSON.parse(raw), signature: request.headers["x-greenline-signature-256"] as string | undefined, path: request.url ?? "" });
      handle(request, response, raw);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    posts,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const answers = (status: number) => (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(status).end();

const ANSWERS = [
  "Thanks for writing!",
  "Our shop opens at nine.",
  "Which size do you need?",
  "Delivery takes three days.",
  "The blue one is sold out.",
  "Anything else?",
  "Have a nice day!",
];

/** Quick enough for a test; as a lead would set them, only shorter. */
const QUICK = { delivery: { firstWait: 100, longestWait: 1_000, jitter: 0, failures: 50, answerWithin: 60_000, patience: 2_000 } };

let backend: TestBackend;
let bot: { readonly id: string; readonly token: string };
let sofia: { readonly id: string; readonly token: string };
const closing: (() => Promise<void>)[] = [];

const act = async (path: string, body: unknown, token?: string, method?: string) => {
  const response = await backend.api(path, { body, ...(token === undefined ? {} : { token }), ...(method === undefined ? {} : { method }) });
  return { status: response.status, body: (await response.json()) as any };
};
const writes = async (text: string, at?: number): Promise<any> => {
  await backend.post(textWebhook({ text, ...(at === undefined ? {} : { at }) }));
  await backend.settled();
  return (await backend.json("/api/v1/conversations")).items[0];
};
const only = async () => (await backend.json("/api/v1/conversations")).items[0];
const handoffs = async () => (await backend.json("/api/v1/handoffs")).items;
const deliveries = async () => (await backend.json(`/api/v1/bots/${bot.id}/deliveries`)).items;
const say = (id: string, clientId: string, text: string, token = bot.token) => act(`/api/v1/conversations/${id}/messages`, { clientId, text }, token);

/** The number that every test's webhook names, with the bot on it. Gives the secret. */
async function connect(address: string, policy: object = QUICK): Promise<string> {
  await act("/api/v1/bot-policy", policy, undefined, "PUT");
  const numbers = (await backend.json("/api/v1/numbers")).items.map(({ id }: any) => id);
  const { body, status } = await act(`/api/v1/bots/${bot.id}`, { address, numbers }, undefined, "PUT");
  expect(status).toBe(200);
  return body.secret;
}

beforeEach(async () => {
  backend = await startTestBackend();
  closing.push(() => backend.stop());
  bot = (await act("/api/v1/agents", { name: "Shop Bot", role: "bot" })).body;
  sofia = (await act("/api/v1/agents", { name: "Sofia", role: "agent" })).body;
  // The number comes into being with somebody else's conversation, which is then done.
  await backend.post(textWebhook({ from: "447700900999", name: "Earlier", text: "hi" }));
  await backend.settled();
  const { id } = await only();
  await act(`/api/v1/conversations/${id}/resolve`, { outcome: "done", noReplyNeeded: "test" });
});
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const startBot = async (handle: Parameters<typeof listen>[0]) => {
  const server = await listen(handle);
  closing.push(server.close);
  return server;
};

describe("[HO13] a bot is told of what is written in its conversations", () => {
  test("[HO13] by a signed post, once, and no human clock runs meanwhile", async () => {
    const server = await startBot(answers(200));
    const secret = await connect(server.url);
    const conversation = await writes("Where is my order?");

    expect(conversation).toMatchObject({ state: "bot" });
    const [post] = await eventually(() => (server.posts.length > 0 ? server.posts : undefined));
    expect(post?.body).toMatchObject({
      type: "message.received",
      attempt: 1,
      conversation: { id: conversation.id },
      message: { text: "Where is my order?", direction: "in" },
    });
    expect(post?.signature).toBe(signatureOf(post?.raw ?? "", secret));
    expect(conversation.clocks.filter(({ kind, state }: any) => kind !== "resolution" && state === "running")).toEqual([]);
    await eventually(async () => (await deliveries())[0]?.state === "done");
    expect((await backend.json("/api/v1/bots")).items[0]).not.toHaveProperty("secret");
  });

  test("[HO13] in order, again after each failure, and with the same id", async () => {
    let failures = 3;
    const server = await startBot((_request, response) => void response.writeHead(failures-- > 0 ? 500 : 200).end());
    await connect(server.url);
    await writes("first");
    await writes("second");
    await writes("third");

    const posts = await eventually(() => (server.posts.length >= 6 ? server.posts : undefined));
    expect(posts.map(({ body }) => `${body.message.text} ${body.attempt}`)).toEqual(["first 1", "first 2", "first 3", "first 4", "second 1", "third 1"]);
    expect(new Set(posts.slice(0, 4).map(({ body }) => body.id)).size).toBe(1);
  });

  test("[HO13] a restart forgets nothing of the queue", async () => {
    const gone = await startBot(answers(503));
    await connect(gone.url, { delivery: { ...QUICK.delivery, firstWait: 300 } });
    await writes("before the restart");
    await writes("and one more");
    await eventually(() => gone.posts.length > 0);
    await backend.stop({ keep: true });
    const { folder } = backend;
    await gone.close();

    const back = await startBot(answers(200));
    backend = await startTestBackend({ folder });
    await act(`/api/v1/bots/${bot.id}`, { address: back.url }, undefined, "PUT");
    const posts = await eventually(() => (back.posts.length >= 2 ? back.posts : undefined));
    expect(posts.map(({ body }) => body.message.text)).toEqual(["before the restart", "and one more"]);
    expect(posts[0]?.body.id).toBe(gone.posts[0]?.body.id);
  });

  test("[HO13] a bot that cannot be reached loses the conversation to people, who see why", async () => {
    const server = await startBot(answers(500));
    await connect(server.url, { delivery: { ...QUICK.delivery, failures: 3 } });
    await writes("Where is my order?");

    const [handoff] = await eventually(async () => ((await handoffs()).length > 0 ? handoffs() : undefined));
    expect(handoff).toMatchObject({ reason: "bot_silent" });
    expect(await only()).toMatchObject({ state: "queued" });
    expect(server.posts.filter(({ body }) => body.type === "message.received")).toHaveLength(3);
    expect((await deliveries()).find(({ kind }: any) => kind === "message")).toMatchObject({ state: "dropped", attempts: 3, status: 500, trouble: "refused" });
  });

  test("[HO13] a bot that takes a message and says nothing loses it after the time that a lead set, one that answers keeps it", async () => {
    const server = await startBot(answers(200));
    await connect(server.url, { delivery: { ...QUICK.delivery, answerWithin: 2_000 } });
    const { id } = await writes("Where is my order?");
    await eventually(async () => (await handoffs())[0]?.reason === "bot_silent");

    expect(server.posts.filter(({ body }) => body.type === "message.received")).toHaveLength(1);
    expect((await deliveries()).find(({ kind }: any) => kind === "message")).toMatchObject({ state: "done" });

    await backend.post(textWebhook({ from: "447700900555", text: "And mine?" }));
    await backend.settled();
    const other = (await backend.json("/api/v1/conversations?q=447700900555")).items[0];
    await say(other.id, "b-9", "What is its number?");
    await eventually(async () => (await handoffs()).length === 1 && Date.now() - Date.parse(other.lastMessage.at) > 3_500);
    expect((await backend.json(`/api/v1/conversations/${other.id}`)).state).toBe("bot");
    expect((await handoffs())[0]).toMatchObject({ conversationId: id });
  });

  test("[HO13] what it answers after a person took over is refused with who, and it was told", async () => {
    const server = await startBot(answers(200));
    await connect(server.url);
    const { id } = await writes("Where is my order?");
    await eventually(() => server.posts.length > 0);
    expect((await say(id, "b-1", "What is its number?")).status).toBe(202);
    await act(`/api/v1/conversations/${id}/claim`, {}, sofia.token);

    const refused = await say(id, "b-2", "Are you still there?");
    expect(refused).toMatchObject({ status: 409, body: { type: expect.stringMatching(/taken-over$/), by: sofia.id, byName: "Sofia" } });
    expect((await say(id, "b-1", "What is its number?")).status).toBe(202);
    const told = await eventually(() => server.posts.find(({ body }) => body.type === "conversation.taken-over"));
    expect(told.body).toMatchObject({ by: { id: sofia.id, name: "Sofia" } });
    await writes("4711");
    expect(server.posts.filter(({ body }) => body.message?.text === "4711")).toEqual([]);
  });

  test("[HO7] given back, it is told with the note, and hears what is written again", async () => {
    const server = await startBot(answers(200));
    await connect(server.url);
    const { id } = await writes("Where is my order?");
    // What it has not heard when a person takes over it never hears: this one is about what it has.
    await eventually(() => server.posts.length > 0);
    await say(id, "b-1", "What is its number?");
    await act(`/api/v1/conversations/${id}/claim`, {}, sofia.token);
    const given = await act(`/api/v1/conversations/${id}/return-to-bot`, { note: "It is 48211." }, sofia.token);
    expect(given).toMatchObject({ status: 200, body: { state: "bot" } });
    expect(given.body.clocks.filter(({ kind, state }: any) => kind !== "resolution" && state === "running")).toEqual([]);

    await writes("48211");
    const posts = await eventually(() => (server.posts.length >= 4 ? server.posts : undefined));
    expect(posts.map(({ body }) => body.type)).toEqual(["message.received", "conversation.taken-over", "conversation.returned", "message.received"]);
    expect(posts[2]?.body.note).toMatchObject({ text: "It is 48211.", by: { id: sofia.id, name: "Sofia" } });
    expect((await say(id, "b-2", "It is on its way.")).status).toBe(202);
  });

  test("[HO13] a redirect is not followed, and its target hears nothing", async () => {
    const target = await startBot(answers(200));
    const server = await startBot((_request, response) => void response.writeHead(307, { location: target.url }).end());
    await connect(server.url);
    const tested = await act(`/api/v1/bots/${bot.id}/test`, {});
    expect(tested.body).toMatchObject({ ok: false, status: 307, trouble: "redirect" });
    expect(target.posts).toEqual([]);
  });

  test("[HO13] the test button posts a signed event and says what came of it", async () => {
    const server = await startBot(answers(204));
    const secret = await connect(server.url);
    expect((await act(`/api/v1/bots/${bot.id}/test`, {})).body).toMatchObject({ ok: true, status: 204 });
    expect(server.posts[0]).toMatchObject({ body: { type: "test" }, signature: signatureOf(server.posts[0]?.raw ?? "", secret) });

    const { body } = await act(`/api/v1/bots/${bot.id}/secret`, {});
    expect(body.secret).not.toBe(secret);
    await act(`/api/v1/bots/${bot.id}/test`, {});
    expect(server.posts[1]?.signature).toBe(signatureOf(server.posts[1]?.raw ?? "", body.secret));
  });

  test("[HO6] a bot whose address is taken away leaves nobody waiting for it", async () => {
    const server = await startBot(answers(200));
    await connect(server.url);
    await writes("Where is my order?");
    expect((await act(`/api/v1/bots/${bot.id}`, { address: null }, undefined, "PUT")).body).toMatchObject({ numbers: [] });
    expect(await handoffs()).toMatchObject([{ reason: "bot_gone" }]);
    expect(await only()).toMatchObject({ state: "queued" });
  });

  test.each([
    ["ftp://bot.example", "address-not-an-address"],
    ["http://bot.example/hook", "address-not-https"],
    ["https://10.0.0.7/hook", "address-private"],
    ["https://169.254.169.254/latest", "address-private"],
    ["https://[fd00::1]/", "address-private"],
    ["https://[::ffff:10.0.0.1]/", "address-private"],
    ["https://me:secret@bot.example/", "address-with-password"],
  ])("[HO13] the address %s is refused", async (address, type) => {
    const { body, status } = await act(`/api/v1/bots/${bot.id}`, { address }, undefined, "PUT");
    expect({ status, type: body.type }).toEqual({ status: 422, type: `https://greenline.app/problems/${type}` });
  });

  test("[HO13] a number without an address behind it, and an agent who asks, are refused", async () => {
    const [number] = (await backend.json("/api/v1/numbers")).items;
    expect((await act(`/api/v1/bots/${bot.id}`, { numbers: [number.id] }, undefined, "PUT")).status).toBe(422);
    expect((await backend.api("/api/v1/bots", { token: sofia.token })).status).toBe(403);
    expect((await act(`/api/v1/bots/${sofia.id}`, { address: "https://bot.example" }, undefined, "PUT")).status).toBe(404);
  });
});

describe("[HO10] rules hand over by themselves", () => {
  beforeEach(async () => {
    const server = await startBot(answers(200));
    await connect(server.url);
  });

  test("[HO10] the customer asks for a person, and the bot is not asked any more", async () => {
    const { id } = await writes("Where is my order?");
    await say(id, "b-1", "What is its number?");
    await writes("I want to speak to a real person");
    expect(await handoffs()).toMatchObject([{ conversationId: id, reason: "customer_asked", botId: bot.id }]);
    expect((await only()).clocks.find(({ kind }: any) => kind === "handoff")).toMatchObject({ state: "running" });
  });

  test("[HO10] the third answer that says nothing is said, and a person takes over after it", async () => {
    const { id } = await writes("Hello");
    for (const [n, text] of ["I did not understand that.", "Could you rephrase?", "Sorry, I don't understand."].entries()) {
      await say(id, `b-${n}`, text);
      if (n < 2) await writes(`again ${n}`);
    }
    expect(await handoffs()).toMatchObject([{ reason: "bot_not_understood", failedAttempts: 3 }]);
    expect((await backend.json(`/api/v1/conversations/${id}/messages`)).items.map(({ text }: any) => text)).toContain("Sorry, I don't understand.");
  });

  test("[HO10] the same answer for the third time stays unsaid", async () => {
    const { id } = await writes("Hello");
    await say(id, "b-0", "What is the number?");
    await writes("which one");
    // Later, or with a reason, it may be said once more.
    const again = await act(
      `/api/v1/conversations/${id}/messages`,
      { clientId: "b-1", text: "What is the number?", overrides: { "G-DUPLICATE": "asked again" } },
      bot.token,
    );
    expect(again.status).toBe(202);
    await writes("no idea");
    expect(await say(id, "b-2", "what is the NUMBER?!")).toMatchObject({
      status: 409,
      body: { type: expect.stringMatching(/handed-over$/), reason: "bot_repeats" },
    });
    expect(await handoffs()).toMatchObject([{ reason: "bot_repeats" }]);
  });

  test("[HO10] the very same answer within the guard's period goes to a person at once", async () => {
    const { id } = await writes("Hello");
    await say(id, "b-0", "What is the number?");
    await writes("which one");
    expect(await say(id, "b-1", "What is the number?")).toMatchObject({ status: 409, body: { reason: "bot_repeats" } });
    expect(await handoffs()).toHaveLength(1);
  });

  test("[S0-15] [HO10] two machines that answer each other are stopped after five quick turns", async () => {
    const { id } = await writes("I am an automatic reply 0");
    let turns = 0;
    while ((await handoffs()).length === 0 && turns < 30) {
      turns += 1;
      expect((await say(id, `loop-${turns}`, ANSWERS[turns % ANSWERS.length] ?? "")).status).toBe(202);
      await writes(`I am an automatic reply ${turns}`);
    }
    expect({ turns, reason: (await handoffs())[0]?.reason }).toEqual({ turns: 5, reason: "bot_loop" });
  });

  test("[X-12] the platform's test message is urgent and goes to a person at once, whoever has it", async () => {
    const { id } = await writes("Hello, this message is from WhatsApp – we are initiating this conversation to understand the quality of your bot experience");
    expect(await handoffs()).toMatchObject([{ reason: "platform_audit" }]);
    expect(await only()).toMatchObject({ id, priority: "urgent", state: "queued" });
  });

  test("[HO10] an angry word goes to a person", async () => {
    await writes("this is ridiculous, useless bot");
    expect(await handoffs()).toMatchObject([{ reason: "customer_upset" }]);
  });
});

test("[HO13] the example bot answers, counts its failures, and hands over with what it knows", async () => {
  const api: { url: string; token: string; secret: string } = { url: backend.url, token: bot.token, secret: "" };
  let handle: ReturnType<typeof createExampleBot> = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const secret = await connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  handle = createExampleBot({ ...api, secret });

  const { id } = await writes("Hello there");
  const said = async () =>
    (await backend.json(`/api/v1/conversations/${id}/messages`)).items.filter(({ direction }: any) => direction === "out").map(({ text }: any) => text);
  const after = (n: number) => eventually(async () => (await said()).length === n, 30_000, `${n} answers`);
  await after(1);
  await writes("it is 48211");
  await after(2);
  expect((await said())[0]).toContain("48211");
  await writes("and the blue one?");
  await after(3);
  await writes("I mean the colour");
  await after(4);
  await writes("colour, as I said");

  const [handoff] = await eventually(async () => ((await handoffs()).length > 0 ? handoffs() : undefined));
  expect(handoff).toMatchObject({
    reason: "low_confidence",
    botId: bot.id,
    failedAttempts: 2,
    slots: { order: "48211", lastQuestion: "colour, as I said" },
    asked: [{ answer: "48211" }],
  });
});

describe("[HO1] a handoff by the API", () => {
  const WHOLE = {
    reason: "low_confidence",
    summary: "Wants the bill again. ".repeat(400),
    topic: "Bills",
    intent: "send_invoice",
    confidence: 0.31,
    sentiment: "negative",
    promised: "An answer today",
    asked: [{ question: "Which order?", answer: "48211", messageId: "m-1" }, { question: "Which address?" }],
    slots: { order: 48211, address: { street: "Main St", lines: [1, 2] }, known: false, missing: null, name: "Amelia" },
    failedAttempts: 2,
    language: "en",
  };
  const give = async (body: unknown, id?: string) => act(`/api/v1/conversations/${id ?? (await only()).id}/handoff`, body, bot.token);

  test("[HO1] everything the bot knows is kept, nested values as text, and the row of the list stays small", async () => {
    const { id } = await writes("the bill please");
    const { body, status } = await give(WHOLE);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...WHOLE,
      summary: WHOLE.summary.trim(),
      botId: bot.id,
      slots: { order: "48211", address: '{"street":"Main St","lines":[1,2]}', known: "false", name: "Amelia" },
    });
    expect(body.slots).not.toHaveProperty("missing");
    const snapshot = await (await backend.api("/api/v1/handoffs")).text();
    expect(JSON.parse(snapshot).items[0]).toEqual(body);
    const database = new DatabaseSync(join(backend.folder, "greenline.db"), { readOnly: true });
    const { body: row } = database.prepare("SELECT body FROM conversation WHERE id = ?").get(id) ?? {};
    database.close();
    expect(JSON.parse(String(row)).handoff.summary).toHaveLength(1_000);
    expect(String(row).length).toBeLessThan(5_000);
  });

  test("[HO1] the same twice is one, with one start; another reason keeps the first start", async () => {
    await writes("the bill please");
    const first = await give({ reason: "asked" });
    const second = await give({ reason: "asked", summary: "again" });
    expect(second).toEqual(first);
    const third = await give({ reason: "angry" });
    expect(third.body).toMatchObject({ reason: "angry", requestedAt: first.body.requestedAt, dueAt: first.body.dueAt });
    expect(await handoffs()).toHaveLength(1);
  });

  test("[HO1] what the bot told is on the card of the next handoff too: within the wait, and after it had it back; not in the next case", async () => {
    const server = await startBot(answers(200));
    await connect(server.url);
    const { id } = await writes("the bill please");
    await give(WHOLE);
    const known = { summary: WHOLE.summary.trim(), intent: WHOLE.intent, promised: WHOLE.promised, asked: WHOLE.asked, slots: { order: "48211" } };
    expect((await give({ reason: "angry", summary: "Is angry now." })).body).toMatchObject({ ...known, reason: "angry", summary: "Is angry now." });

    await act(`/api/v1/conversations/${id}/claim`, {}, sofia.token);
    await act(`/api/v1/conversations/${id}/return-to-bot`, {}, sofia.token);
    await writes("I want to speak to a real person");
    expect(await handoffs()).toMatchObject([{ ...known, reason: "customer_asked", summary: "Is angry now.", failedAttempts: 0 }]);

    await act(`/api/v1/conversations/${id}/resolve`, { outcome: "done", noReplyNeeded: "called" });
    await writes("And another thing: I want to speak to a real person");
    const [next] = await handoffs();
    expect(next).toMatchObject({ reason: "customer_asked", slots: {} });
    expect(next).not.toHaveProperty("summary");
    expect(next).not.toHaveProperty("asked");
  });

  test("[HO1] unknown is 404, two megabytes are 413, and nonsense is named", async () => {
    await writes("the bill please");
    expect((await give({ reason: "asked" }, "nobody")).status).toBe(404);
    const large = await give({ reason: "asked", summary: "x".repeat(2_000_000) });
    expect(large).toMatchObject({ status: 413, body: { title: "The request is larger than 1 MB." } });
    expect(await give({ summary: "no reason", confidence: 3 })).toMatchObject({ status: 400, body: { errors: [{ path: "reason" }, { path: "confidence" }] } });
    expect(await handoffs()).toEqual([]);
  });

  test("[HO1] while a person has it it is refused with who; resolved, it is opened again", async () => {
    const { id } = await writes("the bill please");
    await act(`/api/v1/conversations/${id}/claim`, {}, sofia.token);
    expect(await give({ reason: "asked" })).toMatchObject({ status: 409, body: { by: sofia.id, byName: "Sofia" } });

    await act(`/api/v1/conversations/${id}/resolve`, { outcome: "done", noReplyNeeded: "called" }, sofia.token);
    expect((await give({ reason: "asked" })).status).toBe(201);
    const after = await only();
    expect(after).toMatchObject({ state: "queued" });
    expect(after).not.toHaveProperty("assignee");
    expect(after.clocks.map(({ kind, state }: any) => `${kind} ${state}`)).toContain("handoff running");
  });

  test("[HO2] what was promised first comes first, and what a bot has is not there", async () => {
    const ids: string[] = [];
    for (const [n, text] of ["a", "b", "c"].entries()) {
      await backend.post(textWebhook({ from: `44770090010${n}`, text }));
      await backend.settled();
      const { items } = await backend.json(`/api/v1/conversations?q=44770090010${n}`);
      ids.push(items[0].id);
    }
    for (const id of [2, 0, 1]) await give({ reason: "asked" }, ids[id]);
    const due = (await handoffs()).map(({ dueAt }: any) => dueAt);
    expect(due).toEqual([...due].sort());
    expect((await handoffs()).map(({ conversationId }: any) => conversationId)).toEqual([ids[2], ids[0], ids[1]]);
  });
});
