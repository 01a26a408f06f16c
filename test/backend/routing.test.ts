import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { eventually, PHONE_NUMBER_ID, startTestPlatform, type TestPlatform } from "./simulated-platform.ts";

const CUSTOMER = "447700900118";
const NUMBER = { phone_number_id: "1065403", display_phone_number: "15550783881" };
/** A whole second, some minutes ago. */
const AT = Math.floor(Date.now() / 1_000) * 1_000 - 600_000;
const seconds = (at: number): string => String(Math.floor(at / 1_000));
const inEnvelope = (field: string, value: unknown) => ({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value }] }] });

const passed = (at: number, control: unknown = { previous_owner_role: "ai_agent", new_owner_role: "escalation", metadata: "asked for a person" }) =>
  inEnvelope("messaging_handovers", {
    messaging_product: "whatsapp",
    sender: { phone_number: CUSTOMER },
    recipient: NUMBER,
    type: "control_passed",
    timestamp: seconds(at),
    control_passed: control,
  });
const taken = (at: number) =>
  inEnvelope("messaging_handovers", {
    messaging_product: "whatsapp",
    sender: { phone_number: CUSTOMER },
    recipient: NUMBER,
    type: "control_taken",
    timestamp: seconds(at),
    control_taken: { previous_owner_role: "escalation", new_owner_role: "ai_agent" },
  });
const standby = (at: number, text = "to the other app", id = `wamid.s${at}${text}`) =>
  inEnvelope("standby", {
    messaging_product: "whatsapp",
    metadata: NUMBER,
    standby: {
      contacts: [{ profile: { name: "Amelia" }, wa_id: CUSTOMER }],
      messages: [{ from: CUSTOMER, id, timestamp: seconds(at), type: "text", text: { body: text } }],
    },
  });

describe("[X-3] a number that several apps share", () => {
  let backend: TestBackend;
  beforeEach(async () => void (backend = await startTestBackend()));
  afterEach(() => backend.stop());

  const arrive = async (...bodies: readonly unknown[]): Promise<any> => {
    for (const body of bodies) await backend.post(body);
    await backend.settled();
    return (await backend.json("/api/v1/conversations")).items[0];
  };
  const handoffs = async () => (await backend.json("/api/v1/handoffs")).items;
  /** The same payload of another customer, with message ids of its own. */
  const as = (customer: string, raw: string): string => raw.replaceAll(/16505551234|447700900118/g, customer).replaceAll("wamid.", `wamid.${customer}`);
  const of = async (customer: string) => (await backend.json(`/api/v1/conversations?q=${customer}`)).items[0];

  test("[X-3] a standby message is kept, alarms nobody, and waits for nobody", async () => {
    const conversation = await arrive(standby(AT));
    expect(conversation).toMatchObject({ state: "bot", unread: 0, lastMessage: { text: "to the other app" } });
    expect(conversation.clocks.filter(({ kind, state }: any) => kind !== "resolution" && (state === "running" || state === "breached"))).toEqual([]);
    expect(await handoffs()).toEqual([]);
  });

  test.each([
    ["with owner roles", { previous_owner_role: "ai_agent", new_owner_role: "escalation", metadata: "asked for a person" }, "asked for a person"],
    ["with an app role", { previous_owner_app_role: "meta_business_agent", metadata: "customer_request" }, "customer_request"],
    ["with its reason as JSON in a string", { metadata: '{"reason": "MARKETING_MESSAGE"}' }, "MARKETING_MESSAGE"],
    ["with nothing", {}, "platform"],
  ])("[HO1] control passed %s starts the handoff clock at its own time", async (_name, control, reason) => {
    const conversation = await arrive(standby(AT), passed(AT + 5_000, control));
    expect(conversation).toMatchObject({ state: "queued" });
    expect(conversation.clocks.find(({ kind }: any) => kind === "handoff")).toMatchObject({ startedAt: new Date(AT + 5_000).toISOString() });
    expect(conversation.clocks.find(({ kind }: any) => kind === "first-reply")).toMatchObject({ startedAt: new Date(AT).toISOString() });
    expect(await handoffs()).toMatchObject([{ reason, requestedAt: new Date(AT + 5_000).toISOString() }]);
  });

  test("[X-3] in one second, taken beats passed and passed beats a standby copy, in whatever order they come", async () => {
    const states: string[] = [];
    for (const bodies of [
      [passed(AT), taken(AT)],
      [taken(AT), passed(AT)],
      [standby(AT), passed(AT)],
      [passed(AT), standby(AT)],
      [taken(AT + 9_000), passed(AT)],
      [passed(AT + 9_000), taken(AT)],
    ]) {
      const customer = `4477009002${states.length}0`;
      await arrive(...bodies.map((body) => as(customer, JSON.stringify(body))));
      states.push((await of(customer)).state);
    }
    expect(states).toEqual(["bot", "bot", "queued", "queued", "bot", "queued"]);
  });

  test("[X-3] a standby copy that comes late does not take a conversation back", async () => {
    const conversation = await arrive(passed(AT + 60_000), standby(AT));
    expect(conversation).toMatchObject({ state: "queued" });
    expect(await handoffs()).toHaveLength(1);
  });

  test("[HO6] a thread that comes back without a word is not left with the other app", async () => {
    const conversation = await arrive(standby(AT), textWebhook({ text: "hello again", at: AT + 120_000 }));
    expect(conversation).toMatchObject({ state: "queued" });
    expect(await handoffs()).toMatchObject([{ reason: "platform", requestedAt: new Date(AT + 120_000).toISOString() }]);
  });

  test("[HO1] control that is passed while a person has it changes nothing", async () => {
    const { id } = await arrive(textWebhook({ text: "hello", at: AT }));
    const sofia = await (await backend.api("/api/v1/agents", { body: { name: "Sofia", role: "agent" } })).json();
    await backend.api(`/api/v1/conversations/${id}/claim`, { body: {}, token: sofia.token });
    expect(await arrive(passed(AT + 60_000))).toMatchObject({ state: "open", assignee: sofia.id });
  });

  const FOLDER = new URL("../../../shared/data/webhooks/", import.meta.url);
  const present = existsSync(FOLDER);
  const samples = present ? readdirSync(FOLDER).filter((name) => name.startsWith("routing.") && !name.includes("thread_control")) : [];
  const EXPECTED: Readonly<Record<string, readonly [state: string, handoffs: number]>> = {
    control_passed_bot_to_human: ["queued", 1],
    control_passed_legacy_metadata_json_string: ["queued", 1],
    inbound_with_conversation_context: ["queued", 1],
    standby_bot_reply_echo: ["bot", 0],
    standby_inbound_message: ["bot", 0],
  };
  test.skipIf(!present)("[X-3] every routing sample of the platform ends with the right owner and clock", async () => {
    const found: Record<string, unknown> = {};
    for (const name of samples) {
      const raw = readFileSync(new URL(name, FOLDER), "utf8");
      const at = Number(/"timestamp": "(\d+)"/.exec(raw)?.[1]) * 1_000;
      const customer = `1650555990${Object.keys(found).length}`;
      await arrive(as(customer, raw));
      const conversation = await of(customer);
      const clock = conversation.clocks.find(({ kind }: any) => kind === "handoff");
      expect([name, clock?.startedAt]).toEqual([name, conversation.state === "bot" ? undefined : new Date(at).toISOString()]);
      const queued = (await handoffs()).filter(({ conversationId }: any) => conversationId === conversation.id);
      found[/^routing\.(.*)__/.exec(name)?.[1] ?? name] = [conversation.state, queued.length];
    }
    expect(found).toEqual(EXPECTED);
  });
});

