import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startWebhookDelivery } from "../../backend/alert-channels/webhook-delivery.ts";
import { createPostToBot, signatureOf } from "../../backend/bots/post.ts";
import type { AlertWebhook } from "../../backend/store/alert-channel-rows.ts";
import { WEBHOOK_RETRY, type WebhookRetry } from "../../shared/alert-channels/webhook-retry.ts";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually } from "./simulated-platform.ts";
import { createSlaWorkspace, HOUR, MINUTE, silent, TEN, wrote, type SlaWorkspace } from "./sla-workspace.ts";
import { answers, startReceiver } from "./webhook-receiver.ts";

const closing: (() => void | Promise<void>)[] = [];
const receive = async (...given: Parameters<typeof startReceiver>) => {
  const receiver = await startReceiver(...given);
  closing.push(receiver.close);
  return receiver;
};
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

describe("what happens is posted", () => {
  let workspace: SlaWorkspace;
  let posting = 0;

  beforeEach(async () => {
    workspace = await createSlaWorkspace();
    closing.push(() => workspace.dispose());
    workspace.schedule();
  });

  const post = createPostToBot({ allowLoopback: true, allowPrivate: false });
  /** Starts telling, with the workspace's own time. */
  const deliver = (retry: Partial<WebhookRetry> = {}, patience?: () => number): (() => void) => {
    const { clock, at } = workspace.time;
    const { store } = workspace;
    const counted: typeof post = async (one) => {
      posting += 1;
      return post({ ...one, timeoutMs: patience?.() ?? one.timeoutMs }).finally(() => (posting -= 1));
    };
    const running = startWebhookDelivery({
      store,
      clock,
      at,
      post: counted,
      chance: () => 0.5,
      log: silent,
      retry: { ...WEBHOOK_RETRY, ...retry } as WebhookRetry,
    });
    closing.push(running.stop);
    return running.stop;
  };
  const tell = (address: string, fields: Partial<AlertWebhook> = {}): void =>
    workspace.store.write((tx) =>
      tx.putAlertWebhook({
        id: "w",
        name: "Ops",
        address,
        secret: "s3cret",
        kinds: ["warning", "breach"],
        createdAt: workspace.time.clock.now(),
        failures: 0,
        ...fields,
      }),
    );
  const webhook = () => workspace.store.read((tx) => tx.alertWebhook("w"));
  const log = () => workspace.store.read((tx) => tx.alertDeliveries("w", 100));
  /** Lets time pass in steps, and what is posted meanwhile arrive. */
  const pass = async (ms: number, step: number = MINUTE): Promise<void> => {
    for (let left = ms; left > 0; left -= step) {
      workspace.time.pass(Math.min(step, left));
      await settled();
    }
  };
  const settled = () => eventually(async () => (await new Promise((resolve) => setImmediate(resolve)), posting === 0));
  const begins = (...ids: readonly string[]): void => {
    for (const id of ids) {
      workspace.add(id);
      workspace.happens(id, wrote(workspace.time.clock.now()));
    }
  };

  test("[BD4] a breach arrives once, signed over its very bytes, with ids, times and policy, and nobody's name", async () => {
    const receiver = await receive(answers(204));
    tell(receiver.url, { kinds: ["breach"] });
    deliver();
    begins("c1");
    await pass(11 * MINUTE);

    const about = receiver.posts.filter(({ body }) => body.clock === "first-reply");
    expect(about.map(({ body }) => body)).toMatchObject([
      {
        type: "clock.breach",
        attempt: 1,
        at: new Date(TEN + 10 * MINUTE).toISOString(),
        conversationId: "c1",
        dueAt: new Date(TEN + 10 * MINUTE).toISOString(),
      },
    ]);
    expect(about[0]?.body.policy).toEqual({ id: expect.any(String), version: expect.any(Number) });
    expect(about[0]?.signature).toBe(signatureOf(about[0]?.raw ?? "", "s3cret"));
    expect(about[0]?.raw).not.toContain("contact-of");
    expect(log().every(({ state }) => state === "done")).toBe(true);
  });

  test("[BD4] a receiver that is down for two hours, then stumbles, hears of everything, each thing by one id", async () => {
    const down = await startReceiver(answers(200));
    await down.close();
    tell(down.url, { kinds: ["breach"] });
    deliver();
    begins("c1", "c2");
    await pass(2 * HOUR);
    expect(webhook()).toMatchObject({ failures: expect.any(Number), failingSince: expect.any(Number) });
    expect(log().map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(log().find(({ attempt }) => attempt > 0)?.trouble).toBe("unreachable");

    let stumbles = 2;
    const back = await receive((response) => void response.writeHead(stumbles-- > 0 ? 500 : 200).end(), down.port);
    await pass(2 * HOUR);
    expect(back.posts.map(({ body }) => body.conversationId)).toEqual(["c1", "c1", "c1", "c2"]);
    expect(new Set(back.posts.map(({ body }) => body.id)).size).toBe(2);
    expect(webhook()).toMatchObject({ failures: 0, failingSince: undefined });
    expect(log().map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("[BD4] who is too slow is asked again with the same id, and waited for ever longer", async () => {
    const tries: number[] = [];
    let slow = 3;
    const receiver = await receive((response) => {
      tries.push(workspace.time.clock.now());
      if (slow-- > 0) return;
      response.writeHead(200).end();
    });
    tell(receiver.url, { kinds: ["breach"] });
    // Long enough to get there on a busy machine, and longer still where there is an answer to wait for.
    deliver({}, () => (slow > 0 ? 500 : 60_000));
    begins("c1");
    await pass(9 * MINUTE);
    await pass(3 * MINUTE, 1_000);
    expect(receiver.posts.map(({ body }) => body.attempt)).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.posts.map(({ body }) => body.id)).size).toBe(1);
    const waits = tries.slice(1).map((at, i) => at - (tries[i] ?? 0));
    expect(waits.every((wait, i) => wait >= 5_000 * 2 ** i)).toBe(true);
  });

  test("[BD4] a restart between post and answer posts it again with the same id, and forgets nothing", async () => {
    const silentOne = await receive(() => {});
    tell(silentOne.url, { kinds: ["breach"] });
    const stop = deliver({}, () => 1_000);
    begins("c1");
    workspace.time.pass(10 * MINUTE);
    workspace.time.pass(5_000);
    await eventually(() => silentOne.posts.length === 1);
    stop();
    await settled();

    const receiver = await receive(answers(200));
    workspace.store.write((tx) => tx.putAlertWebhook({ ...(webhook() as AlertWebhook), address: receiver.url }));
    deliver();
    await pass(MINUTE, 5_000);
    expect(receiver.posts.map(({ body }) => [body.id, body.attempt])).toEqual([[silentOne.posts[0]?.body.id, 2]]);
  });

  test("[BD4] twelve breaches at once are one post", async () => {
    const receiver = await receive(answers(200));
    tell(receiver.url, { kinds: ["breach"] });
    deliver();
    begins(...Array.from({ length: 12 }, (_, n) => `c${n}`));
    await pass(12 * MINUTE, 5_000);
    expect(receiver.posts.map(({ body }) => [body.type, body.count, body.conversationIds.length, body.board])).toEqual([
      ["clock.breach.many", 12, 12, "/#board?state=breached"],
    ]);
  });

  test("[BD4] what the receiver refuses again and again holds up nothing for ever", async () => {
    const receiver = await receive((response, body) => void response.writeHead(body.conversationId === "c1" ? 422 : 200).end());
    tell(receiver.url, { kinds: ["breach"] });
    deliver({ refusals: 3 as never });
    begins("c1", "c2");
    await pass(20 * MINUTE);
    expect(receiver.posts.map(({ body }) => body.conversationId)).toEqual(["c1", "c1", "c1", "c2"]);
    expect(log().map(({ state, status }) => [state, status])).toEqual([
      ["done", 200],
      ["dropped", 422],
    ]);
  });

  test("[BD4] a webhook that fails for a day is paused, is told nothing meanwhile, and goes on with news alone", async () => {
    const down = await startReceiver(answers(200));
    await down.close();
    expect(WEBHOOK_RETRY.pauseAfter).toBe(24 * HOUR);
    tell(down.url, { kinds: ["breach"] });
    // The same with a shorter day.
    deliver({ pauseAfter: (2 * HOUR) as never, noNewsAfter: (2.5 * HOUR) as never });
    begins("c1");
    await pass(3 * HOUR, 5 * MINUTE);
    expect(webhook()?.paused).toMatchObject({ because: "failing" });
    const before = log().length;
    begins("c2");
    await pass(HOUR);
    expect(log()).toHaveLength(before);

    const back = await receive(answers(200), down.port);
    workspace.store.write((tx) =>
      tx.putAlertWebhook({ ...(webhook() as AlertWebhook), paused: undefined, failures: 0, failingSince: undefined, retryAt: undefined }),
    );
    begins("c3");
    await pass(HOUR);
    const about = back.posts.map(({ body }) => body.conversationId);
    expect(about).toContain("c3");
    expect(about).not.toContain("c2");
    // What was missed a day and more ago is no news any more.
    expect(log().find(({ facts }) => facts.conversationId === "c1" && facts.clock === "first-reply")?.state).toBe("dropped");
    expect(back.posts.map(({ body }) => `${body.conversationId} ${body.clock}`)).not.toContain("c1 first-reply");
  });

  test("[BD4] only what was chosen is told", async () => {
    const receiver = await receive(answers(200));
    tell(receiver.url, { kinds: ["overflow"] });
    deliver();
    begins("c1");
    await pass(12 * MINUTE);
    expect(receiver.posts).toEqual([]);
    expect(log()).toEqual([]);
  });
});

describe("over the API", () => {
  let backend: TestBackend;
  const ask = async (path: string, body?: unknown, method?: string, token?: string) => {
    const response = await backend.api(path, {
      ...(body === undefined ? {} : { body }),
      ...(method === undefined ? {} : { method }),
      ...(token === undefined ? {} : { token }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as any) };
  };
  const WEBHOOKS = "/api/v1/alert-webhooks";
  beforeEach(async () => {
    backend = await startTestBackend();
    closing.push(() => backend.stop());
  });

  test("[BD4] a lead adds a webhook, sees its secret once, tests it, and reads what it was told", async () => {
    const receiver = await receive(answers(200));
    const { token } = (await ask("/api/v1/agents", { name: "Lia", role: "lead" })).body;
    const made = await ask(WEBHOOKS, { name: "Ops", address: receiver.url, kinds: ["breach"] }, "POST", token);
    expect(made).toMatchObject({ status: 201, body: { name: "Ops", kinds: ["breach"], secret: expect.any(String) } });
    const { id, secret } = made.body;
    expect(JSON.stringify((await ask(WEBHOOKS)).body)).not.toContain(secret);

    expect((await ask(`${WEBHOOKS}/${id}/test`, {}, "POST", token)).body).toMatchObject({ ok: true, status: 200 });
    expect(receiver.posts[0]?.body).toMatchObject({ type: "test", attempt: 1 });
    expect(receiver.posts[0]?.signature).toBe(signatureOf(receiver.posts[0]?.raw ?? "", secret));

    // A customer who has waited for hours: what was promised is broken the moment we hear of it.
    await backend.post(textWebhook({ at: Date.now() - 5 * HOUR }));
    await backend.settled();
    const [post] = await eventually(() => {
      const told = receiver.posts.filter(({ body }) => body.type === "clock.breach");
      return told.length > 0 ? told : undefined;
    });
    expect(post?.raw).not.toMatch(/Amelia|447700900118|order/u);
    const logged = await eventually(async () => {
      const { items } = (await ask(`${WEBHOOKS}/${id}/deliveries`)).body;
      return items[0]?.state === "done" ? items : undefined;
    });
    expect(logged[0]).toMatchObject({ kind: "breach", attempts: 1, status: 200 });

    expect((await ask(`${WEBHOOKS}/${id}/secret`, {}, "POST", token)).body.secret).not.toBe(secret);
    expect((await ask(`${WEBHOOKS}/${id}`, { paused: true }, "PUT", token)).body.paused).toMatchObject({ because: "hand" });
    expect((await ask(`${WEBHOOKS}/${id}`, { paused: false, kinds: ["surge"] }, "PUT", token)).body).toMatchObject({ kinds: ["surge"] });
    expect((await ask(`${WEBHOOKS}/${id}`, undefined, "DELETE", token)).status).toBe(204);
    expect((await ask(`${WEBHOOKS}/${id}`, { paused: true }, "PUT", token)).status).toBe(404);
  });

  test("[BD4] an agent may not see or make webhooks, and only addresses on the open internet are taken", async () => {
    const { token } = (await ask("/api/v1/agents", { name: "Ben", role: "agent" })).body;
    expect((await ask(WEBHOOKS, undefined, "GET", token)).status).toBe(403);
    expect((await ask(WEBHOOKS, { name: "x", address: "https://example.com/" }, "POST", token)).status).toBe(403);
    for (const address of ["http://example.com/", "https://10.0.0.1/", "https://u:p@example.com/", "ftp://example.com/", "nonsense"])
      expect([address, (await ask(WEBHOOKS, { name: "x", address }, "POST")).status]).toEqual([address, 422]);
    expect((await ask(WEBHOOKS, { name: "", address: "https://example.com/" }, "POST")).status).toBe(400);
    expect((await ask(WEBHOOKS, { name: "x", address: "https://example.com/", kinds: ["gossip"] }, "POST")).status).toBe(400);
  });
});
