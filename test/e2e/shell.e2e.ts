import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Desktop } from "../../shared/desktop-contract.ts";
import { BUSY_MS, launchDesktop, removeProfile, ROOT, type DesktopApp } from "./desktop-app.ts";

declare global {
  // The page's own global, seen from the functions that Playwright runs there.
  // oxlint-disable-next-line no-var
  var greenline: Desktop;
}

const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>A customer's name</title>
<script>window.inlineScriptRan = true</script><script src="/page.js"></script></head>
<body><h1>Inbox</h1><a id="away" href="https://example.com/">away</a></body></html>`;
// Listens late, as the real inbox does.
const SCRIPT = `window.opened = []; window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.effectiveDirective));
setTimeout(() => window.greenline.onOpenConversation((id) => window.opened.push(id)), 200);`;
const BACKEND = `import { createServer } from "node:http";
const server = createServer((request, answer) => {
  answer.setHeader("access-control-allow-origin", "app://greenline");
  if (request.url === "/crash") process.exit(9);
  answer.end(JSON.stringify({ pid: process.pid, origin: request.headers.origin, origins: process.env.GREENLINE_ORIGINS, demo: process.env.GREENLINE_DEMO }));
});
server.on("error", (error) => { console.error("Port " + process.env.PORT + " is taken."); process.exit(1); });
server.listen(Number(process.env.PORT), "127.0.0.1", () => {
  const url = "http://127.0.0.1:" + server.address().port;
  console.log("Greenline is ready at " + url);
  process.send({ type: "ready", url });
});
process.on("message", ({ type }) => { if (type === "stop") { console.log("The backend stopped."); process.exit(0); } });
process.on("disconnect", () => process.exit(0));
`;

let folder = "";
let desktop: DesktopApp;
let foreign: Server;
let port = "";

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const free = String((server.address() as AddressInfo).port);
  server.close();
  await once(server, "close");
  return free;
}

const testEnv = () => ({
  GREENLINE_INBOX_DIR: join(folder, "inbox"),
  GREENLINE_BACKEND_ENTRY: join(folder, "backend.mjs"),
  GREENLINE_DATA: join(folder, "data"),
  PORT: port,
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "greenline-shell-"));
  mkdirSync(join(folder, "inbox"));
  writeFileSync(join(folder, "inbox", "index.html"), PAGE);
  writeFileSync(join(folder, "inbox", "page.js"), SCRIPT);
  writeFileSync(join(folder, "backend.mjs"), BACKEND);
  port = await freePort();
  // A server that would let anybody in: whatever stays out is held back by the page's policy.
  foreign = createServer((_request, answer) => answer.setHeader("access-control-allow-origin", "*").end("let in")).listen(0, "127.0.0.1");
  await once(foreign, "listening");
  desktop = await launchDesktop({ env: testEnv(), args: ["greenline://conversation/c-start"] });
  await desktop.page.waitForLoadState("load");
});
afterAll(async () => {
  await desktop?.close();
  foreign?.close();
  rmSync(folder, { recursive: true, force: true });
});

const windows = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe("the page", () => {
  test("[H2] [H18] has our own origin and no Node", async () => {
    expect(
      await desktop.page.evaluate(() => ({
        origin: location.origin,
        secure: isSecureContext,
        types: [typeof Reflect.get(globalThis, "require"), typeof Reflect.get(globalThis, "process"), typeof Reflect.get(globalThis, "Buffer")],
      })),
    ).toEqual({
      origin: "app://greenline",
      secure: true,
      types: ["undefined", "undefined", "undefined"],
    });
  });

  test("[H3] [H4] [H6] [H11] runs isolated and in the sandbox", async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
  });

  test("[H20] sees frozen functions of the contract and nothing of Electron", async () => {
    const seen = await desktop.page.evaluate(async () => ({
      facts: await globalThis.greenline.about(),
      frozen: Object.isFrozen(globalThis.greenline),
      kinds: [...new Set(Object.values(globalThis.greenline).map((member) => typeof member))],
    }));
    expect(seen).toMatchObject({ frozen: true, kinds: ["function"], facts: { platform: "linux" } });
  });

  test("[H7] runs no script that stands in the page, no eval, and makes no markup of text", async () => {
    const tried = await desktop.page.evaluate(() => {
      const attempt = (work: () => unknown): string => {
        try {
          work();
          return "done";
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        inline: Reflect.get(globalThis, "inlineScriptRan"),
        markup: attempt(() => (document.body.innerHTML = "<img src=x onerror=alert(1)>")),
        policy: attempt(() => Reflect.get(globalThis, "trustedTypes").createPolicy("evil", {})),
      };
    });
    expect(tried).toEqual({ inline: undefined, markup: "TypeError", policy: "TypeError" });
    // Playwright's own evaluation is let through everything, so this one is asked for by the page.
    await desktop.page.evaluate(
      () =>
        void setTimeout(() => {
          try {
            // oxlint-disable-next-line no-eval
            globalThis.eval("globalThis.evaluated = true");
          } catch (error) {
            Reflect.set(globalThis, "evalError", (error as Error).name);
          }
        }, 0),
    );
    await desktop.page.waitForFunction(() => Reflect.get(globalThis, "evalError") !== undefined);
    expect(await desktop.page.evaluate(() => Reflect.get(globalThis, "evaluated"))).toBeUndefined();
    expect(await desktop.page.evaluate(() => [Reflect.get(globalThis, "evalError"), Reflect.get(globalThis, "violations")])).toEqual([
      "EvalError",
      expect.arrayContaining(["require-trusted-types-for", "trusted-types"]),
    ]);
  });

  test("[H7] reaches its server and no other", async () => {
    const other = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`;
    const reached = await desktop.page.evaluate(async (address) => {
      const { url } = await globalThis.greenline.server();
      return {
        own: await (await fetch(url)).json(),
        other: await fetch(address).then(
          () => "let in",
          (error: Error) => error.name,
        ),
      };
    }, other);
    expect(reached).toMatchObject({ own: { origin: "app://greenline", origins: "app://greenline", demo: "1" }, other: "TypeError" });
  });

  test("[H5] is refused every permission but notifications", async () => {
    const states = await desktop.page.evaluate(async () => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => "granted",
        (error: Error) => error.name,
      );
      const place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve("granted"),
          ({ code }) => resolve(code),
        ),
      );
      return {
        camera,
        place,
        notifications: Notification.permission,
        clipboard: await navigator.clipboard.readText().then(
          () => "granted",
          (error: Error) => error.name,
        ),
      };
    });
    // A machine without a camera says that first.
    expect(["NotAllowedError", "NotFoundError"]).toContain(states.camera);
    expect(states).toMatchObject({ place: 1, notifications: "granted", clipboard: "NotAllowedError" });
  });
});

