import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, PHONE_NUMBER_ID, startTestPlatform, type TestPlatform } from "../backend/simulated-platform.ts";
import { freePort, startBotProcess, type BotProcess } from "./bot-process.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "../faults/tcp-fault-proxy.ts";
import { BUSY_MS, launchDesktop, type DesktopApp } from "./desktop-app.ts";
import { keepPicture } from "./keep-picture.ts";
import { startKeyring, type Keyring } from "./keyring.ts";

/**
 * A handoff from end to end, in two real windows, with the example bot as a process of its own: the bot gives up, both see it, one of two
 * gets it, answers and gives it back, and it comes to people again. Each test goes on where the one before it ended.
 */
const AMELIA = { phone: "447700900401", name: "Amelia Wright" };
const TOM = { phone: "447700900402", name: "Tom Becker" };
const SOFIA = "Sofia Almeida";
/** She leads the team: reports are for leads. */
const MARTA = "Marta Bianchi";
const BOT = "Parcel Bot";
const LAST_QUESTION = "Can I have another lamp?";
const ANSWER = "I am sorry about the lamp, Amelia. A new one is on its way to you.";
/** A promise counts where it falls due. */
const DAY = 86_400_000;
/** So long can what was given back be taken back. */
const UNDO_MS = 5_000;
const NOTE = "Her new lamp is order 48999.";

/** On a machine that has other things to do. */
const SOON = { timeout: BUSY_MS };

let platform: TestPlatform;
let network: TcpFaultProxy;
let keyring: Keyring | undefined;
let bot: BotProcess | undefined;
let botId: string;
let began: number;
const desks = new Map<string, DesktopApp>();
/** Of the two, by who was faster. */
let winner: string;
let loser: string;

beforeAll(async () => {
  began = Date.now();
  keyring = await startKeyring();
  platform = await startTestPlatform();
  network = await startTcpFaultProxy(Number(new URL(platform.backend.url).port));
  const { backend } = platform;
  const make = async (name: string, role: string) =>
    (await backend.api("/api/v1/agents", { body: { name, role, ...(role === "bot" ? {} : { password: "a-good-password" }) } })).json();
  await make(SOFIA, "agent");
  await make(MARTA, "lead");
  const made = await make(BOT, "bot");
  botId = made.id;

  // A number comes into being with the first message to it.
  const { id } = await platform.customerWrites("447700900499", "Hello?");
  await backend.api(`/api/v1/conversations/${id}/resolve`, { body: { outcome: "done", noReplyNeeded: "wrong number" } });
  const numbers = (await backend.json("/api/v1/numbers")).items.map((number: { readonly id: string }) => number.id);
  const port = await freePort();
  const saved = await backend.api(`/api/v1/bots/${botId}`, { method: "PUT", body: { address: `http://127.0.0.1:${port}/`, numbers } });
  const { secret } = await saved.json();
  bot = await startBotProcess({ port, url: backend.url, token: made.token, secret });

  for (const name of [SOFIA, MARTA]) desks.set(name, await openAs(name));
});
afterAll(async () => {
  for (const { close } of desks.values()) await close().catch(() => {});
  await bot?.stop();
  await network?.stop();
  await platform?.stop();
  keyring?.stop();
});

async function openAs(name: string): Promise<DesktopApp> {
  const opened = await launchDesktop({ env: { GREENLINE_SERVER_URL: network.url }, args: keyring?.args ?? [] });
  await opened.page.getByLabel("Name", { exact: true }).fill(name);
  await opened.page.getByLabel("Password").fill("a-good-password");
  await opened.page.keyboard.press("Enter");
  await opened.page.getByText("Due next").first().waitFor();
  return opened;
}

const pageOf = (name: string) => {
  const desk = desks.get(name);
  if (desk === undefined) throw new Error(`${name} has no desk.`);
  return desk.page;
};

interface Customer {
  readonly phone: string;
  readonly name: string;
}

const conversationOf = async ({ phone }: Customer): Promise<any> => (await platform.backend.json(`/api/v1/conversations?q=${phone}`)).items[0];
const messagesWith = async (customer: Customer): Promise<any[]> => {
  const conversation = await conversationOf(customer);
  return conversation === undefined ? [] : (await platform.backend.json(`/api/v1/conversations/${conversation.id}/messages`)).items;
};
const messageOf = async (customer: Customer, text: string): Promise<any> =>
  eventually(async () => (await messagesWith(customer)).find((one) => one.text === text), BUSY_MS, `“${text}” to arrive`);
