import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { setup, teardown } from "../../scripts/e2e-environment.mjs";
import { launchDesktop, ROOT } from "../e2e/desktop-app.ts";

/** Takes the pictures of docs/pictures in the real desktop app with the demo in it: `npm run pictures`, or some: `npm run pictures -- dark 1024`. */
const OUT = join(ROOT, "docs", "pictures");

async function startDemo() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-pictures-"));
  const child = fork(join(ROOT, "backend", "main.ts"), [], {
    env: { ...process.env, PORT: "0", GREENLINE_DATA: folder, GREENLINE_DEMO: "1", LOG_LEVEL: "silent" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const url = await new Promise<string>((resolve) => child.on("message", (message: { readonly type: string; readonly url: string }) => resolve(message.url)));
  return {
    url,
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const settle = (page: Page, ms = 900) => page.waitForTimeout(ms);

/** What the guard says while somebody types, and why; then the answer stands as it was. */
async function guard(page: Page, name: (what: string) => string): Promise<void> {
  const write = async (text: string): Promise<void> => {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(text);
    await settle(page, 1_500);
  };
  await write("Hi Jonathan, today only 20% off all boots, order now! Your card 4111 1111 1111 1111 was was charged.");
  await page.screenshot({ path: name("guard") });
  await page.getByRole("button", { name: "Why?" }).first().click();
  await settle(page);
  await page.screenshot({ path: name("guard-why") });
  await page.locator("[data-composer] textarea").click();
  await write("I'm so sorry, Hannah. I've just spoken to the *depot*: the driver comes back today");
}

/** Why a clock shows what it shows, and everything that is overdue. */
async function clocks(page: Page, open: (customer: string) => Promise<void>, name: (what: string) => string): Promise<void> {
  await open("Hannah Whitfield");
  await page.keyboard.press("w");
  await settle(page, 1_500);
  await page.screenshot({ path: name("why") });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Breached/ }).click();
  await settle(page);
  await page.screenshot({ path: name("overdue") });
  await page.getByRole("button", { name: /^Due next/ }).click();
  await settle(page);
}

/** The guard's page: a rule that speaks often, opened, and the last month under another gravity. */
async function guardSettings(page: Page, name: (what: string) => string): Promise<void> {
  await page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: "Guard" }).click();
  await page.locator("[data-rule='G-NAME']").click();
  await settle(page, 1_500);
  await page.screenshot({ path: name("guard-settings") });
  await page.getByLabel("Gravity").selectOption("off");
  await page.getByRole("button", { name: "See last month under it" }).click();
  await settle(page, 4_000);
  await page.screenshot({ path: name("guard-preview") });
  await page.getByRole("button", { name: "Discard" }).click();
}

/** Policies with their editor, a calendar, and the past under a stricter draft. */
async function settings(page: Page, name: (what: string) => string): Promise<void> {
  const tab = (tabName: string) => page.getByRole("navigation", { name: "Settings" }).getByRole("button", { name: tabName }).click();
  await tab("Response times");
  await settle(page, 1_500);
  await page.screenshot({ path: name("policies") });
  await page.getByRole("button", { name: "Billing", exact: true }).click();
  await settle(page);
  await page.screenshot({ path: name("policy-editor") });
  await page.getByRole("button", { name: "Billing", exact: true }).click();
  await page.getByRole("button", { name: "Default", exact: true }).click();
  // A stricter promise to everybody, so that there is a difference to see.
  await page.locator('input[data-path*="first-reply"]').first().fill("6");
  await page.keyboard.press("Tab");
  await tab("Calendars");
  await settle(page, 1_500);
  await page.getByRole("button", { name: "Billing hours" }).first().click();
  await settle(page);
  await page.screenshot({ path: name("calendar-editor") });
  await tab("What if");
  await settle(page);
  await page
    .getByRole("button", { name: /Replay/ })
    .first()
    .click();
  await settle(page, 2_500);
  await page.screenshot({ path: name("what-if") });
}

async function series(url: string, scheme: "light" | "dark", size: { readonly width: number; readonly height: number }): Promise<void> {
  const name = (what: string) => join(OUT, `${what}-${scheme}${size.width === 1440 ? "" : `-${size.width}`}.png`);
  const desktop = await launchDesktop({ env: { GREENLINE_SERVER_URL: url, LANGUAGE: "en", LANG: "en_GB.UTF-8" }, args: ["--lang=en-GB"] });
  const { app, page } = desktop;
  try {
    await app.evaluate(
      ({ BrowserWindow, nativeTheme }, { height, theme, width }) => {
        nativeTheme.themeSource = theme;
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      },
      { ...size, theme: scheme },
    );
    await page.emulateMedia({ colorScheme: scheme });
    const demo = page.getByRole("button", { name: "Try with demo data" });
    await demo.waitFor();
    await settle(page);
    await page.screenshot({ path: name("sign-in") });
    await demo.click();
    await page.getByRole("option").first().waitFor();
    await settle(page, 2_500);
    await page.screenshot({ path: name("list") });

    const open = async (customer: string): Promise<void> => {
      await page.keyboard.press("/");
      await page.keyboard.type(customer);
      await page.getByRole("option").filter({ hasText: customer }).first().click();
      await settle(page);
      await page.keyboard.press("/");
      await page.keyboard.press("Escape");
      await settle(page);
    };
    await open("Hannah Whitfield");
    await page.screenshot({ path: name("thread") });
    await page.keyboard.press("r");
    await page.keyboard.type("I'm so sorry, Hannah. I've just spoken to the *depot*: the driver comes back today");
    await settle(page);
    await page.screenshot({ path: name("composer") });
    await guard(page, name);

    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await open("Roberto Costa");
    await page.keyboard.press("t");
    await settle(page);
    await page.screenshot({ path: name("template") });

    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await open("Marcus Bell");
    await page.context().setOffline(true);
    await page.keyboard.press("r");
    await page.keyboard.type("Good morning Marcus! Here is the invoice for March again.");
    await page.keyboard.press("Enter");
    await page
      .getByText(/Offline/)
      .first()
      .waitFor({ timeout: 20_000 });
    await settle(page);
    await page.screenshot({ path: name("offline") });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.context().setOffline(false);
    await clocks(page, open, name);
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await settle(page, 1_500);
    await page.screenshot({ path: name("handoffs") });
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    // The forecast is counted when somebody looks.
    await page.getByText(/^In each half-hour/).waitFor();
    await settle(page, 2_500);
    await page.screenshot({ path: name("board") });
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await settle(page, 2_500);
    await page.screenshot({ path: name("settings") });
    await settings(page, name);
    await guardSettings(page, name);
    await page.getByRole("button", { name: "Reports", exact: true }).click();
    await page.getByRole("row", { name: /^All/ }).waitFor();
    await settle(page);
    await page.screenshot({ path: name("reports") });
  } finally {
    await desktop.close();
  }
}

mkdirSync(OUT, { recursive: true });
await setup();
const demo = await startDemo();
try {
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  const [onlyScheme, onlyWidth] = process.argv.slice(2);
  for (const scheme of ["light", "dark"] as const)
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 },
    ])
      if ((onlyScheme ?? scheme) === scheme && (onlyWidth ?? String(size.width)) === String(size.width)) await series(demo.url, scheme, size);
} finally {
  await demo.stop();
  await teardown();
}
