import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildStale } from "../../scripts/build.mjs";
import { setup, teardown } from "../../scripts/e2e-environment.mjs";
import { startTestBackend } from "../backend/running-backend.ts";
import { createClosing, say, temporaryFolder } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * PF13: from starting Electron to a window that is shown and has painted something, Greenline beside a hello page in the same
 * Electron. Ordinary starts: each profile has been used once before.
 */
const ROOT = resolve(import.meta.dirname, "../..");
const RUNS = Number(process.env["BENCH_RUNS"] ?? 7);
const TIME_LIMIT = 60_000;

/** Runs the application named by BENCH_APP and BENCH_MAIN, says when its window is shown and what it painted when, and ends. */
const STARTER = `
const { app } = require("electron");
const { join } = require("node:path");
const now = () => performance.timeOrigin + performance.now();
app.on("browser-window-created", (_event, window) => {
  const shown = new Promise((seen) => window.once("show", () => seen(now())));
  const loaded = new Promise((done) => window.webContents.once("did-finish-load", done));
  void Promise.all([shown, loaded]).then(async ([at]) => {
    const painted = await window.webContents.executeJavaScript(\`new Promise((seen) => {
      const look = () => {
        const entry = performance.getEntriesByName("first-contentful-paint")[0];
        if (entry === undefined) setTimeout(look, 5);
        else seen(performance.timeOrigin + entry.startTime);
      };
      look();
    })\`);
    process.stdout.write("BENCH " + JSON.stringify({ shown: at, painted }) + "\\n", () => app.exit(0));
  });
});
app.setAppPath(process.env.BENCH_APP);
require(join(process.env.BENCH_APP, process.env.BENCH_MAIN));
`;

/** What every Electron application does, and nothing else; its window is as large and as locked in as ours. */
const HELLO = `
const { app, BrowserWindow } = require("electron");
const { join } = require("node:path");
app.setPath("userData", process.env.GREENLINE_USER_DATA);
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, autoHideMenuBar: true, webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false } });
  window.once("ready-to-show", () => window.show());
  void window.loadFile(join(__dirname, "hello.html"));
});
`;

interface Start {
  readonly shown: number;
  readonly content: number;
}

/** Milliseconds from the start of the process. */
function start(starter: string, env: Readonly<Record<string, string>>): Promise<Start> {
  return new Promise((done, fail) => {
    const began = performance.timeOrigin + performance.now();
    const child = spawn(process.env["GREENLINE_E2E_ELECTRON"] ?? "", [starter, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    let complained = "";
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()));
    const timer = setTimeout(() => child.kill("SIGKILL"), TIME_LIMIT);
    child.once("error", fail);
    child.once("close", () => {
      clearTimeout(timer);
      const line = /^BENCH (.*)$/m.exec(printed)?.[1];
      if (line === undefined) return fail(new Error(`No window was shown within ${TIME_LIMIT / 1_000} s.\n${printed}${complained}`));
      const { painted, shown } = JSON.parse(line) as { readonly shown: number; readonly painted: number };
      done({ shown: shown - began, content: Math.max(shown, painted) - began });
    });
  });
}

export async function benchStart() {
  const closing = createClosing();
  try {
    closing.own(await setup(), teardown);
    await buildStale(["renderer"], { report: say });
    const backend = closing.own(await startTestBackend(), ({ stop }) => stop());
    const { folder } = closing.own(temporaryFolder(), ({ remove }) => remove());

    const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
    for (const name of ["starter", "hello"]) mkdirSync(join(folder, name));
    write("starter/package.json", JSON.stringify({ name: "starter", version: "1.0.0", main: "main.cjs" }));
    write("starter/main.cjs", STARTER);
    write("hello/main.cjs", HELLO);
    write("hello/hello.html", '<!doctype html><meta charset="utf-8"><title>Hello</title><h1>Hello</h1>');

    const starter = join(folder, "starter");
    const hello = () => start(starter, { BENCH_APP: join(folder, "hello"), BENCH_MAIN: "main.cjs", GREENLINE_USER_DATA: join(folder, "profile-hello") });
    const greenline = () =>
      start(starter, {
        BENCH_APP: ROOT,
        BENCH_MAIN: "dist/electron/main.cjs",
        GREENLINE_USER_DATA: join(folder, "profile-greenline"),
        GREENLINE_SERVER_URL: backend.url,
      });

    const first = { hello: await hello(), greenline: await greenline() };
    const runs: { readonly hello: Start; readonly greenline: Start }[] = [];
    for (let run = 0; run < RUNS; run += 1) runs.push({ hello: await hello(), greenline: await greenline() });

    const figures = (pick: (start: Start) => number) => {
      const [limit, ours] = [runs.map((run) => pick(run.hello)), runs.map((run) => pick(run.greenline))];
      return { limit: { what: "hello page", ...spread(limit) }, ours: spread(ours), ratio: rounded(median(ours) / median(limit)) };
    };
    const [shown, content] = [figures((one) => one.shown), figures((one) => one.content)];
    return {
      id: "PF13",
      what: "start of Electron to the window shown (ms), and to shown with content painted",
      shown,
      content,
      firstStart: {
        hello: rounded(first.hello.content),
        greenline: rounded(first.greenline.content),
        what: "content, with a new profile; once, not interleaved",
      },
      goal: "at most 1.3 × hello",
      met: { shown: shown.ratio <= 1.3, content: content.ratio <= 1.3 },
    };
  } finally {
    await closing.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchStart);
