import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mediaIds } from "../../backend/cloud-api/simulator/media.ts";
import { findChromium } from "../../scripts/e2e-environment.mjs";
import { startTestBackend, textWebhook, type TestBackend } from "../backend/running-backend.ts";
import { startTestPlatform, type TestPlatform } from "../backend/simulated-platform.ts";
import { BUSY_MS, launchDesktop, removeProfile, ROOT, type DesktopApp } from "./desktop-app.ts";

/**
 * The application as it is built, with a customer who means harm and a script in its page that tries every way out. Each test
 * goes on where the one before it ended.
 */
const CUSTOMER = "447700900666";
const NAME = `Customer ${CUSTOMER.slice(-3)}`;
const HOSTILE = [
  "<img src=x onerror=\"document.title='broken in'\">",
  "<script>document.title='broken in'</script>",
  "<svg/onload=alert(1)>",
  "<iframe srcdoc=\"<script>top.document.title='broken in'</script>\"></iframe>",
  "javascript:alert(1) JAVASCRIPT:alert(1) data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd smb://host/share ms-msdt:/id search-ms:query=x",
  "*<b onmouseover=alert(1)>bold</b>* _<style>*{display:none}</style>_",
  "https://gооgle.com/login and https://user:pass@evil.example/",
];
const ALLOWED = ["DIV", "P", "STRONG", "EM", "S", "CODE", "PRE", "BLOCKQUOTE", "UL", "OL", "LI", "BDI", "A", "SPAN"];

const SOON = { timeout: BUSY_MS };

let platform: TestPlatform;
let desktop: DesktopApp;

beforeAll(async () => {
  platform = await startTestPlatform();
  await platform.backend.api("/api/v1/agents", { body: { name: "Sofia Almeida", role: "agent", password: "a-good-password" } });
  for (const text of HOSTILE) await platform.customerWrites(CUSTOMER, text);
  desktop = await openAtCustomer();
});
afterAll(async () => {
  await desktop?.close().catch(() => {});
  await platform?.stop();
});

/** Signed in, with the customer's thread before one's eyes. */
async function openAtCustomer(): Promise<DesktopApp> {
  const opened = await launchDesktop({ env: { GREENLINE_SERVER_URL: platform.backend.url } });
  const { page } = opened;
  await page.getByLabel("Name", { exact: true }).fill("Sofia Almeida");
  await page.getByLabel("Password").fill("a-good-password");
  await page.keyboard.press("Enter");
  await page.getByRole("option").filter({ hasText: NAME }).click();
  await page
    .locator("article[data-direction=in]")
    .nth(HOSTILE.length - 1)
    .waitFor();
  return opened;
}

/** What the shell has open, and where it is. */
const open = () => desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => `${contents.getType()} ${contents.getURL()}`));
const ALONE = ["window app://greenline/"];

test("[H1] what was built names no address without encryption that anything would ask for", () => {
  /** Names that look like addresses: of markup languages and schemas, and one behind an error's text. Nothing asks for them, and the policy would not let it. */
  const names = /^http:\/\/(?:www\.w3\.org\/|json-schema\.org\/|bit\.ly\/2kdckMn|127\.0\.0\.1(?!\.))/;
  const files = ["dist/electron", "dist/renderer", "dist/renderer/assets"].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => /\.(?:cjs|js|css|html|svg)$/.test(file))
      .map((file) => join(folder, file)),
  );
  expect(files.length).toBeGreaterThan(5);
  const found = files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), "utf8").matchAll(/\b(?:http|ws):\/\/[\w.-]+[^\s"'`<>\\)]*/g)].map(([address]) => ({ file, address })),
  );
  expect(found.filter(({ address }) => !names.test(address))).toEqual([]);
});

test("[H2] [H3] [H4] [H6] [H8] [H9] [H10] [H11] every page that is open has what a page may have and no more", async () => {
  const preferences = await desktop.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => (contents as unknown as { readonly getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences()),
  );
  expect(preferences).toHaveLength(1);
  for (const one of preferences) {
    expect(one).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    for (const on of [
      "nodeIntegrationInWorker",
      "nodeIntegrationInSubFrames",
      "allowRunningInsecureContent",
      "experimentalFeatures",
      "enableBlinkFeatures",
      "navigateOnDragDrop",
    ])
      expect([on, one[on] || false]).toEqual([on, false]);
  }
});

describe("a customer's words", () => {
  test("[H25] are words: no element is made of them, nothing of them runs", async () => {
    const seen = await desktop.page.evaluate((allowed) => {
      const bodies = [...document.querySelectorAll("article[data-direction=in] [dir=auto]")];
      const elements = bodies.flatMap((body) => [...body.querySelectorAll("*")]);
      return {
        text: bodies.map((body) => body.textContent).join("\n"),
        strange: elements.filter(({ tagName }) => !allowed.includes(tagName)).map(({ outerHTML }) => outerHTML),
        handlers: elements.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith("on")),
        schemes: [...new Set(elements.flatMap((element) => (element instanceof HTMLAnchorElement ? element.protocol : [])))],
      };
    }, ALLOWED);
    for (const word of ["onerror=", "<script>", "<svg/onload=alert(1)>", "file:///etc/passwd"]) expect(seen.text).toContain(word);
    expect(seen).toMatchObject({ strange: [], handlers: [] });
    expect(seen.schemes).toEqual(["https:"]);
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toMatch(/Greenline$/);
  });

  test("[H25] a link of look-alike letters says where it goes", async () => {
    expect(await desktop.page.locator("article[data-direction=in]").last().textContent()).toContain("xn--");
  });
});

