import { createHmac } from "node:crypto";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRandom, createWamids } from "../../backend/cloud-api/simulator/seeded-random.ts";
import { readSettings } from "../../backend/cloud-api/simulator/settings.ts";
import { rolledPlan } from "../../backend/cloud-api/simulator/status-plan.ts";
import { hours, toInstant } from "../../shared/time.ts";
import { FIRST_NUMBER, PLATFORM_SECRET, PLATFORM_TOKEN, startFakePlatform, type FakePlatform } from "../fake-platform.ts";

const CUSTOMER = "393331112233";
const text = (rest: object = {}) => ({ messaging_product: "whatsapp", to: `+${CUSTOMER}`, type: "text", text: { body: "hello" }, ...rest });
const template = (name: string, language: string, ...values: readonly string[]) =>
  text({
    type: "template",
    text: undefined,
    template: { name, language: { code: language }, components: [{ type: "body", parameters: values.map((value) => ({ type: "text", text: value })) }] },
  });

let platform: FakePlatform;
beforeEach(async () => {
  platform = await startFakePlatform();
});
afterEach(() => platform.close());

interface Answer {
  readonly error?: { readonly code: number };
  readonly contacts?: readonly { readonly wa_id: string }[];
  readonly messages?: readonly { readonly message_status?: string }[];
}

async function post(body: unknown, { number = FIRST_NUMBER, token = PLATFORM_TOKEN } = {}): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${platform.url}/v26.0/${number}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
const codeOf = async (body: unknown, options?: Parameters<typeof post>[1]): Promise<number | undefined> => (await post(body, options)).body.error?.code;
const reports = (): readonly string[] =>
  platform.received
    .flatMap(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses ?? [])
    .map((report: { status: string; errors?: { code: number }[] }) => `${report.status}${report.errors?.[0] === undefined ? "" : `:${report.errors[0].code}`}`);

describe("says no as the platform does", () => {
  test("to a wrong token and an unknown number", async () => {
    expect(await post(text(), { token: "wrong" })).toMatchObject({ status: 401, body: { error: { code: 190 } } });
    expect(await post(text(), { number: "999" })).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
  });

  test.each([
    ["a missing product", text({ messaging_product: undefined }), 100],
    ["no receiver", text({ to: undefined }), 131008],
    ["a receiver that is no number", text({ to: "Nora" }), 131009],
    ["itself as the receiver", text({ to: "+390212345601" }), 131021],
    ["an empty text", text({ text: { body: "" } }), 100],
    ["a text that is too long", text({ text: { body: "x".repeat(4_097) } }), 100],
    ["a text that is no text", text({ text: { body: 5 } }), 100],
    ["a missing content", text({ text: undefined }), 131008],
    ["an unheard type", text({ type: "hologram", hologram: {} }), 100],
    ["a quote without an id", text({ context: {} }), 131009],
    ["own data that is too long", text({ biz_opaque_callback_data: "x".repeat(513) }), 100],
    ["media without a file", text({ type: "image", image: {} }), 131008],
    [
      "four buttons",
      text({
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "?" },
          action: { buttons: [1, 2, 3, 4].map((id) => ({ type: "reply", reply: { id: String(id), title: "x" } })) },
        },
      }),
      131009,
    ],
    ["an unknown template", template("nothing", "en"), 132001],
    ["a template in another language", template("order_update", "fr", "Nora", "1"), 132001],
    ["a rejected template", template("loyalty_survey", "en", "Nora"), 132001],
    ["a paused template", template("back_in_stock", "es", "Nora", "lamp"), 132015],
    ["too few variables", template("order_update", "it", "Nora"), 132000],
    ["a variable with a line break", template("order_update", "it", "Nora", "a\nb"), 132018],
  ])("to %s", async (_name, body, code) => {
    expect(await codeOf(body)).toBe(code);
    expect(platform.simulator.sends).toHaveLength(0);
  });

  test("to the 46th message to one person, and to a number that sends too fast", async () => {
    // On a time that stands: in six seconds there would be room for one more.
    await platform.close();
    const now = toInstant(Date.now());
    platform = await startFakePlatform({ clock: { now: () => now } });
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(text())));
    expect(codes.filter((code) => code === 131056).length).toBe(5);

    const slow = await startFakePlatform({ config: { rates: { pair: { burst: 99, refillMs: 1 }, number: { burst: 2, refillMs: 60_000 } } } });
    const send = (to: string) =>
      fetch(`${slow.url}/v26.0/${FIRST_NUMBER}/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${PLATFORM_TOKEN}` },
        body: JSON.stringify(text({ to })),
      }).then((response) => response.status);
    expect([await send("+39333000001"), await send("+39333000002"), await send("+39333000003")]).toEqual([200, 200, 400]);
    await slow.close();
  });
});

