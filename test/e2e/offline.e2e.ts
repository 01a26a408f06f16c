import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually, PHONE_NUMBER_ID, startTestPlatform, type TestPlatform } from "../backend/simulated-platform.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "../faults/tcp-fault-proxy.ts";
import { BUSY_MS, launchDesktop, type DesktopApp } from "./desktop-app.ts";
import { untilJournalled } from "./journals.ts";
import { keepPicture } from "./keep-picture.ts";
import { NO_KEYRING, startKeyring, type Keyring } from "./keyring.ts";

/**
 * The real application behind a network that can be taken away: cut, or dead without a word. What is done offline outlives the
 * kill of the app and a clock that is a day wrong, and takes effect once.
 */
const FAKETIME = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"].find(existsSync);
const NO_FAKETIME = "libfaketime is not installed (Debian package faketime), so the computer's clock was not moved.";
const HOUR = 3_600_000;

let platform: TestPlatform;
let network: TcpFaultProxy;
let keyring: Keyring | undefined;
let folder: string;
let desktop: DesktopApp | undefined;

beforeAll(async () => {
  keyring = await startKeyring();
  folder = mkdtempSync(join(tmpdir(), "greenline-offline-"));
  setComputerClock("+0");
  platform = await startTestPlatform();
  network = await startTcpFaultProxy(Number(new URL(platform.backend.url).port));
  for (const name of ["Sofia Almeida", "Marco Bianchi"])
    await platform.backend.api("/api/v1/agents", { body: { name, role: "agent", password: "a-good-password" } });
  await platform.backend.api("/api/v1/labels", { body: { name: "Delivery", hue: 120 } });
});
afterAll(async () => {
  await network?.stop();
  await platform?.stop();
  keyring?.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  setComputerClock("+0");
  network.heal();
  await desktop?.close().catch(() => {});
  desktop = undefined;
});

/** The clock of the computer as every process of the app reads it; time goes on by itself as ever. */
function setComputerClock(by: string): void {
  // Whole, or not at all.
  writeFileSync(join(folder, "clock.new"), `${by}\n`);
  renameSync(join(folder, "clock.new"), join(folder, "clock"));
}

interface Opening {
  /** A profile of an earlier start. */
  readonly userData?: string;
  /** Its clock is the one that `setComputerClock` sets, looked at every second. */
  readonly ownClock?: boolean;
}

async function open({ ownClock = false, userData }: Opening = {}): Promise<DesktopApp> {
  const clock = {
    LD_PRELOAD: FAKETIME ?? "",
    FAKETIME_TIMESTAMP_FILE: join(folder, "clock"),
    FAKETIME_CACHE_DURATION: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  };
  desktop = await launchDesktop({
    env: { GREENLINE_SERVER_URL: network.url, ...(ownClock ? clock : {}) },
    args: keyring?.args ?? [],
    ...(userData === undefined ? {} : { userData }),
  });
  return desktop;
}

async function signIn(opening: Opening = {}): Promise<DesktopApp> {
  const opened = await open(opening);
  await opened.page.getByLabel("Name", { exact: true }).fill("Sofia Almeida");
  await opened.page.getByLabel("Password").fill("a-good-password");
  await opened.page.keyboard.press("Enter");
  await opened.page.getByText("Due next").first().waitFor();
  return opened;
}

/** As a crash or an empty battery would end it; what it left behind is opened again. */
async function killAndReopen(app: DesktopApp, opening: Opening = {}): Promise<DesktopApp> {
  const gone = new Promise((resolve) => app.app.process().once("exit", resolve));
  app.app.process().kill("SIGKILL");
  await gone;
  return open({ ...opening, userData: app.userData });
}

interface Customer {
  readonly phone: string;
  readonly name: string;
}

async function writes({ name, phone }: Customer, text: string): Promise<any> {
  await platform.control("inbound", { customer: { phone, name }, phoneNumberId: PHONE_NUMBER_ID, type: "text", text });
  return eventually(
    async () => (await platform.backend.json(`/api/v1/conversations?q=${phone}`)).items.find((one: any) => one.lastMessage?.text === text),
    BUSY_MS,
    `“${text}” to arrive`,
  );
}

const conversationOf = async ({ phone }: Customer): Promise<any> => (await platform.backend.json(`/api/v1/conversations?q=${phone}`)).items[0];
const messagesOf = async (customer: Customer): Promise<any[]> =>
  (await platform.backend.json(`/api/v1/conversations/${(await conversationOf(customer)).id}/messages`)).items;
/** How often the platform was asked to send these words. */
const sent = (words: string): number => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(words)).length;

