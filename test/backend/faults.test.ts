import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { readConfig } from "../../backend/config.ts";
import { startTestBackend, textWebhook } from "./running-backend.ts";

const MAIN = fileURLToPath(new URL("../../backend/main.ts", import.meta.url));
const cleanups: (() => void)[] = [];
afterEach(() =>
  cleanups
    .splice(0)
    .toReversed()
    .forEach((clean) => clean()),
);

function run(environment: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], LOG_LEVEL: "silent", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  // Not `exit`: what it said last may come after it.
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
}

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), "greenline-"));
  cleanups.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe("a backend that cannot start says why in one go and ends with 1", () => {
  test("names every wrong variable at once", async () => {
    const { code, stderr } = await run({
      PORT: "70000",
      LOG_LEVEL: "loud",
      WHATSAPP_GRAPH_URL: "https://evil.example",
      GREENLINE_BOOTSTRAP_TOKEN: "short",
      DATABASE_URL: "postgres://x",
    });
    expect(code).toBe(1);
    for (const name of ["PORT", "LOG_LEVEL", "GREENLINE_BOOTSTRAP_TOKEN", "DATABASE_URL", "WHATSAPP_APP_SECRET"]) expect(stderr).toContain(name);
    expect(stderr).not.toContain("    at ");
  });

  test("says that the port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    cleanups.push(() => void server.close());
    const { port } = server.address() as { port: number };
    const { code, stderr } = await run({ PORT: String(port), GREENLINE_DATA: folder(), WHATSAPP_APP_SECRET: "x" });

    expect(code).toBe(1);
    expect(stderr.trim()).toBe(`Port ${port} is taken. Stop the other program, or set PORT to a free one (0 finds one).`);
  });

  test("says that the data folder cannot be used", async () => {
    const file = join(folder(), "a-file");
    writeFileSync(file, "");
    const { code, stderr } = await run({ PORT: "0", GREENLINE_DATA: join(file, "data"), WHATSAPP_APP_SECRET: "x" });

    expect(code).toBe(1);
    expect(stderr).toContain("GREENLINE_DATA");
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("configuration", () => {
  const good = { WHATSAPP_APP_SECRET: "x" };
  const faults = (environment: Readonly<Record<string, string>>) => {
    const read = readConfig(environment);
    return read.ok ? [] : read.error;
  };

  test("[H50] refuses to listen to others without a TLS proxy", () => {
    expect(faults({ ...good, HOST: "0.0.0.0" })[0]).toContain("TRUST_PROXY");
    expect(faults({ ...good, HOST: "0.0.0.0", TRUST_PROXY: "1" })).toEqual([]);
  });

  test("[H48] sends to no other address than the platform's own or loopback", () => {
    expect(faults({ ...good, WHATSAPP_GRAPH_URL: "https://graph.facebook.com.evil.example" })).toHaveLength(1);
    expect(faults({ ...good, WHATSAPP_GRAPH_URL: "http://169.254.169.254" })).toHaveLength(1);
    expect(faults({ ...good, WHATSAPP_GRAPH_URL: "http://127.0.0.1:9999" })).toEqual([]);
  });

  test("takes the defaults of the documentation, and empty variables as not set", () => {
    expect(readConfig({ ...good, PORT: "", HOST: "" })).toMatchObject({
      ok: true,
      value: { port: 4780, host: "127.0.0.1", graphUrl: "https://graph.facebook.com", graphVersion: "v26.0", demo: false },
    });
    expect(readConfig({ GREENLINE_DEMO: "1" })).toMatchObject({ ok: true, value: { demo: true } });
  });

  test("loads policies from a file where the store has none, and refuses wrong ones with their path", () => {
    const path = join(folder(), "policies.json");
    writeFileSync(
      path,
      JSON.stringify({
        policies: [{ id: "p", version: 1, default: true, conditions: [], targets: { "first-reply": { target: 0, calendar: "missing" } } }],
        calendars: {},
      }),
    );
    expect(faults({ ...good, GREENLINE_POLICIES: path }).join("\n")).toContain("target");
    expect(faults({ ...good, GREENLINE_POLICIES: `${path}.not-there` })[0]).toContain("cannot be read");
  });
});

test("a full disk answers 503, never 200, and takes webhooks again when there is room", { timeout: 60_000 }, async ({ skip }) => {
  const place = folder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", place], { stdio: "ignore" });
  } catch {
    console.warn("SKIPPED: a small file system cannot be mounted here (needs root), so the full disk was not tested.");
    skip();
  }
  cleanups.push(() => execFileSync("umount", ["-l", place]));
  const backend = await startTestBackend({ folder: place });
  expect((await backend.post(textWebhook({ text: "before" }))).status).toBe(200);
  await backend.settled();

  const filler = join(place, "filler");
  writeFileSync(filler, Buffer.alloc(statfsSync(place).bavail * statfsSync(place).bsize));
  const statuses = new Set<number>();
  for (let i = 0; i < 20; i += 1) statuses.add((await backend.post(textWebhook({ text: "x".repeat(4_000), id: `wamid.full.${i}` }))).status);
  expect([...statuses]).toContain(503);

  rmSync(filler);
  expect((await backend.post(textWebhook({ text: "after", id: "wamid.after" }))).status).toBe(200);
  await backend.settled();
  expect((await backend.json("/api/v1/conversations")).items[0].lastMessage.text).toBe("after");
  await backend.stop({ keep: true });
});