const handoffOf = async (customer: Customer): Promise<any> => {
  const { id } = await conversationOf(customer);
  return (await platform.backend.json("/api/v1/handoffs")).items.find((one: { readonly conversationId: string }) => one.conversationId === id);
};
const clockOf = async (customer: Customer, kind: string): Promise<any> =>
  (await conversationOf(customer)).clocks.findLast((clock: { readonly kind: string }) => clock.kind === kind);
const idOf = async (name: string): Promise<string> =>
  (await platform.backend.json("/api/v1/agents")).items.find((agent: { readonly name: string }) => agent.name === name).id;

/** A customer writes, in a later second than all before: the platform's timestamps have whole ones. */
async function writes(customer: Customer, text: string): Promise<any> {
  const before = Date.now();
  await eventually(() => Math.floor(Date.now() / 1_000) * 1_000 > before);
  await platform.control("inbound", { customer, phoneNumberId: PHONE_NUMBER_ID, type: "text", text, at: Date.now() });
  return messageOf(customer, text);
}
const botSays = (customer: Customer, words: string) =>
  eventually(
    async () => (await messagesWith(customer)).find(({ author, text }) => author.kind === "bot" && text.includes(words)),
    BUSY_MS,
    `the bot to say “${words}”`,
  );

const queued = (name: string, customer: Customer) => pageOf(name).locator("#handoff-list").getByRole("option").filter({ hasText: customer.name });
const standsOn = (name: string) => pageOf(name).locator("#handoff-list [role=option][aria-selected=true]");
const badge = (name: string, count: number) =>
  pageOf(name)
    .getByRole("button", { name: "Handoffs" })
    .getByRole("img", { name: `${count} waiting` });
const field = (name: string) => pageOf(name).locator("[data-composer] textarea");
const card = (name: string) => pageOf(name).getByRole("complementary", { name: "About this conversation" });
const isFocused = (what: Locator) => what.evaluate((node) => node === document.activeElement);
/** The lines of the card as they are read: what is asked for, and what stands there. */
const factsOf = async (where: Locator): Promise<Record<string, string>> =>
  Object.fromEntries(
    await where
      .locator("dl")
      .first()
      .locator("dt")
      .evaluateAll((names) => names.map((dt) => [dt.textContent, dt.nextElementSibling?.textContent ?? ""])),
  );
const press = (name: string, key: string) => pageOf(name).keyboard.press(key);
async function goToQueue(name: string): Promise<void> {
  await press(name, "g");
  await press(name, "h");
  await pageOf(name).getByRole("heading", { name: "Handoffs", level: 1 }).waitFor();
}
async function answer(name: string, text: string): Promise<void> {
  await expect.poll(() => isFocused(field(name)), SOON).toBe(true);
  await pageOf(name).keyboard.type(text);
  await press(name, "Enter");
  const sent = pageOf(name).locator("article[data-direction=out]").filter({ hasText: text });
  await sent.waitFor();
  await expect.poll(() => sent.getAttribute("data-state"), SOON).toMatch(/delivered|read/u);
}