describe("[X-3] what people do is asked of the platform's routing", () => {
  let platform: TestPlatform;
  let sofia: { readonly id: string; readonly token: string };
  beforeEach(async () => {
    platform = await startTestPlatform();
    sofia = (await (await platform.backend.api("/api/v1/agents", { body: { name: "Sofia", role: "agent" } })).json()) as typeof sofia;
  });
  afterEach(() => platform.stop());

  const threads = async (): Promise<any[]> => ((await platform.control("threads", {}, "GET")) as any).items;
  const elsewhere = async (): Promise<any> => {
    await platform.control("inbound", { customer: { phone: "393331234567" }, phoneNumberId: PHONE_NUMBER_ID, via: "standby", text: "hello bot" });
    return eventually(async () => (await platform.backend.json("/api/v1/conversations?q=393331234567")).items[0]);
  };
  const act = (path: string, body: unknown = {}) => platform.backend.api(path, { body, token: sofia.token });
  /** Straight from the file: desks have it by the synced log. */
  const storyOf = (id: string): readonly any[] => {
    const database = new DatabaseSync(join(platform.backend.folder, "greenline.db"), { readOnly: true });
    const rows = database.prepare("SELECT body FROM part WHERE entity = 'story' AND conversation_id = ?").all(id);
    database.close();
    return rows.map((row) => JSON.parse(String(row["body"])));
  };

  test("[X-3] who claims what another app has takes the thread, and gives it back as the setting says", async () => {
    const { id } = await elsewhere();
    await act(`/api/v1/conversations/${id}/claim`);
    expect(await eventually(async () => ((await threads()).length > 0 ? threads() : undefined))).toMatchObject([
      { phoneNumberId: PHONE_NUMBER_ID, to: "393331234567", action: "take" },
    ]);

    expect((await act(`/api/v1/conversations/${id}/return-to-bot`, { note: "It was about the bill." })).status).toBe(200);
    expect(await eventually(async () => (await threads())[1])).toMatchObject({ action: "release", metadata: "It was about the bill." });
    expect((await platform.backend.json(`/api/v1/conversations/${id}`)).state).toBe("bot");

    await platform.backend.api("/api/v1/bot-policy", { method: "PUT", body: { routing: { onReturn: "pass" } } });
    expect((await act(`/api/v1/conversations/${id}/claim`)).status).toBe(200);
    await eventually(async () => (await threads())[2]);
    expect((await act(`/api/v1/conversations/${id}/return-to-bot`)).status).toBe(200);
    expect(await eventually(async () => (await threads())[3])).toMatchObject({ action: "pass", control_pass: { target_role: "ai_agent" } });
  });

  test("[X-3] who is not the escalation partner is told so plainly, and the claim stands", async () => {
    await platform.control("escalation", { partner: false });
    const { id } = await elsewhere();
    await act(`/api/v1/conversations/${id}/claim`);
    const line = await eventually(() => storyOf(id).find(({ kind }) => kind === "thread-control"));
    expect(line).toMatchObject({ by: sofia.id, data: { action: "take", code: "2494191", title: expect.stringContaining("escalation partner") } });
    expect(await threads()).toEqual([]);
    expect(await platform.backend.json(`/api/v1/conversations/${id}`)).toMatchObject({ state: "open", assignee: sofia.id });
  });
});