describe("takes in and reports", () => {
  test("[W1] free text outside the window is answered with 200 and fails afterwards with 131047", async () => {
    expect((await post(text())).status).toBe(200);
    await platform.simulator.until(() => reports().includes("failed:131047"));

    await platform.control("inbound", { customer: CUSTOMER, text: "old", at: Date.now() - hours(24) - 2_000 });
    await platform.control("inbound", { customer: CUSTOMER, type: "system", content: { type: "user_changed_number" } });
    await platform.control("behaviour", { outcome: "accept", statusPlan: ["sent"] });
    expect((await post(text())).status).toBe(200);
    await post(text());
    await platform.simulator.until(() => reports().filter((report) => report === "failed:131047").length === 2);
  });

  test("[W1] a template goes out although the window is closed", async () => {
    expect((await post(template("order_update", "it", "Nora", "GL-1"))).body.messages?.[0]).toMatchObject({ message_status: "accepted" });
    await platform.simulator.until(() => reports().includes("sent"));
    expect(reports().join()).not.toContain("failed");
  });

  test("reports follow a written plan, each signed over its raw bytes", async () => {
    await platform.control("inbound", { customer: { phone: CUSTOMER, name: "Nòra 😀" }, text: "ciao – è urgente" });
    await platform.control("behaviour", { outcome: "accept", statusPlan: ["delivered", "sent", "read", "read"], delays: [10] });
    await post(text({ biz_opaque_callback_data: "client-7" }));
    await platform.simulator.until(() => reports().length === 4);
    for (const { body, signature } of platform.received) expect(signature).toBe(`sha256=${createHmac("sha256", PLATFORM_SECRET).update(body).digest("hex")}`);
    expect(platform.received.filter(({ body }) => body.includes("client-7"))).toHaveLength(4);
    expect(reports().toSorted()).toEqual(["delivered", "read", "read", "sent"]);
  });

  test("a user id in `to` is taken and silently dropped", async () => {
    expect((await post(text({ to: "IT.123" }))).status).toBe(200);
    expect(platform.simulator.sends[0]?.customer).toBeUndefined();
  });

  test("a receiver without a plus is taken for a number of our own country", async () => {
    expect((await post(text({ to: "447700900101" }))).body.contacts?.[0]?.wa_id).toBe("39447700900101");
  });

  test("a webhook that is not answered with 200 is posted again until it is", async () => {
    platform.answerWith(500);
    await platform.control("inbound", { customer: CUSTOMER, text: "hi" });
    await platform.simulator.until(() => platform.received.length >= 3);
    platform.answerWith(200);
    await platform.simulator.until(() => platform.simulator.poster.waiting() === 0);
    expect(new Set(platform.received.map(({ body }) => body)).size).toBe(1);
  });

  test("while paused nothing is posted, and nothing is lost", async () => {
    await platform.control("pause", { paused: true });
    await platform.control("inbound", { customer: CUSTOMER, text: "hi" });
    expect((await platform.control("webhooks")).waiting).toBe(1);
    expect(platform.received).toHaveLength(0);
    await platform.control("pause", { paused: false });
    await platform.simulator.until(() => platform.received.length === 1);
  });

  test("a raw webhook is signed as it is", async () => {
    await platform.control("webhook", '{ "spaces":   "kept" }');
    await platform.simulator.until(() => platform.received.length === 1);
    expect(platform.received[0]?.body).toBe('{ "spaces":   "kept" }');
  });

  test("the control API lists what was sent, and says what is wrong with an order", async () => {
    await post(text());
    expect((await platform.control("sends")).items).toMatchObject([{ phoneNumberId: FIRST_NUMBER, body: { text: { body: "hello" } }, answered: "accept" }]);
    expect(await platform.control("behaviour", { outcome: "explode" })).toHaveProperty("error");
    expect(await platform.control("nothing", {})).toHaveProperty("error");
  });

  test("media of every kind is drawn, and needs the token", async () => {
    const at = (path: string, token = PLATFORM_TOKEN) => fetch(`${platform.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    for (const [id, magic] of [
      ["900000000000001", "\u0089PNG"],
      ["900000000000003", "RIFF"],
      ["900000000000004", "%PDF"],
    ] as const) {
      const node = (await (await at(`/v26.0/${id}`)).json()) as { url: string; file_size: number };
      const bytes = Buffer.from(await (await at(new URL(node.url).pathname)).arrayBuffer());
      expect([bytes.subarray(0, 4).toString("latin1"), bytes.length]).toEqual([magic, node.file_size]);
    }
    expect((await at("/media/900000000000001", "wrong")).status).toBe(401);
  });
});

describe("the dice", () => {
  test("the same seed gives the same numbers, ids and plans, another seed others", () => {
    const roll = (seed: string) => {
      const random = createRandom(seed);
      return [random(), createWamids(random)(), rolledPlan(random)];
    };
    expect(roll("a")).toEqual(roll("a"));
    expect(roll("a")).not.toEqual(roll("b"));
  });

  test("[I10] reports come late, twice and disordered now and then", () => {
    const random = createRandom("many");
    const plans = Array.from({ length: 500 }, () =>
      rolledPlan(random)
        .toSorted((a, b) => a.postedAfterMs - b.postedAfterMs)
        .map(({ status }) => status),
    );
    expect(plans.some((plan) => plan.indexOf("delivered") > -1 && plan.indexOf("delivered") < plan.indexOf("sent"))).toBe(true);
    expect(plans.some((plan) => new Set(plan).size < plan.length)).toBe(true);
    expect(plans.some((plan) => plan.includes("read") && !plan.includes("delivered"))).toBe(true);
    expect(plans.some((plan) => !plan.includes("read"))).toBe(true);
  });
});

describe("as a process", () => {
  test("all faults of the environment are told at once, and a webhook elsewhere is refused", () => {
    const read = readSettings({ PORT: "many", WEBHOOK_URL: "https://example.com/hook", SPEED: "0" });
    expect(read.ok ? [] : read.faults.map((fault) => fault.split(":")[0])).toEqual(["PORT", "WEBHOOK_URL", "SPEED"]);
    expect(readSettings({ WEBHOOK_URL: "", API_URL: "" }).ok).toBe(true);
  });

  test("it prints one line when it is ready, and ends when told", async () => {
    const entry = fileURLToPath(new URL("../../backend/cloud-api/simulator/main.ts", import.meta.url));
    const child = spawn(process.execPath, [entry], { env: { ...process.env, PORT: "0", DEMO: "0", ACCESS_TOKEN: "t" }, stdio: ["ignore", "pipe", "inherit"] });
    const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
    const { ready, url } = JSON.parse(line) as { ready: boolean; url: string };
    expect(ready).toBe(true);
    expect((await fetch(`${url}/v26.0/${FIRST_NUMBER}`, { headers: { authorization: "Bearer t" } })).status).toBe(200);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });
});

test("times of a control message may be given, and stand on the wire in seconds", async () => {
  const at = toInstant(Date.parse("2026-11-01T10:00:00Z"));
  await platform.control("inbound", { customer: CUSTOMER, text: "old", at: "2026-11-01T10:00:00Z" });
  await platform.simulator.until(() => platform.received.length === 1);
  expect(JSON.parse(platform.received[0]?.body ?? "").entry[0].changes[0].value.messages[0].timestamp).toBe(String(at / 1_000));
});