test("[HO1] [HO2] [HO10] a bot that fails twice hands over with what it knows, a customer who asks gets a person, and both desks show who waits", async () => {
  await writes(AMELIA, "Hello, I need some help");
  await botSays(AMELIA, "What is its number?");
  const told = await writes(AMELIA, "It is 48211");
  await botSays(AMELIA, "Order 48211 left our warehouse");
  await writes(AMELIA, "It is here, but the lamp is in pieces");
  await botSays(AMELIA, "I can only tell where an order is");
  await writes(AMELIA, "The lamp, not the parcel");
  await botSays(AMELIA, "its number is all I need");
  expect(await conversationOf(AMELIA)).toMatchObject({ state: "bot" });

  // The bot is slow: the customer has written twice when it gives up.
  bot?.pause();
  const unanswered = await writes(AMELIA, LAST_QUESTION);
  await writes(AMELIA, "Are you still there?");
  bot?.resume();
  const handoff = await eventually(() => handoffOf(AMELIA), BUSY_MS, "the bot to give up");
  expect(handoff).toMatchObject({
    reason: "low_confidence",
    summary: `${AMELIA.name} knows where order 48211 is, and wants something else.`,
    slots: { order: "48211", lastQuestion: LAST_QUESTION },
    asked: [{ answer: "48211", messageId: told.id }],
    failedAttempts: 2,
    botId,
  });

  // [S2] What the customer felt: from the first message that the bot left unanswered, not from when it gave up.
  const clock = await clockOf(AMELIA, "first-reply");
  expect(clock).toMatchObject({ state: "running", startedAt: unanswered.at });
  expect(Date.parse(handoff.requestedAt)).toBeGreaterThan(Date.parse(clock.startedAt));

  await writes(TOM, "I want to talk to a person, please");
  expect(await eventually(() => handoffOf(TOM), BUSY_MS, "the rule to hand over")).toMatchObject({ reason: "customer_asked", failedAttempts: 0 });

  for (const name of [SOFIA, MARTA]) {
    await badge(name, 2).waitFor();
    await goToQueue(name);
    const sound = pageOf(name).getByRole("button", { name: "Sound off" });
    await sound.click();
    await pageOf(name).getByRole("button", { name: "Sound on" }).waitFor();
    await expect
      .poll(() => pageOf(name).locator("#handoff-list").getByRole("option").allTextContents(), SOON)
      .toEqual([expect.stringContaining(AMELIA.name), expect.stringContaining(TOM.name)]);
    expect(await queued(name, AMELIA).textContent()).toContain("Low confidence");
    expect(await queued(name, TOM).textContent()).toContain("Asked for a person");
    await expect.poll(() => standsOn(name).textContent(), SOON).toContain(AMELIA.name);
  }
  await keepPicture(pageOf(MARTA), "handoff-queue");
});

test("[HO3] of two who press C at once one has it, and the other is told who and stands on the next in line", async () => {
  // Both have pressed before either can have heard of the other: whoever had would claim the next one, and nobody would lose.
  network.set({ there: { flow: "freeze" } });
  await Promise.all([SOFIA, MARTA].map((name) => press(name, "c")));
  // It goes by itself after a while: waited for before it can be there.
  const faster = (name: string) => pageOf(name).getByText(/ was faster with /u);
  const told = Promise.race([SOFIA, MARTA].map(async (name) => ({ name, said: await faster(name).textContent() })));
  network.heal();
  const { name, said } = await told;
  loser = name;
  winner = loser === SOFIA ? MARTA : SOFIA;
  expect(said).toBe(`${winner} was faster with ${AMELIA.name}. Next in line: ${TOM.name}.`);
  const owner = await idOf(winner);
  expect((await conversationOf(AMELIA)).assignee).toBe(owner);

  const { page } = desks.get(loser) as DesktopApp;
  await expect.poll(() => standsOn(loser).textContent(), SOON).toContain(TOM.name);
  await expect.poll(() => queued(loser, AMELIA).count(), SOON).toBe(0);
  await expect.poll(() => isFocused(page.locator("#handoff-list")), SOON).toBe(true);
  await badge(loser, 1).waitFor();
  await keepPicture(page, "handoff-faster");

  const { items } = await platform.backend.json(`/api/v1/conversations/${(await conversationOf(AMELIA)).id}/hops`);
  expect(items.filter(({ why }: { readonly why: string }) => why === "claim")).toMatchObject([{ by: owner, to: { agentId: owner } }]);
  expect(await conversationOf(TOM)).not.toHaveProperty("assignee");
});

