import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Auth } from "../../backend/auth/auth.ts";
import { createMetrics } from "../../backend/http/metrics.ts";
import { createHttpServer } from "../../backend/http/server.ts";
import { createLog } from "../../backend/log.ts";

const MAIN = fileURLToPath(new URL("../../backend/main.ts", import.meta.url));
/** A bug that is asked for by a message, in the middle of a process that runs. */
const BUG = `process.on("message", (word) => {
  const error = new Error("no such row for 393331234567");
  if (word === "throw") throw error;
  if (word === "reject") Promise.reject(error);
});`;

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "greenline-unforeseen-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(["throw", "reject"])("[H42] after an unforeseen %s the backend says so, listens no longer and ends with 1", async (word) => {
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(BUG)}`, MAIN], {
    env: { ...process.env, PORT: "0", GREENLINE_DATA: folder, WHATSAPP_APP_SECRET: "x", LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [{ url }] = (await once(child, "message")) as [{ readonly url: string }];
  expect((await fetch(`${url}/health/live`)).status).toBe(200);

  const closed = once(child, "close");
  child.send(word);
  expect(await closed).toEqual([1, null]);
  await expect(fetch(`${url}/health/live`)).rejects.toThrow("fetch failed");
  expect(said).toContain("An unforeseen error; the backend ends.");
  expect(said).toContain("no such row for …");
  expect(said, "[H46] the log names nobody, not even then").not.toContain("393331234567");
});

test("[H42] alive and ready are two questions: what has not begun, or is about to end, is sent no work", async () => {
  let ready = false;
  const { app } = await createHttpServer({
    auth: { authenticate: () => undefined } as unknown as Auth,
    routes: [],
    webhook: (_request, response) => void response.end(),
    metrics: createMetrics({ connectedDesks: () => 0, logHead: () => 0, readySends: () => 0 }),
    log: createLog("silent"),
    version: "test",
    trustProxy: false,
    allowsOrigin: () => false,
    isReady: () => ready,
    inboxFolder: undefined,
  });
  const ask = async (path: string) => (await app.inject(path)).statusCode;
  expect([await ask("/health/live"), await ask("/health/ready")]).toEqual([200, 503]);
  ready = true;
  expect([await ask("/health/live"), await ask("/health/ready")]).toEqual([200, 200]);
  await app.close();
});
