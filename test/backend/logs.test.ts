import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sign, textWebhook } from "./running-backend.ts";

const MAIN = fileURLToPath(new URL("../../backend/main.ts", import.meta.url));
const TOKEN = "bootstrap-token-that-must-not-be-logged";

test("[H46] [H53] at the most talkative level the log holds no phone, no name, no word of a message, no token and no password", async () => {
  const folder = mkdtempSync(join(tmpdir(), "greenline-logs-"));
  const child = fork(MAIN, [], {
    env: {
      ...process.env,
      PORT: "0",
      GREENLINE_DATA: folder,
      WHATSAPP_APP_SECRET: "an-app-secret",
      WHATSAPP_ACCESS_TOKEN: "an-access-token",
      WHATSAPP_GRAPH_URL: "http://127.0.0.1:9",
      GREENLINE_BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: "trace",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const url = await new Promise<string>((resolve) => child.on("message", (message: { readonly url: string }) => resolve(message.url)));
  const ask = (path: string, body: unknown, token = TOKEN) =>
    fetch(`${url}${path}`, { method: "POST", body: JSON.stringify(body), headers: { authorization: `Bearer ${token}`, "content-type": "application/json" } });

  const webhook = JSON.stringify(textWebhook({ from: "393331234567", name: "Giulia Ferraro", text: "my secret question" }));
  await fetch(`${url}/webhooks/whatsapp`, { method: "POST", body: webhook, headers: { "x-hub-signature-256": sign(webhook) } });
  await ask("/api/v1/agents", { name: "Sofia Almeida", role: "agent", password: "a-good-password" });
  await ask("/api/v1/sessions", { name: "Sofia Almeida", password: "a-wrong-password", device: { id: "d", name: "Desk" } });
  await ask("/api/v1/agents", "{ broken", "a-token-of-nobody");
  const items = async () =>
    (await (await fetch(`${url}/api/v1/conversations?q=393331234567`, { headers: { authorization: `Bearer ${TOKEN}` } })).json()).items as {
      readonly id: string;
    }[];
  await expect.poll(async () => (await items()).length, { timeout: 30_000 }).toBe(1);
  await ask(`/api/v1/conversations/${(await items())[0]?.id}/messages`, { clientId: "k-1", text: "my secret answer" });
  // Not `exit`: its last lines may come after it.
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  await gone;
  rmSync(folder, { recursive: true, force: true });

  expect(said).toContain("Greenline is ready");
  for (const secret of [
    "393331234567",
    "Giulia",
    "Sofia",
    "secret question",
    "secret answer",
    TOKEN,
    "an-access-token",
    "an-app-secret",
    "a-good-password",
    "a-wrong-password",
    "a-token-of-nobody",
  ])
    expect([secret, said.includes(secret)]).toEqual([secret, false]);
});
