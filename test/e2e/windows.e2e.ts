import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, PHONE_NUMBER_ID, startTestPlatform, type TestPlatform } from "../backend/simulated-platform.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "../faults/tcp-fault-proxy.ts";
import { BUSY_MS, launchDesktop, type DesktopApp } from "./desktop-app.ts";
import { untilJournalled } from "./journals.ts";
import { keepPicture } from "./keep-picture.ts";

/** The real application with several windows of one person: all are live, one leads, and whichever is lost, nothing else is. */
const CUSTOMER = { phone: "447700900601", name: "Amelia Wright" };

let platform: TestPlatform;
let network: TcpFaultProxy;
let desktop: DesktopApp;

beforeAll(async () => {
  platform = await startTestPlatform();
  network = await startTcpFaultProxy(Number(new URL(platform.backend.url).port));
  await platform.backend.api("/api/v1/agents", { body: { name: "Sofia Almeida", role: "agent", password: "a-good-password" } });
  desktop = await launchDesktop({ env: { GREENLINE_SERVER_URL: network.url } });
});
afterAll(async () => {
  await desktop?.close().catch(() => {});
  await network?.stop();
  await platform?.stop();
});

const row = (page: Page): Locator => page.getByRole("option").filter({ hasText: CUSTOMER.name });
const bubble = (page: Page, words: string): Locator => page.locator("article[data-direction=out]").filter({ hasText: words });
const isLive = (page: Page): Promise<void> => page.getByRole("button", { name: /^Live/ }).first().waitFor({ timeout: BUSY_MS });
/** How often the platform was asked to send these words. */
const sent = (words: string): number => platform.simulator.sends.filter((one) => JSON.stringify(one).includes(words)).length;
const arrives = async (words: string): Promise<void> => void (await eventually(async () => sent(words) === 1, BUSY_MS, `${words} to arrive`));
const comes = (text: string) => platform.control("inbound", { customer: CUSTOMER, phoneNumberId: PHONE_NUMBER_ID, type: "text", text });

async function openThread(page: Page): Promise<void> {
  await row(page).click();
  await page.getByRole("heading", { level: 2, name: CUSTOMER.name }).first().waitFor();
}

const field = (page: Page): Locator => page.locator("[data-composer] textarea");

async function write(page: Page, words: string, send: boolean): Promise<void> {
  await field(page).fill(words);
  if (send) await field(page).press("Enter");
}

async function anotherWindow(from: Page): Promise<Page> {
  const opening = desktop.app.waitForEvent("window", { timeout: BUSY_MS });
  await from.evaluate(() => globalThis.greenline.newWindow());
  const page = await opening;
  page.setDefaultTimeout(BUSY_MS);
  return page;
}

/** Which of the pages holds the lock. */
const leads = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    const mine = await new Promise<string | undefined>((resolve) => {
      void navigator.locks.request("whoami", async () => resolve((await navigator.locks.query()).held?.find(({ name }) => name === "whoami")?.clientId));
    });
    return held.some(({ clientId, name }) => name?.endsWith(" leader") === true && clientId === mine);
  });

test(
  "[I18] [I2] [I16] two windows, no network, the one that leads crashes, the network comes back: delivered once, and every window is live",
  { timeout: 300_000 },
  async () => {
    const first = desktop.page;
    await first.getByLabel("Name", { exact: true }).fill("Sofia Almeida");
    await first.getByLabel("Password").fill("a-good-password");
    await first.keyboard.press("Enter");
    await first.getByText("Due next").first().waitFor();
    await comes("Can I still change the address?");
    await isLive(first);

    // The second is signed in by itself, shows the same, and what is written there goes out.
    const second = await anotherWindow(first);
    await isLive(second);
    await openThread(second);
    expect([await leads(first), await leads(second)]).toEqual([true, false]);
    await write(second, "Of course, to which one?", true);
    await arrives("Of course, to which one?");
    await openThread(first);
    await bubble(first, "Of course, to which one?").waitFor();
    await comes("To 12 Baker Street");
    for (const page of [first, second]) await page.locator("article[data-direction=in]").filter({ hasText: "12 Baker Street" }).first().waitFor();
    await keepPicture(second, "windows-second");

    network.set({ refuses: true });
    network.cut();
    for (const page of [first, second])
      await page
        .getByText(/offline/i)
        .first()
        .waitFor();
    await write(second, "It goes there tomorrow.", true);
    await bubble(second, "It goes there tomorrow.").waitFor();
    await bubble(first, "It goes there tomorrow.").waitFor();
    await write(second, "Half a thought", false);
    await untilJournalled(desktop.userData, "Half a thought");

    await desktop.app.evaluate(({ BrowserWindow }) => {
      const windows = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
      windows[0]?.webContents.forcefullyCrashRenderer();
    });
    await eventually(() => leads(second), BUSY_MS, "the second window to lead");
    // Nothing in it has moved: the thread, what waits, what was being written.
    expect(await bubble(second, "It goes there tomorrow.").getAttribute("data-state")).toBe("queued");
    expect(await field(second).inputValue()).toBe("Half a thought");
    await keepPicture(second, "windows-leads-now");

    network.heal();
    await expect.poll(() => bubble(second, "It goes there tomorrow.").getAttribute("data-state"), { timeout: BUSY_MS }).toMatch(/^(?:delivered|read)$/);
    await isLive(second);
    expect(sent("It goes there tomorrow.")).toBe(1);

    // A third one joins; the one that led second is closed, and nothing stops.
    const third = await anotherWindow(second);
    await isLive(third);
    await second.close();
    await openThread(third);
    await bubble(third, "It goes there tomorrow.").waitFor();
    await expect.poll(() => field(third).inputValue(), { timeout: BUSY_MS }).toBe("Half a thought");
    await write(third, "And here is the number.", true);
    await arrives("And here is the number.");
    expect(sent("It goes there tomorrow.")).toBe(1);

    // The page that crashed was loaded anew; it follows or leads, and signing out in one window signs out all.
    await expect.poll(() => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length), { timeout: BUSY_MS }).toBe(2);
    await third.keyboard.press("Escape");
    await third.keyboard.press("Control+k");
    await third.locator("input:focus[role=combobox]").waitFor();
    await third.keyboard.type("Sign out");
    await third.getByRole("option", { selected: true }).filter({ hasText: "Sign out" }).waitFor();
    await third.keyboard.press("Enter");
    await third.getByLabel("Password").waitFor();
    const signedOut = (): Promise<boolean> =>
      desktop.app.evaluate(async ({ BrowserWindow }) => {
        const shown = await Promise.all(
          BrowserWindow.getAllWindows().map(
            (window) => window.webContents.executeJavaScript("document.querySelector('input[type=password]') !== null") as Promise<boolean>,
          ),
        );
        return shown.every(Boolean);
      });
    await eventually(signedOut, BUSY_MS, "every window to be signed out");
  },
);