describe("nobody leaves the page", () => {
  test("[H14] 200 windows are asked for, none opens, nothing falls over", async () => {
    const schemes = [
      "javascript:alert(1)",
      "about:blank",
      "data:text/html,x",
      "file:///etc/passwd",
      "https://example.com/",
      "app://greenline/",
      "blob:x",
      "chrome://gpu",
      "view-source:x",
      "",
    ];
    const opened = await desktop.page.evaluate(
      (addresses) =>
        Array.from({ length: 200 }, (_, n) => window.open(`${addresses[n % addresses.length]}`, n % 3 === 0 ? "_blank" : `w${n}`)).filter(
          (made) => made !== null,
        ).length,
      schemes,
    );
    expect([opened, await windows()]).toEqual([0, 1]);
  });

  test("[H13] neither by script, nor by a link, nor by a form", async () => {
    for (const address of ["https://example.com/", "file:///etc/passwd", "data:text/html,x", "app://other/"]) {
      await desktop.page.evaluate((to) => void (location.href = to), address).catch(() => {});
    }
    await desktop.page.evaluate(() => document.querySelector<HTMLAnchorElement>("#away")?.click());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(desktop.page.url()).toBe("app://greenline/");
    expect(await desktop.page.textContent("h1")).toBe("Inbox");
  });

  test("[H15] nor through the gate with an address that is not allowed", async () => {
    const opened = await desktop.page.evaluate(async () =>
      Promise.all(["file:///etc/passwd", "javascript:1", "ms-msdt:x", "https:evil"].map((address) => globalThis.greenline.openExternal(address))),
    );
    expect(opened).toEqual([false, false, false, false]);
  });

  test("[H18] files outside of the inbox cannot be read through its scheme", async () => {
    const answers = await desktop.page.evaluate(async () =>
      Promise.all(
        ["/..%2f..%2fpackage.json", "/%2e%2e/backend.mjs", "/..%5cbackend.mjs", "/backend.mjs"].map((path) =>
          fetch(`app://greenline${path}`).then(
            ({ status }) => status,
            () => 0,
          ),
        ),
      ),
    );
    for (const status of answers) expect([0, 400, 404]).toContain(status);
  });
});