test("[HO1] the winner stands in the composer beside the whole card: nobody is asked twice, and what nobody told says so", async () => {
  const { page } = desks.get(winner) as DesktopApp;
  await expect.poll(() => isFocused(field(winner)), SOON).toBe(true);
  const section = card(winner);
  await section.getByText(`${AMELIA.name} knows where order 48211 is`).waitFor();
  await expect
    .poll(() => factsOf(section), SOON)
    .toMatchObject({
      Customer: AMELIA.name,
      Reason: "Low confidence",
      Tried: "2 failed attempts",
      Order: "48211",
      "Last question": LAST_QUESTION,
      "Not provided": "Intent, Topic, Mood, Language, Promised",
      Sent: "nothing but words",
      Consent: "Never asked",
    });
  const facts = await factsOf(section);
  expect(facts["Handed over"]).toContain(`from ${BOT}`);
  expect(facts["Waiting"]).toMatch(/^since (?:yesterday )?\d\d:\d\d/u);
  expect(facts["Window"]).toMatch(/^23 h \d\d m left, closes /u);
  await section.getByText("The bot's last 3 answers").waitFor();
  await keepPicture(page, "handoff-card");
  const everything = section.locator("details", { hasText: "The whole of it: 10 messages" });
  await everything.locator("summary").click();
  for (const words of ["Hello, I need some help", LAST_QUESTION, "Are you still there?"]) await everything.getByText(words).waitFor();

  await section.getByRole("button", { name: /^Show the message that answers: .*What is its number\?$/u }).click();
  const source = page.locator("article[data-direction=in]").filter({ hasText: "It is 48211" });
  await expect.poll(() => source.evaluate((node) => node.getBoundingClientRect().top > 0), SOON).toBe(true);
});

test("[S2] [R3] the first-reply clock explains itself from the message that the bot left unanswered", async () => {
  const { page } = desks.get(winner) as DesktopApp;
  await press(winner, "w");
  const dialog = page.getByRole("dialog", { name: /^First reply: why / });
  const started = dialog.locator("li[data-kind=started]");
  await started.getByRole("button", { name: `Show the message: ${LAST_QUESTION}` }).waitFor();
  const unanswered = await messageOf(AMELIA, LAST_QUESTION);
  expect(Date.parse((await started.locator("time").getAttribute("datetime")) ?? "")).toBe(Date.parse(unanswered.at));
  expect(await dialog.locator("li[data-kind=handoff]").textContent()).toContain("The bot handed over: Low confidence");
  await keepPicture(page, "handoff-why");
  await press(winner, "Escape");
  await dialog.waitFor({ state: "detached" });
});

test("[S2] [HO7] answered by keyboard it is met, and given back with a note the bot has read it", async () => {
  const { page } = desks.get(winner) as DesktopApp;
  await press(winner, "r");
  await answer(winner, ANSWER);
  const unanswered = await messageOf(AMELIA, LAST_QUESTION);
  await expect.poll(() => clockOf(AMELIA, "first-reply"), SOON).toMatchObject({ state: "met", startedAt: unanswered.at });
  expect(platform.simulator.sends.map((one) => JSON.stringify(one)).filter((one) => one.includes(ANSWER))).toHaveLength(1);

  await press(winner, "Escape");
  await press(winner, "b");
  await page.getByRole("dialog", { name: `Give ${AMELIA.name} back to the bot` }).waitFor();
  await expect.poll(() => isFocused(page.getByLabel(`What should ${BOT} know?`)), SOON).toBe(true);
  await page.keyboard.type(NOTE);
  await keepPicture(page, "handoff-back-to-bot");
  const given = Date.now();
  // It is said for as long as it can be taken back, and no longer.
  await Promise.all([page.getByText(`${AMELIA.name} goes back to the bot.`).waitFor(), press(winner, "Control+Enter")]);

  // The bot answers 401 to what is not signed.
  const { id } = await conversationOf(AMELIA);
  const delivery = await eventually(
    async () =>
      (await platform.backend.json(`/api/v1/bots/${botId}/deliveries`)).items.find(
        (one: any) => one.conversationId === id && one.kind === "returned" && one.state === "done",
      ),
    BUSY_MS,
    "the bot to be told",
  );
  expect(delivery).toMatchObject({ status: 200, attempts: 1 });
  // Not before it could not be taken back any more; a timer may be a hair early.
  const back = (await platform.backend.json(`/api/v1/conversations/${id}/hops`)).items.find(({ why }: { readonly why: string }) => why === "to-bot");
  expect(Date.parse(back.at) - given).toBeGreaterThan(UNDO_MS - 100);
  expect(await conversationOf(AMELIA)).toMatchObject({ state: "bot" });
  expect(await conversationOf(AMELIA)).not.toHaveProperty("assignee");

  await writes(AMELIA, "Where is my new lamp?");
  await botSays(AMELIA, "I know of order 48999");
  expect((await conversationOf(AMELIA)).clocks.filter(({ kind, state }: any) => kind !== "resolution" && state === "running")).toEqual([]);
});