const row = ({ page }: DesktopApp, { name }: Customer): Locator => page.getByRole("option").filter({ hasText: name });
const bubble = ({ page }: DesktopApp, words: string): Locator => page.locator("article[data-direction=out]").filter({ hasText: words });
const field = ({ page }: DesktopApp): Locator => page.locator("[data-composer] textarea");
const isOffline = ({ page }: DesktopApp): Promise<void> =>
  page
    .getByText(/offline/i)
    .first()
    .waitFor({ timeout: BUSY_MS });
const isLive = ({ page }: DesktopApp): Promise<void> => page.getByRole("button", { name: /^Live/ }).first().waitFor({ timeout: BUSY_MS });

async function openThread(app: DesktopApp, customer: Customer): Promise<void> {
  await row(app, customer).click();
  await app.page.getByRole("heading", { level: 2, name: customer.name }).first().waitFor();
}

/** To a view of the inbox by its name. */
const showView = ({ page }: DesktopApp, name: string): Promise<void> =>
  page
    .getByRole("navigation", { name: "Views" })
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();

async function cutNetwork(app: DesktopApp): Promise<void> {
  network.set({ refuses: true });
  network.cut();
  await isOffline(app);
}

test("[I2] [I3] [I16] sent offline, the app killed, opened again and connected: delivered exactly once", { timeout: 300_000 }, async ({ skip }) => {
  if (keyring === undefined) skip(NO_KEYRING);
  const customer = { phone: "447700900401", name: "Amelia Wright" };
  const words = "Of course! Your parcel goes to the new address.";
  let app = await signIn();
  await writes(customer, "Can I still change the delivery address?");
  await row(app, customer).waitFor({ timeout: BUSY_MS });
  await openThread(app, customer);
  await cutNetwork(app);

  await app.page.keyboard.press("r");
  await app.page.keyboard.type(words);
  await app.page.keyboard.press("Enter");
  await bubble(app, words).waitFor();
  expect(await bubble(app, words).getAttribute("data-state")).toBe("queued");
  await keepPicture(app.page, "offline-sent");

  app = await killAndReopen(app);
  await row(app, customer).waitFor({ timeout: BUSY_MS });
  await openThread(app, customer);
  await bubble(app, words).waitFor();
  expect([await bubble(app, words).getAttribute("data-state"), await bubble(app, words).count(), sent(words)]).toEqual(["queued", 1, 0]);
  await keepPicture(app.page, "offline-reopened");

  network.heal();
  await expect.poll(() => bubble(app, words).getAttribute("data-state"), { timeout: BUSY_MS }).toMatch(/^(?:delivered|read)$/);
  // Killed and opened once more: it is not sent again by a second life either.
  app = await killAndReopen(app);
  await isLive(app);
  await writes(customer, "Thank you!");
  await openThread(app, customer);
  await app.page.locator("article[data-direction=in]").filter({ hasText: "Thank you!" }).waitFor({ timeout: BUSY_MS });
  await bubble(app, words).waitFor();
  expect([await bubble(app, words).count(), sent(words), (await messagesOf(customer)).filter(({ text }) => text === words).length]).toEqual([1, 1, 1]);
});

test(
  "[I6] [I7] [I15] a connection that died without a word is noticed, and the list repaired without a refresh and without a gap",
  { timeout: 300_000 },
  async () => {
    const before = { phone: "447700900411", name: "Tom Becker" };
    const during = [1, 2, 3].map((n) => ({ phone: `44770090042${n}`, name: `Nora Quiet ${n}` }));
    const app = await signIn();
    await writes(before, "Message 1");
    await openThread(app, before);
    await isLive(app);
    await app.page.evaluate(() => Reflect.set(globalThis, "sameWindow", true));

    // Nothing of what is open now arrives any more, and neither end is told.
    network.lose();
    // And no other road, before it was seen that this one is dead: a desk that is quick to notice must not be here already.
    network.set({ refuses: true });
    for (const customer of during) await writes(customer, "Is anybody there?");
    for (let n = 2; n <= 5; n += 1) await writes(before, `Message ${n}`);
    expect(await row(app, during[0]!).count()).toBe(0);
    network.set({ refuses: false });

    // Nobody touches anything: the desk finds out by itself, and pulls what it missed.
    for (const customer of during) await row(app, customer).waitFor({ timeout: BUSY_MS });
    const incoming = app.page.locator("article[data-direction=in]");
    await incoming.filter({ hasText: "Message 5" }).waitFor({ timeout: BUSY_MS });
    const shown = (await incoming.allTextContents()).flatMap((text) => /Message \d/.exec(text)?.[0] ?? []);
    expect(shown).toEqual(["Message 1", "Message 2", "Message 3", "Message 4", "Message 5"]);
    expect(await app.page.evaluate(() => Reflect.get(globalThis, "sameWindow"))).toBe(true);
    await isLive(app);
    await writes(before, "Message 6");
    await incoming.filter({ hasText: "Message 6" }).waitFor({ timeout: BUSY_MS });
    await keepPicture(app.page, "offline-repaired");
  },
);