describe("the shell", () => {
  test("has one title for all, with the number at risk", async () => {
    const title = () => desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
    expect(await title()).toBe("Greenline");
    await desktop.page.evaluate(() => globalThis.greenline.setBadge(3));
    expect(await title()).toBe("(3) Greenline");
    await desktop.page.evaluate(() => globalThis.greenline.setBadge(0));
  });

  test("[H17] refuses what the contract does not allow", async () => {
    expect(await desktop.page.evaluate(() => globalThis.greenline.setBadge(-1).catch((error: Error) => error.message))).toContain(
      "the contract does not allow",
    );
    expect(await desktop.page.evaluate(() => globalThis.greenline.setServer("http://inbox.example"))).toBeNull();
  });

  test("brings the conversation of the link it was started with, and of a second start", async () => {
    const opened = () => desktop.page.evaluate(() => Reflect.get(globalThis, "opened") as string[]);
    await desktop.page.waitForFunction(() => (Reflect.get(globalThis, "opened") as string[]).length > 0);
    expect(await opened()).toEqual(["c-start"]);

    const second = spawn(process.env["GREENLINE_E2E_ELECTRON"] ?? "", [ROOT, "--no-sandbox", "--disable-gpu", "greenline://conversation/c-second"], {
      env: { ...process.env, ...testEnv(), GREENLINE_USER_DATA: desktop.userData },
      stdio: "ignore",
    });
    const [code] = (await once(second, "exit")) as [number];
    await desktop.page.waitForFunction(() => (Reflect.get(globalThis, "opened") as string[]).length > 1);
    expect([code, await opened(), await windows()]).toEqual([0, ["c-start", "c-second"], 1]);
  });

  test("[H42] starts its backend again when it crashes, at the same address", async () => {
    const pid = () => desktop.page.evaluate(async () => ((await (await fetch((await globalThis.greenline.server()).url)).json()) as { pid: number }).pid);
    const before = await pid();
    await desktop.page.evaluate(async () => void (await fetch(`${(await globalThis.greenline.server()).url}/crash`).catch(() => {})));
    await expect.poll(() => pid().catch(() => before), { timeout: BUSY_MS }).not.toBe(before);
  });

  test("brings the page home from an empty one, which nobody is asked about", async () => {
    // The page that is left has the same address and the same heading: it is known by its mark.
    await desktop.page.evaluate(() => void Reflect.set(globalThis, "isLeft", true));
    await desktop.page.evaluate(() => void (location.href = "about:blank"));
    await desktop.page.waitForFunction(() => location.href === "app://greenline/" && !Reflect.has(globalThis, "isLeft"));
    expect(await desktop.page.textContent("h1")).toBe("Inbox");
  });

  test("prints the backend's address, and stops the backend when it ends", async () => {
    expect(desktop.output()).toContain(`Greenline is ready at http://127.0.0.1:${port}`);
    await desktop.app.close();
    // Its last words may be read after its end.
    await expect.poll(desktop.output, { timeout: BUSY_MS }).toContain("The backend stopped.");
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow("fetch failed");
  });
});

test("a port that is taken ends the start with the backend's message and its exit code", async () => {
  const taken = String((foreign.address() as AddressInfo).port);
  const userData = mkdtempSync(join(tmpdir(), "greenline-taken-"));
  const child = spawn(process.env["GREENLINE_E2E_ELECTRON"] ?? "", [ROOT, "--no-sandbox", "--disable-gpu"], {
    env: { ...process.env, ...testEnv(), PORT: taken, GREENLINE_USER_DATA: userData },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  // Not "exit": its last words may not have been read by then.
  const [code] = (await once(child, "close")) as [number];
  removeProfile(userData);
  expect(code).toBe(1);
  expect(said).toContain(`Port ${taken} is taken.`);
});
