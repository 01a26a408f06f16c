import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { _electron, type ElectronApplication } from "playwright-core";
import { buildStale } from "../../scripts/build.mjs";
import { setup, teardown } from "../../scripts/e2e-environment.mjs";
import { launchDesktop } from "../e2e/desktop-app.ts";
import { NO_KEYRING, startKeyring } from "../e2e/keyring.ts";
import { AGENT, createClosing, say, startFullBackend, temporaryFolder } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";
import { memoryOfTree, totalOf } from "./process-memory.ts";

/**
 * PF14: memory of all processes of the real application with its conversations loaded, as on an ordinary morning (a second start,
 * signed in, everything read from the local store), beside a hello page in the same Electron. The server is elsewhere; beside it, a
 * few conversations.
 */
const SIZES = (process.env["BENCH_SIZES"] ?? "1000,100000").split(",").map(Number);
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const MOST_MORE_MB = 150;
const AGES = { oldest: 8 * 60_000, youngest: 60_000, promised: 22 };
/** Until nothing is done any more: orders prepared, the head saved, and what was read let go of (V8 does that after half a minute of quiet). */
const REST_MS = 45_000;

/** What every Electron application does, and nothing else. */
const HELLO = `
const { app, BrowserWindow } = require("electron");
app.setPath("userData", process.env.GREENLINE_USER_DATA);
void app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900, autoHideMenuBar: true, webPreferences: { contextIsolation: true, sandbox: true } }).loadFile("hello.html"));
`;

const ARGS = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"];

async function atRest(app: ElectronApplication): Promise<Readonly<Record<string, number>>> {
  await pause(REST_MS);
  const pid = app.process().pid;
  if (pid === undefined) throw new Error("The application has ended.");
  return memoryOfTree(pid);
}

export async function benchMemory() {
  const closing = createClosing();
  try {
    closing.own(await setup(), teardown);
    await buildStale(["renderer", "electron"], { report: say });
    const keyring = await startKeyring();
    if (keyring === undefined) throw new Error(NO_KEYRING);
    closing.own(keyring, ({ stop }) => stop());
    const { folder } = closing.own(temporaryFolder(), ({ remove }) => remove());

    const helloFolder = join(folder, "hello");
    mkdirSync(helloFolder);
    writeFileSync(join(helloFolder, "package.json"), JSON.stringify({ name: "hello", version: "1.0.0", main: "main.cjs" }));
    writeFileSync(join(helloFolder, "main.cjs"), HELLO);
    writeFileSync(join(helloFolder, "hello.html"), '<!doctype html><meta charset="utf-8"><title>Hello</title><h1>Hello</h1>');
    const hello = async (): Promise<Readonly<Record<string, number>>> => {
      const app = await _electron.launch({
        executablePath: process.env["GREENLINE_E2E_ELECTRON"] ?? "",
        args: [helloFolder, ...ARGS],
        env: { ...(process.env as Record<string, string>), GREENLINE_USER_DATA: join(folder, "profile-hello") },
      });
      await app.firstWindow();
      const sizes = await atRest(app);
      await app.close();
      return sizes;
    };

    const subjects: { readonly count: number; readonly measure: () => Promise<Readonly<Record<string, number>>> }[] = [];
    for (const count of SIZES) {
      const backend = closing.own(await startFullBackend(count, AGES), ({ stop }) => stop());
      const userData = join(folder, `profile-${count}`);
      const start = async (signIn: boolean): Promise<Readonly<Record<string, number>>> => {
        const desktop = await launchDesktop({ userData, args: keyring.args, env: { GREENLINE_SERVER_URL: backend.url } });
        if (signIn) {
          await desktop.page.getByLabel("Name", { exact: true }).fill(AGENT.name);
          await desktop.page.getByLabel("Password").fill(AGENT.password);
          await desktop.page.keyboard.press("Enter");
        }
        await desktop.page
          .locator(`[role=option][aria-setsize="${count}"]`)
          .first()
          .waitFor({ timeout: 60_000 + count * 5 });
        const sizes = await atRest(desktop.app);
        // The profile stays for the next start.
        await desktop.app.close();
        return sizes;
      };
      say(`${count} conversations: ${Math.round(totalOf(await start(true)))} MB after the first start.`);
      subjects.push({ count, measure: () => start(false) });
    }

    const limit: number[] = [];
    const byProcess: Readonly<Record<string, number>>[] = [];
    const ours = subjects.map((): number[] => []);
    for (let run = 0; run < RUNS; run += 1) {
      limit.push(totalOf(await hello()));
      for (const [at, { measure }] of subjects.entries()) {
        const sizes = await measure();
        ours[at]!.push(totalOf(sizes));
        byProcess[at] = Object.fromEntries(Object.entries(sizes).map(([kind, size]) => [kind, rounded(size)]));
      }
      say(`hello ${Math.round(limit[run]!)} MB; ${subjects.map(({ count }, at) => `${count}: ${Math.round(ours[at]![run]!)} MB`).join(", ")}`);
    }
    const more = rounded(median(ours.at(-1)!) - median(limit));
    return {
      id: "PF14",
      what: "memory of all processes of the desktop application (MB, PSS), the server elsewhere",
      limit: { what: "hello page", ...spread(limit) },
      ours: subjects.map(({ count }, at) => ({ conversations: count, ...spread(ours[at]!), byProcess: byProcess[at] })),
      moreThanHello: more,
      goal: `at most hello + ${MOST_MORE_MB}`,
      met: { more: more <= MOST_MORE_MB },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchMemory);