test(
  "[I2] [I3] [I8] [I14] [I16] ten things done offline, the computer's clock a day wrong and back, the app killed: each takes effect once, and countdowns are right",
  { timeout: 600_000 },
  async ({ skip }) => {
    if (keyring === undefined) skip(NO_KEYRING);
    if (FAKETIME === undefined) {
      console.warn(`SKIPPED: ${NO_FAKETIME}`);
      skip(NO_FAKETIME);
    }
    const names = ["Claimed", "Answered", "Noted", "Labelled", "Snoozed", "Resolved", "Reopened", "Assigned", "Pressing", "Drafted"];
    const [claimed, answered, noted, labelled, snoozed, resolved, reopened, assigned, pressing, drafted] = names.map((name, n) => ({
      phone: `4477009005${String(n).padStart(2, "0")}`,
      name: `Customer ${name}`,
    })) as unknown as readonly [Customer, Customer, Customer, Customer, Customer, Customer, Customer, Customer, Customer, Customer];
    const everybody = [claimed, answered, noted, labelled, snoozed, resolved, reopened, assigned, pressing, drafted];
    let app = await signIn({ ownClock: true });
    for (const customer of everybody) await writes(customer, "Where is my parcel?");
    for (const customer of everybody) await row(app, customer).waitFor({ timeout: BUSY_MS });
    const done = await conversationOf(reopened);
    await platform.backend.api(`/api/v1/conversations/${done.id}/resolve`, { body: { outcome: "solved", noReplyNeeded: "goodbye" } });
    await expect.poll(() => row(app, reopened).count(), { timeout: BUSY_MS }).toBe(0);
    const agents = (await platform.backend.json("/api/v1/agents")).items;
    const idOf = (name: string): string => agents.find((one: any) => one.name === name).id;

    await cutNetwork(app);
    const press = (key: string) => app.page.keyboard.press(key);
    const dialog = () => app.page.getByRole("dialog");
    const choose = async (key: string, choice: RegExp): Promise<void> => {
      await press(key);
      await dialog().getByRole("button", { name: choice }).first().click();
      await dialog().waitFor({ state: "detached" });
    };
    const find = async (key: string, words: string): Promise<void> => {
      await press(key);
      await dialog().getByRole("combobox").fill(words);
      await dialog().getByRole("option", { selected: true }).filter({ hasText: words }).waitFor();
      await press("Enter");
      if ((await dialog().count()) > 0) await press("Escape");
      await dialog().waitFor({ state: "detached" });
    };
    const write = async (key: string, words: string, send: boolean): Promise<void> => {
      await press(key);
      await app.page.keyboard.type(words);
      if (send) await press("Enter");
      await press("Escape");
    };

    // Five while the clock is right …
    await openThread(app, claimed);
    await press("c");
    await openThread(app, answered);
    await write("r", "The courier delivers your parcel tomorrow morning.", true);
    await openThread(app, snoozed);
    await choose("s", /In one hour/);
    await openThread(app, resolved);
    await choose("e", /Thanks or goodbye/);
    await showView(app, "Done");
    await openThread(app, reopened);
    await app.page.getByRole("button", { name: "Reopen", exact: true }).click();
    await showView(app, "Due next");

    // … and five while it is more than a day ahead. What the clocks say is then marked as a guess.
    setComputerClock("+26h");
    await row(app, noted).filter({ hasText: "≈" }).waitFor({ timeout: BUSY_MS });
    await keepPicture(app.page, "offline-wrong-clock");
    await openThread(app, noted);
    await write("n", "The depot looks for it.", true);
    await openThread(app, labelled);
    await find("l", "Delivery");
    await openThread(app, assigned);
    await find("a", "Marco");
    await openThread(app, pressing);
    await choose("p", /^High/);
    await openThread(app, drafted);
    await write("r", "A draft that must survive", false);
    await untilJournalled(app.userData, "A draft that must survive");
    await keepPicture(app.page, "offline-ten-things");

    // Killed in the wrong time, opened in the right one, still without a network.
    setComputerClock("+0");
    app = await killAndReopen(app, { ownClock: true });
    await row(app, answered).waitFor({ timeout: BUSY_MS });
    await isOffline(app);
    expect(platform.simulator.sends.filter(({ customer }) => everybody.some(({ phone }) => JSON.stringify(customer).includes(phone)))).toEqual([]);
    await expect.poll(() => row(app, snoozed).count(), { timeout: BUSY_MS }).toBe(0);
    await keepPicture(app.page, "offline-waiting-after-the-kill");

    const healedAt = Date.now();
    network.heal();
    await isLive(app);
    const outcome = async (customer: Customer, isSo: (conversation: any) => boolean, what: string) =>
      eventually(async () => isSo(await conversationOf(customer)), BUSY_MS, `${customer.name} to be ${what}`);
    const me = idOf("Sofia Almeida");
    await outcome(claimed, (one) => one.assignee === me, "mine");
    await eventually(async () => (await messagesOf(answered)).some(({ state }) => ["delivered", "read"].includes(state)), BUSY_MS, "the answer to arrive");
    await outcome(snoozed, (one) => one.state === "snoozed", "snoozed");
    await outcome(resolved, (one) => one.state === "resolved", "resolved");
    await outcome(reopened, (one) => one.state !== "resolved", "open again");
    await outcome(labelled, (one) => one.labels.length === 1, "labelled");
    await outcome(assigned, (one) => one.assignee === idOf("Marco Bianchi"), "Marco's");
    await outcome(pressing, (one) => one.priority === "high", "of high priority");
    console.info(`All but the draft was at the server ${Date.now() - healedAt} ms after the network came back.`);
    // The hour was an hour by the right clock.
    expect(Math.abs(Date.parse((await conversationOf(snoozed)).snoozedUntil) - Date.now() - HOUR)).toBeLessThan(10 * 60_000);
    expect(sent("The courier delivers")).toBe(1);
    expect((await messagesOf(drafted)).filter(({ direction }) => direction === "out")).toEqual([]);

    // The screen says the same, and every countdown is what the server would say: to the second, less what a busy machine takes.
    for (const customer of [snoozed, resolved]) await expect.poll(() => row(app, customer).count(), { timeout: BUSY_MS }).toBe(0);
    await row(app, reopened).waitFor();
    await openThread(app, noted);
    await app.page.getByText("The depot looks for it.").first().waitFor();
    await openThread(app, drafted);
    await expect.poll(() => field(app).inputValue(), { timeout: BUSY_MS }).toBe("A draft that must survive");
    await openThread(app, answered);
    await bubble(app, "The courier delivers").waitFor();
    expect(await bubble(app, "The courier delivers").count()).toBe(1);
    await countdownIsRight(app, noted);
    await keepPicture(app.page, "offline-everything-arrived");

    // And once more while the window lives: the clock a day back, noticed and made good with a connection.
    setComputerClock("-26h");
    await expect.poll(() => clockOf(app), { timeout: BUSY_MS }).toBeLessThan(Date.now() - 25 * HOUR);
    await expect.poll(() => secondsOff(app, noted), { timeout: BUSY_MS }).toBeLessThan(5);
    setComputerClock("+0");
    await expect.poll(() => clockOf(app), { timeout: BUSY_MS }).toBeGreaterThan(Date.now() - HOUR);
    await expect.poll(() => secondsOff(app, noted), { timeout: BUSY_MS }).toBeLessThan(5);
  },
);

const clockOf = ({ page }: DesktopApp): Promise<number> => page.evaluate(() => Date.now());

/** How far the countdown of a row is from what is left until its due instant at the server; far off where it is marked as a guess. */
async function secondsOff(app: DesktopApp, customer: Customer): Promise<number> {
  const { clocks } = await conversationOf(customer);
  const due = clocks.find(({ kind, state }: any) => kind === "first-reply" && state === "running")?.dueAt;
  const text =
    (await row(app, customer)
      .getByRole("img", { name: /First reply/ })
      .textContent()) ?? "";
  const shown = /(?:(\d+):)?(\d\d?):(\d\d)$/u.exec(text.trim());
  if (due === undefined || shown === null || text.includes("≈")) return Number.POSITIVE_INFINITY;
  const left = Number(shown[1] ?? 0) * 3_600 + Number(shown[2]) * 60 + Number(shown[3]);
  return Math.abs(left - (Date.parse(due) - Date.now()) / 1_000);
}

async function countdownIsRight(app: DesktopApp, customer: Customer): Promise<void> {
  await expect.poll(() => secondsOff(app, customer), { timeout: BUSY_MS }).toBeLessThan(5);
}
