import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startNodeBackend } from "../../electron/backend-process.ts";
import { startLocalBackend, type LocalBackend } from "../../electron/local-backend.ts";

// A backend of a few lines that does as its address says; a real process, so that the real way of ending is tried.
const ENTRY = `
import { createServer } from "node:http";
import { appendFileSync } from "node:fs";
const note = (line) => appendFileSync(process.env.NOTES, line + "\\n");
note("start " + process.env.PORT);
if (process.env.FAIL) { console.error("Port is taken."); process.exit(1); }
const server = createServer((request, answer) => {
  if (request.url === "/crash") process.exit(7);
  answer.end(String(process.pid));
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => {
  const url = "http://127.0.0.1:" + server.address().port;
  console.log("Greenline is ready at " + url);
  process.send({ type: "something else" });
  process.send({ type: "ready", url });
});
const stop = () => { note("stop"); process.exit(0); };
process.on("message", (message) => message.type === "stop" && !process.env.DEAF && stop());
process.on("disconnect", stop);
`;

let folder = "";
let backend: LocalBackend | undefined;
let said: { out: string; err: string; reports: string[]; exits: number };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "greenline-backend-"));
  writeFileSync(join(folder, "entry.mjs"), ENTRY);
  said = { out: "", err: "", reports: [], exits: 0 };
});
afterEach(async () => {
  await backend?.stop();
  backend = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const notes = (): readonly string[] => readFileSync(join(folder, "notes"), "utf8").trim().split("\n");

/** However busy the machine is, what stops when asked is not ended; only for the deaf one the wait is short. */
function start(env: Record<string, string> = {}, stopWithinMs = 25_000): LocalBackend {
  backend = startLocalBackend({
    now: Date.now,
    report: (line) => void said.reports.push(line),
    firstPauseMs: 20,
    stopWithinMs,
    start: (port) => {
      const output = { stdout: (text: string) => void (said.out += text), stderr: (text: string) => void (said.err += text) };
      return startNodeBackend(process.execPath, join(folder, "entry.mjs"), { ...process.env, NOTES: join(folder, "notes"), PORT: port ?? "0", ...env }, output);
    },
  });
  return backend;
}

async function until<Value>(look: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await look();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
const pidAt = async (url: string): Promise<string> => (await fetch(url)).text();

test("is ready when it says so, and hands on what it prints", async () => {
  const url = await start().ready;
  expect(await pidAt(url)).toMatch(/^\d+$/);
  expect(said.out).toContain(`Greenline is ready at ${url}`);
});

test("stops when asked, once, and is not started again", async () => {
  await start().ready;
  await backend?.stop();
  await backend?.stop();
  expect(notes()).toEqual(["start 0", "stop"]);
  expect(said.reports).toEqual([]);
});

test("a fault at the start is final: its exit code and its message are handed on", async () => {
  await expect(start({ FAIL: "1" }).ready).rejects.toMatchObject({ exitCode: 1 });
  expect(said.err).toContain("Port is taken.");
  expect(notes()).toHaveLength(1);
});

test("[H42] comes back at the same address after a crash, again and again", async () => {
  const url = await start().ready;
  const pids = new Set([await pidAt(url)]);
  for (let crash = 1; crash <= 2; crash += 1) {
    await fetch(`${url}/crash`).catch(() => {});
    pids.add(await until(() => pidAt(url)));
  }
  expect(pids.size).toBe(3);
  expect(notes()).toEqual(["start 0", `start ${new URL(url).port}`, `start ${new URL(url).port}`]);
  expect(said.reports).toHaveLength(2);
});

test("is ended when it does not stop in time", async () => {
  await start({ DEAF: "1" }, 500).ready;
  await backend?.stop();
  expect(said.reports).toEqual(["The backend did not stop in time and is ended."]);
});

test("can be stopped before it is ready, and while it waits to start again", async () => {
  await start().stop();
  const url = await start().ready;
  await fetch(`${url}/crash`).catch(() => {});
  await backend?.stop();
  await expect(pidAt(url)).rejects.toThrow("fetch failed");
});