describe("what is pasted", () => {
  test("[H24] into the composer is its text alone, whatever it looked like", async () => {
    const { page } = desktop;
    await page.evaluate(() => {
      const dressed = Object.assign(document.createElement("p"), { id: "dressed" });
      const link = Object.assign(document.createElement("a"), { href: "https://evil.example", textContent: "the usual place" });
      dressed.append(Object.assign(document.createElement("b"), { textContent: "Send to" }), " ", link);
      document.body.append(dressed);
      (document.activeElement as HTMLElement | null)?.blur();
      getSelection()?.selectAllChildren(dressed);
    });
    await page.keyboard.press("Control+C");
    await page.evaluate(() => {
      document.getElementById("dressed")?.remove();
      document.addEventListener("paste", ({ clipboardData }) => Reflect.set(globalThis, "pasted", [...(clipboardData?.types ?? [])]), {
        capture: true,
        once: true,
      });
    });
    const composer = page.locator("textarea").last();
    await composer.fill("");
    await composer.focus();
    await page.keyboard.press("Control+V");
    await expect.poll(() => composer.inputValue(), SOON).toBe("Send to the usual place");
    expect(await page.evaluate(() => Reflect.get(globalThis, "pasted")), "the markup was on offer").toContain("text/html");
    expect(await page.locator("[contenteditable]:not([contenteditable=false])").count()).toBe(0);
    expect(await page.getByText("the usual place", { exact: true }).count()).toBe(0);
    await composer.fill("");
  });
});

describe("nobody gets out", () => {
  test("[H14] not by a new window, a link with a target, a form or a click with a key held down", async () => {
    await desktop.page.evaluate(() => {
      for (const address of ["javascript:alert(1)", "about:blank", "https://example.com/", "app://greenline/", ""]) window.open(address, "_blank");
      const link = Object.assign(document.createElement("a"), { href: "https://example.com/", target: "_blank", rel: "opener" });
      const form = Object.assign(document.createElement("form"), { action: "https://example.com/", target: "_blank", method: "post" });
      document.body.append(link, form);
      link.click();
      for (const keys of [{ ctrlKey: true }, { shiftKey: true }]) link.dispatchEvent(new MouseEvent("click", { bubbles: true, ...keys }));
      link.dispatchEvent(new MouseEvent("auxclick", { bubbles: true, button: 1 }));
      form.submit();
      link.remove();
      form.remove();
    });
    expect(await open()).toEqual(ALONE);
  });

  test("[H13] not by going somewhere else, in whatever way a page can go", async () => {
    await desktop.page.evaluate(() => {
      for (const address of ["https://example.com/", "file:///etc/passwd", "data:text/html,x", "app://other/"]) {
        location.href = address;
        location.assign(address);
        location.replace(address);
      }
      const refresh = Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: "0; url=https://example.com/" });
      const frame = Object.assign(document.createElement("iframe"), { src: "https://example.com/" });
      document.body.append(refresh, frame);
    });
    // Each of these is decided in another process: what was let through would be seen by then.
    await desktop.page.waitForTimeout(500);
    expect(await open()).toEqual(ALONE);
    expect(await desktop.page.locator("article[data-direction=in]").count()).toBeGreaterThan(0);
    expect(
      await desktop.page.evaluate(() => [...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument?.location.href ?? "out of reach")),
    ).not.toContain("https://example.com/");
    await desktop.page.evaluate(() => document.querySelectorAll("iframe, meta[http-equiv=refresh]").forEach((one) => one.remove()));
  });

  test("[H13] not by a file that is dropped on the window", async () => {
    const session = await desktop.page.context().newCDPSession(desktop.page);
    const data = { items: [], files: ["/etc/hostname"], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) await session.send("Input.dispatchDragEvent", { type, x: 400, y: 300, data });
    await desktop.page.waitForTimeout(300);
    expect(await open()).toEqual(ALONE);
  });

  test("[H11] [H12] not as a guest page", async () => {
    await desktop.page.evaluate(() => {
      const guest = document.createElement("webview");
      guest.setAttribute("src", "https://example.com/");
      guest.setAttribute("nodeintegration", "");
      document.body.append(guest);
    });
    await desktop.page.waitForTimeout(300);
    expect(await open()).toEqual(ALONE);
    expect(await desktop.page.evaluate(() => document.querySelector("webview")?.shadowRoot ?? null)).toBeNull();
  });

  test("[H5] and nobody is let at a camera, a place, a device or the clipboard", async () => {
    const asked = await desktop.page.evaluate(async () => {
      const refusal = (work: () => Promise<unknown>): Promise<string> =>
        work().then(
          () => "granted",
          (error: Error) => error.name,
        );
      const names = ["camera", "microphone", "geolocation", "midi", "clipboard-read", "notifications"];
      const states = names.map(async (name) => [name, (await navigator.permissions.query({ name: name as PermissionName })).state] as const);
      return {
        states: Object.fromEntries(await Promise.all(states)),
        clipboard: await refusal(() => navigator.clipboard.readText()),
        screen: await refusal(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      };
    });
    expect(asked.states).toEqual({
      camera: "denied",
      microphone: "denied",
      geolocation: "denied",
      midi: "denied",
      "clipboard-read": "denied",
      notifications: "granted",
    });
    expect([asked.clipboard, asked.screen]).not.toContain("granted");
  });

  test("[H20] [H17] and the page has found nothing of Electron on its way", async () => {
    const found = await desktop.page.evaluate(() => ({
      globals: ["require", "process", "module", "Buffer", "global", "electron", "ipcRenderer"].filter((name) => Reflect.has(globalThis, name)),
      kinds: [...new Set(Object.values(globalThis.greenline).map((member) => typeof member))],
      changed: Reflect.set(globalThis.greenline, "openExternal", () => true) || Reflect.defineProperty(globalThis, "greenline", { value: {} }),
    }));
    expect(found).toEqual({ globals: [], kinds: ["function"], changed: false });
  });
});

