import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestPlatform, eventually, type TestPlatform } from "../backend/simulated-platform.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "../faults/tcp-fault-proxy.ts";
import { BUSY_MS, launchDesktop, type DesktopApp } from "./desktop-app.ts";
import { readJournals, untilJournalled } from "./journals.ts";
import { NO_KEYRING, startKeyring, type Keyring } from "./keyring.ts";

/**
 * The whole way of a message, in the real application: a signed webhook from outside, a row with its clocks, the agent's
 * answer by keyboard, one post to the platform, its reports in disorder, and everything still there without a network.
 */
/** A machine that has other things to do is no fault. */
const SOON = { timeout: BUSY_MS };

let platform: TestPlatform;
let network: TcpFaultProxy;
let keyring: Keyring | undefined;
let desktop: DesktopApp;

beforeAll(async () => {
  keyring = await startKeyring();
  platform = await startTestPlatform();
  network = await startTcpFaultProxy(Number(new URL(platform.backend.url).port));
  for (const name of ["Sofia Almeida", "Marco Bianchi"])
    await platform.backend.api("/api/v1/agents", { body: { name, role: "agent", password: "a-good-password" } });
  desktop = await openAs("Sofia Almeida");
});
afterAll(async () => {
  await desktop?.close().catch(() => {});
  await network?.stop();
  await platform?.stop();
  keyring?.stop();
});

async function open(userData?: string): Promise<DesktopApp> {
  return launchDesktop({ env: { GREENLINE_SERVER_URL: network.url }, args: keyring?.args ?? [], ...(userData === undefined ? {} : { userData }) });
}

async function openAs(name: string): Promise<DesktopApp> {
  const opened = await open();
  const threads: string[] = [];
  opened.page.on("worker", (thread) => void threads.push(thread.url()));
  await opened.page.getByLabel("Name", { exact: true }).fill(name);
  await opened.page.getByLabel("Password").fill("a-good-password");
  await opened.page.keyboard.press("Enter");
  await opened.page.getByText("Due next").first().waitFor();
  // [PF7] Where no thread can be had the page reads by itself, and nobody would notice.
  expect(threads.filter((url) => url.includes("snapshot-worker"))).toHaveLength(1);
  return opened;
}

const row = (app: DesktopApp, name: string) => app.page.getByRole("option").filter({ hasText: name });

test("[S1] [W1] [I3] [I10] a customer's message becomes a row with ring and clock, is answered by keyboard once, and is read in the end", async () => {
  const { page } = desktop;
  await platform.control("behaviour", { outcome: "accept", statusPlan: ["read", "sent", "delivered"] });
  await platform.control("inbound", {
    customer: { phone: "447700900118", name: "Amelia Wright" },
    type: "text",
    text: "Can I still change the delivery address?",
  });

  const strip = row(desktop, "Amelia Wright");
  await strip.waitFor();
  expect(await strip.textContent()).toContain("Can I still change the delivery address?");
  await expect.poll(() => strip.locator("svg[data-tone=ok]").count(), SOON).toBe(1);
  const chip = strip.getByRole("img", { name: /First reply due in/ });
  await chip.waitFor();
  const before = await chip.textContent();
  expect(before).toMatch(/First reply\s*1[45]:\d\d/);
  // It is a live clock.
  await expect.poll(() => chip.textContent(), SOON).not.toBe(before);

  // Typed without a pause, as people do: no letter may be lost, or taken for another shortcut.
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  await page.keyboard.type("Of course! Where should it go?");
  await page.keyboard.press("Enter");

  const answer = page.locator("article[data-direction=out]").filter({ hasText: "Of course! Where should it go?" });
  await answer.waitFor();
  await expect.poll(() => answer.getAttribute("data-state"), SOON).toBe("read");
  expect(platform.simulator.sends).toHaveLength(1);

  await page.getByText("met", { exact: false }).first().waitFor();
  const { items } = await platform.backend.json("/api/v1/conversations");
  expect(items[0].clocks.find(({ kind }: { kind: string }) => kind === "first-reply")).toMatchObject({ state: "met" });
});

test("[I5] a second agent's window sees every change within a second, and of two who claim one is told who won", async () => {
  const second = await openAs("Marco Bianchi");
  try {
    await platform.control("inbound", { customer: { phone: "447700900222", name: "Tom Becker" }, type: "text", text: "Where is my parcel?" });
    for (const app of [desktop, second]) await row(app, "Tom Becker").waitFor();
    for (const app of [desktop, second]) {
      await row(app, "Tom Becker").click();
      await app.page.getByText("Where is my parcel?").last().waitFor();
      await app.page.keyboard.press("Escape");
    }

    // Both have pressed before either can have heard of the other.
    network.set({ there: { flow: "freeze" } });
    await Promise.all([desktop, second].map((app) => app.page.keyboard.press("c")));
    network.heal();
    const owner = await eventually(async () => (await platform.backend.json("/api/v1/conversations?q=Tom")).items[0].assignee, BUSY_MS, "somebody to have it");
    const agents = (await platform.backend.json("/api/v1/agents")).items;
    const winner = agents.find(({ id }: { id: string }) => id === owner).name;
    const loser = winner === "Sofia Almeida" ? second : desktop;
    await loser.page.getByText(`${winner} was faster`, { exact: false }).first().waitFor();

    // Within a second on the other desk: a note is written there and read here.
    const id = (await platform.backend.json("/api/v1/conversations?q=Tom")).items[0].id;
    const began = Date.now();
    await platform.backend.api(`/api/v1/conversations/${id}/resolve`, { body: { outcome: "done", noReplyNeeded: "test" } });
    for (const app of [desktop, second]) await expect.poll(() => row(app, "Tom Becker").count(), SOON).toBe(0);
    console.info(`A change was on both desks after ${Date.now() - began} ms, the request included.`);
  } finally {
    await second.close();
  }
});

test("[I3] [I16] killed and opened again without a network, everything is there, and what is written waits", async ({ skip }) => {
  if (keyring === undefined) skip(NO_KEYRING);
  const { page } = desktop;
  await row(desktop, "Amelia Wright")
    .first()
    .click()
    .catch(() => {});
  await page
    .getByRole("button", { name: /Due next/ })
    .first()
    .click();
  const strip = row(desktop, "Amelia Wright");
  await strip.waitFor();
  await strip.click();
  await page.getByRole("heading", { level: 2, name: "Amelia Wright" }).first().waitFor();
  await page.locator("[data-composer] textarea").fill("A draft that must survive");

  const { userData } = desktop;
  await untilJournalled(userData, "A draft that must survive");
  const gone = once(desktop.app.process(), "exit");
  desktop.app.process().kill("SIGKILL");
  await gone;
  expect(readJournals(userData)).toEqual([expect.stringContaining("A draft that must survive")]);
  network.set({ refuses: true });
  network.cut();

  desktop = await open(userData);
  await row(desktop, "Amelia Wright").waitFor();
  await row(desktop, "Amelia Wright").click();
  await desktop.page.locator("article").filter({ hasText: "Where should it go?" }).waitFor();
  await expect.poll(() => desktop.page.locator("[data-composer] textarea").inputValue(), SOON).toBe("A draft that must survive");
  await desktop.page
    .getByText(/offline/i)
    .first()
    .waitFor();

  await desktop.page.locator("[data-composer] textarea").focus();
  await desktop.page.keyboard.press("Enter");
  const waiting = desktop.page.locator("article[data-direction=out]").filter({ hasText: "A draft that must survive" });
  await waiting.waitFor();
  expect(await waiting.getAttribute("data-state")).toBe("queued");
});
