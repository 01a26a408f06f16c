import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { APP_SECRET, sign, startTestBackend, statusWebhook, textWebhook, type TestBackend } from "./running-backend.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

const conversations = async () => (await backend.json("/api/v1/conversations?limit=200")).items;
const messagesOf = async (id: string) => (await backend.json(`/api/v1/conversations/${id}/messages?limit=200`)).items;

describe("the webhook's door", () => {
  test("[H32] answers the challenge with the bare word, and a wrong token with 403 and nothing else", async () => {
    const ask = (token: string) => fetch(`${backend.url}/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);

    expect(await (await ask("verify-me")).text()).toBe("1158201444");
    const refused = await ask("verify-you");
    expect([refused.status, await refused.text()]).toEqual([403, ""]);
  });

  test("[H31] refuses a missing, short, uppercase, old-style or wrong signature with 401, and keeps nothing", async () => {
    const body = JSON.stringify(textWebhook());
    const right = sign(body);
    const wrong = [
      undefined,
      "",
      "sha256=",
      right.slice(0, -1),
      right.toUpperCase(),
      right.replace("sha256=", "sha1="),
      sign(body, "another secret"),
      `${right}00`,
    ];
    for (const signature of wrong) {
      const response = await fetch(`${backend.url}/webhooks/whatsapp`, {
        method: "POST",
        body,
        headers: signature === undefined ? {} : { "x-hub-signature-256": signature },
      });
      expect([response.status, await response.text()]).toEqual([401, ""]);
    }
    await backend.settled();
    expect((await backend.json("/api/v1/ingest")).received).toBe(0);
  });

  test("[H31] signs over the raw bytes: letters beyond ASCII, escapes and slashes count as they came", async () => {
    const bodies = ['{"object":"x","text":"äöü 🙌"}', '{"object":"x","text":"\\u00e4\\/"}', '{ "object" :"x", "text":"a/b"  }'];
    for (const body of bodies) expect((await backend.post(body)).status).toBe(200);
    // The same meaning in other bytes is another body.
    expect((await backend.post('{"object":"x","text":"\\u00e4/"}', { signature: sign(bodies[1] ?? "") })).status).toBe(401);
  });

  test("[H34] takes the new and the old secret while the secret is being changed", async () => {
    await backend.stop();
    backend = await startTestBackend({ env: { WHATSAPP_APP_SECRET: `a-new-secret, ${APP_SECRET}` } });
    const body = JSON.stringify(textWebhook());

    expect((await backend.post(body)).status).toBe(200);
    expect((await backend.post(body, { signature: sign(body, "a-new-secret") })).status).toBe(200);
    expect((await backend.post(body, { signature: sign(body, "a-lost-secret") })).status).toBe(401);
  });

  test("sets broken JSON and three megabytes of noise aside with 200, and shows them", async () => {
    expect((await backend.post('{"object":')).status).toBe(200);
    expect((await backend.post("x".repeat(3 * 1024 * 1024))).status).toBe(200);
    expect((await backend.post(textWebhook())).status).toBe(200);
    await backend.settled();

    expect((await backend.json("/api/v1/ingest")).poison).toHaveLength(2);
    expect(await conversations()).toHaveLength(1);
  });
});

describe("what a webhook becomes", () => {
  test("[W1] [S1] a customer's text becomes a row with an open window and a first-reply clock from the customer's own send time", async () => {
    const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    await backend.post(textWebhook({ at, text: "When will they ship?" }));
    await backend.settled();

    const [row] = await conversations();
    expect(row).toMatchObject({
      contact: { name: "Amelia Wright", phone: "447700900118" },
      state: "queued",
      unread: 1,
      lastMessage: { text: "When will they ship?", at: new Date(at).toISOString() },
      window: { state: "open", closesAt: new Date(at + 86_400_000).toISOString() },
    });
    expect(row.clocks.find((clock: { kind: string }) => clock.kind === "first-reply")).toMatchObject({
      state: "running",
      startedAt: new Date(at).toISOString(),
      dueAt: new Date(at + 900_000).toISOString(),
    });
  });

  test("[I1] the same webhook a hundred times at once is one message in one conversation", async () => {
    const body = textWebhook();
    await Promise.all(Array.from({ length: 100 }, () => backend.post(body)));
    await backend.settled();

    const rows = await conversations();
    expect(rows).toHaveLength(1);
    expect(await messagesOf(rows[0].id)).toHaveLength(1);
    expect(await backend.json("/api/v1/ingest")).toMatchObject({ received: 100, duplicates: 99 });
  });

  test("[I1] an album of parallel webhooks makes one conversation with every picture", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => backend.post(textWebhook({ text: `picture ${i}` }))));
    await backend.settled();

    const rows = await conversations();
    expect(rows).toHaveLength(1);
    expect(await messagesOf(rows[0].id)).toHaveLength(20);
  });

  test("[I1] a thousand messages in one body are a thousand messages", async () => {
    const one = textWebhook();
    const value = one.entry[0]?.changes[0]?.value as { messages: unknown[] };
    value.messages = Array.from({ length: 1_000 }, (_, i) => ({
      from: `4477009${String(i % 50).padStart(5, "0")}`,
      id: `wamid.batch.${i}`,
      timestamp: String(1_790_000_000 + i),
      type: "text",
      text: { body: `message ${i}` },
    }));
    await backend.post(one);
    await backend.settled();

    const rows = await conversations();
    expect(rows).toHaveLength(50);
    const counts = await Promise.all(rows.map(async ({ id }: { id: string }) => (await messagesOf(id)).length));
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(1_000);
  });

  test("[S16] messages that arrive late and out of order stand in their own order, and the newest stays the newest", async () => {
    const at = Date.now() - 600_000;
    for (const minute of [3, 1, 2]) await backend.post(textWebhook({ at: at + minute * 60_000, text: `minute ${minute}`, id: `wamid.${minute}` }));
    await backend.settled();

    const [row] = await conversations();
    expect(row.lastMessage.text).toBe("minute 3");
    expect((await messagesOf(row.id)).map(({ text }: { text: string }) => text)).toEqual(["minute 3", "minute 2", "minute 1"]);
    expect(Date.parse(row.clocks[0].startedAt)).toBe(Math.floor((at + 60_000) / 1000) * 1000);
  });

  test("[I10] statuses that overtake their message and each other end at the furthest", async () => {
    await backend.post(statusWebhook({ wamid: "wamid.echo", status: "read" }));
    await backend.post(statusWebhook({ wamid: "wamid.echo", status: "sent" }));
    await backend.post(textWebhook());
    const echo = textWebhook();
    const change = echo.entry[0]?.changes[0];
    if (change === undefined) throw new Error("no change");
    const value = change.value as Record<string, unknown>;
    Object.assign(change, {
      field: "smb_message_echoes",
      value: {
        ...value,
        messages: undefined,
        contacts: undefined,
        message_echoes: [
          {
            from: "15550783881",
            to: "447700900118",
            id: "wamid.echo",
            timestamp: String(Math.floor(Date.now() / 1000)),
            type: "text",
            text: { body: "On its way" },
          },
        ],
      },
    });
    await backend.post(echo);
    await backend.post(statusWebhook({ wamid: "wamid.echo", status: "delivered" }));
    await backend.settled();

    const [row] = await conversations();
    expect((await messagesOf(row.id)).find(({ direction }: { direction: string }) => direction === "out")).toMatchObject({
      state: "read",
      author: { kind: "app" },
    });
    // A colleague's answer on the phone counts as a human one.
    expect(row.clocks.find((clock: { kind: string }) => clock.kind === "first-reply")).toMatchObject({ state: "met" });
  });

  test("[S3] a customer who writes again after the end reopens the conversation, without the handoff of the last case", async () => {
    await backend.post(textWebhook({ text: "a person please" }));
    await backend.settled();
    const [{ id }] = await conversations();
    await backend.api(`/api/v1/conversations/${id}/handoff`, { body: { reason: "asked for a person" } });
    expect((await backend.json("/api/v1/handoffs")).items).toMatchObject([{ conversationId: id, reason: "asked for a person", failedAttempts: 0 }]);
    expect((await backend.api(`/api/v1/conversations/${id}/resolve`, { body: { outcome: "done" } })).status).toBe(422);
    expect((await backend.api(`/api/v1/conversations/${id}/resolve`, { body: { outcome: "done", noReplyNeeded: "called back" } })).status).toBe(200);

    await backend.post(textWebhook({ text: "one more thing" }));
    await backend.settled();
    expect((await conversations())[0]).toMatchObject({ id, state: "queued", unread: 1 });
    expect((await backend.json("/api/v1/handoffs")).items).toEqual([]);
  });

  test("a relay's flat body that names no number belongs to the one number that there is", async () => {
    await backend.post(textWebhook());
    const flat = {
      contacts: [{ profile: { name: "Tom" }, wa_id: "447700900777" }],
      messages: [{ from: "447700900777", id: "wamid.flat", timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body: "hi" } }],
    };
    await backend.post(flat);
    await backend.settled();

    expect((await backend.json("/api/v1/numbers")).items.map(({ phoneNumberId }: any) => phoneNumberId)).toEqual(["1065403"]);
    expect(await conversations()).toHaveLength(2);
  });

  test("a customer without a phone number is known by the user id, and stays the same person when a phone appears", async () => {
    const only = textWebhook();
    const strip = (body: ReturnType<typeof textWebhook>, phone: string | undefined, id: string) => {
      const value = body.entry[0]?.changes[0]?.value as { contacts: unknown[]; messages: unknown[] };
      value.contacts = [{ profile: { name: "Kwame" }, user_id: "GB.8f2c41", ...(phone === undefined ? {} : { wa_id: phone }) }];
      value.messages = [
        {
          from_user_id: "GB.8f2c41",
          ...(phone === undefined ? {} : { from: phone }),
          id,
          timestamp: String(Math.floor(Date.now() / 1000)),
          type: "text",
          text: { body: "hi" },
        },
      ];
      return body;
    };
    await backend.post(strip(only, undefined, "wamid.a"));
    await backend.post(strip(textWebhook(), "447700900555", "wamid.b"));
    await backend.settled();

    const rows = await conversations();
    expect(rows).toHaveLength(1);
    expect(rows[0].contact).toMatchObject({ name: "Kwame", phone: "447700900555", userId: "GB.8f2c41" });
  });
});

describe("the platform's own samples", () => {
  const folder = new URL("../../../shared/data/webhooks/", import.meta.url);
  const there = existsSync(folder);
  if (!there) console.warn("SKIPPED: the platform's sample webhooks are not on this machine; the repository's own fixtures are tested all the same.");

  test.skipIf(!there)("[I1] every sample is answered 200, and the whole set again shuffled and doubled changes nothing", { timeout: 60_000 }, async () => {
    const bodies = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));
    const fingerprint = async () => {
      await backend.settled();
      const rows = await conversations();
      const messages = (await Promise.all(rows.map(({ id }: { id: string }) => messagesOf(id)))).flat();
      const { poison, unrecognised } = await backend.json("/api/v1/ingest");
      return {
        rows: rows.length,
        messages: messages.map(({ at, id, type, wamid }: Record<string, string>) => `${id} ${wamid} ${type} ${at}`).sort(),
        poison,
        unrecognised: unrecognised.map(({ count, field, type }: Record<string, string>) => `${field} ${type} ${count}`),
      };
    };
    for (const body of bodies) expect((await backend.post(body)).status).toBe(200);
    const once = await fingerprint();
    expect(once.messages.length).toBeGreaterThan(30);

    const shuffled = [...bodies, ...bodies]
      .map((body, i) => ({ body, key: createHash("sha256").update(`seed 7 ${i}`).digest("hex") }))
      .toSorted((a, b) => a.key.localeCompare(b.key));
    await Promise.all(shuffled.map(async ({ body }) => expect((await backend.post(body)).status).toBe(200)));
    expect(await fingerprint()).toEqual(once);
  });
});