/** The browser takes files away while they are looked through. */
function readWhatIsThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** The files of a profile in which one of these words stands, in either way of writing them. */
const filesWith = (profile: string, words: readonly string[]): readonly string[] =>
  readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readWhatIsThere(file);
      return words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, "utf16le")));
    });

/** As she does it herself from another one, when hers is lost. */
async function shutOut({ api, json }: TestBackend): Promise<void> {
  const elsewhere = { name: "Sofia Almeida", password: "a-good-password", device: { id: "elsewhere", name: "Elsewhere" } };
  const { accessToken } = await (await api("/api/v1/sessions", { token: "", body: elsewhere })).json();
  const devices: readonly { readonly id: string; readonly name: string }[] = (await json("/api/v1/devices", accessToken)).items;
  for (const { id, name } of devices) if (name !== "Elsewhere") await api(`/api/v1/devices/${id}`, { method: "DELETE", token: accessToken });
}

describe("a device that is shut out", () => {
  test("[H27] drops its copy and the pictures it fetched, and shows nothing more", async () => {
    await platform.control("inbound", {
      customer: { phone: CUSTOMER, name: NAME },
      type: "image",
      content: { id: mediaIds.brokenMug, mime_type: "image/png" },
    });
    const { page, userData, ...lost } = await openAtCustomer();
    const replicas = () =>
      page.evaluate(async () => (await indexedDB.databases()).flatMap(({ name = "" }) => (/^greenline-[0-9a-f]{16}$/.test(name) ? name : [])));
    expect(await replicas()).toHaveLength(1);
    await page.locator("article[data-direction=in] img").last().waitFor();
    await expect.poll(() => filesWith(userData, ["/api/v1/media/"]), SOON).not.toEqual([]);

    await shutOut(platform.backend);
    await page.getByLabel("Password").waitFor();
    await expect.poll(replicas, SOON).toEqual([]);
    expect(await page.getByText(NAME).count()).toBe(0);
    await expect.poll(() => filesWith(userData, ["/api/v1/media/"]), SOON).toEqual([]);
    await lost.close();
  });

  test("[H27] leaves no word of a customer's in any file, where databases have folders of their own", async () => {
    const backend = await startTestBackend({ env: { GREENLINE_INBOX_DIR: join(ROOT, "dist", "renderer") } });
    await backend.api("/api/v1/agents", { body: { name: "Sofia Almeida", role: "agent", password: "a-good-password" } });
    for (let n = 0; n < 50; n++) await backend.post(textWebhook({ from: `447700900${100 + n}`, name: "Ottavia Zanetti", text: "my rhododendron is late" }));
    await backend.settled();
    const profile = mkdtempSync(join(tmpdir(), "greenline-browser-"));
    const context = await chromium.launchPersistentContext(profile, { executablePath: findChromium() ?? "", args: ["--no-sandbox", "--disable-gpu"] });
    const [page = await context.newPage()] = context.pages();
    page.setDefaultTimeout(BUSY_MS);
    const words = ["447700900120", "Ottavia Zanetti", "rhododendron"];

    await page.goto(backend.url);
    await page.getByLabel("Name", { exact: true }).fill("Sofia Almeida");
    await page.getByLabel("Password").fill("a-good-password");
    await page.keyboard.press("Enter");
    await page.getByRole("option").filter({ hasText: "Ottavia Zanetti" }).first().waitFor();
    await expect.poll(() => filesWith(profile, words), SOON).not.toEqual([]);

    await shutOut(backend);
    await page.getByLabel("Password").waitFor();
    await expect.poll(() => filesWith(profile, words), SOON).toEqual([]);
    await context.close();
    expect(filesWith(profile, words)).toEqual([]);
    removeProfile(profile);
    await backend.stop();
  });
});