test("[HO7] [HO9] [HO10] it comes to people again, and its story and its hops tell all of it in order", async () => {
  const asked = await writes(AMELIA, "Let me talk to a person again, please");
  await eventually(async () => (await handoffOf(AMELIA))?.claimedBy === undefined && (await handoffOf(AMELIA)), BUSY_MS, "the second handoff");
  await expect.poll(() => clockOf(AMELIA, "next-reply"), SOON).toMatchObject({ state: "running", startedAt: asked.at });

  const { page } = desks.get(loser) as DesktopApp;
  await queued(loser, AMELIA).waitFor();
  await press(loser, "j");
  await expect.poll(() => standsOn(loser).textContent(), SOON).toContain(AMELIA.name);
  await press(loser, "c");
  await answer(loser, "Here I am, Amelia. Your new lamp comes tomorrow morning.");
  await expect.poll(() => clockOf(AMELIA, "next-reply"), SOON).toMatchObject({ state: "met" });

  const story = () =>
    page.locator("[data-story]").evaluateAll((lines) => lines.map((line) => (line.textContent ?? "").replaceAll(/ in (?:\d+ \w+|\d+:\d+)/gu, " in …")));
  const met = (clock: string) => expect.stringMatching(new RegExp(`^${clock} met in `, "u"));
  await expect
    .poll(story, SOON)
    .toEqual([
      "Handed over from the bot: Low confidence",
      expect.stringMatching(new RegExp(`^${winner} claimed it`, "u")),
      met("First reply"),
      expect.stringContaining(NOTE),
      `${winner} gave it back to the bot`,
      "Handed over from the bot: Asked for a person",
      expect.stringMatching(/^You claimed it/u),
      met("Next reply"),
    ]);
  await keepPicture(page, "handoff-story");

  const [first, second] = [await idOf(winner), await idOf(loser)];
  const { items } = await platform.backend.json(`/api/v1/conversations/${(await conversationOf(AMELIA)).id}/hops`);
  expect(items).toMatchObject([
    { why: "bot-took", to: { kind: "bot" } },
    { why: "handoff", to: { kind: "queue" }, reason: "low_confidence", by: botId },
    { why: "claim", to: { kind: "agent", agentId: first } },
    { why: "to-bot", from: { agentId: first }, to: { kind: "bot" }, by: first },
    { why: "handoff", to: { kind: "queue" }, reason: "customer_asked" },
    { why: "claim", to: { kind: "agent", agentId: second }, ongoing: true },
  ]);
  const hops = card(loser).locator("ol li");
  await expect.poll(() => hops.count(), SOON).toBe(6);
  const read = await hops.allTextContents();
  expect(read[1]).toContain("Bot → Queue");
  expect(read[3]).toContain(`${winner} → Bot`);
  expect(read[5]).toContain("Queue → You");
  expect(read[5]).toContain("claimed · there for ");
  await hops.last().scrollIntoViewIfNeeded();
  await keepPicture(page, "handoff-hops");
});

test("[BD1] [HO14] the report counts it, and leads from each figure to the conversation", async () => {
  const { page } = desks.get(MARTA) as DesktopApp;
  const asked = new URLSearchParams({ from: new Date(began - 60_000).toISOString(), to: new Date(Date.now() + DAY).toISOString() });
  const lines = (await (await platform.backend.api(`/api/v1/reports?${asked}`)).text()).trim().split("\n");
  const report = JSON.parse(lines.at(-1) ?? "{}").report;
  expect(report.total).toMatchObject({
    hops: 1,
    clocks: { handoff: { met: 2, missed: 0 }, "first-reply": { met: 1, missed: 0 }, "next-reply": { met: 1, missed: 0 } },
    waits: { handoff: { count: 2, waiting: 1 }, bot: { count: 5 } },
  });

  await press(MARTA, "Escape");
  await page.getByRole("button", { name: "Reports", exact: true }).click();
  await page.getByText("People and bot").first().click();
  const all = page.getByRole("row", { name: /^All/u });
  await all.waitFor();
  await keepPicture(page, "handoff-report");
  await all.getByRole("button", { name: /Transfers/u }).click();
  await page.getByRole("dialog").getByRole("button", { name: AMELIA.name }).waitFor();
  await keepPicture(page, "handoff-report-behind");
});
