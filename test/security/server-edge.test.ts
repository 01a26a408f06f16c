import { request, type IncomingMessage } from "node:http";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BOOTSTRAP, sign, startTestBackend, type TestBackend } from "../backend/running-backend.ts";

let home = "";
let backend: TestBackend;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "greenline-edge-"));
  mkdirSync(join(home, "inbox"));
  for (const page of ["index.html", "wallboard.html"]) writeFileSync(join(home, "inbox", page), "<!doctype html><title>x</title>");
  writeFileSync(join(home, "beside.html"), "not yours");
  backend = await startTestBackend({ folder: join(home, "inbox-data"), env: { GREENLINE_INBOX_DIR: join(home, "inbox") } });
});
afterAll(async () => {
  await backend.stop();
  rmSync(home, { recursive: true, force: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`${backend.url}${path}`, init);

describe("the headers", () => {
  test("[H52] of every answer tell a browser to guess nothing, to frame nothing, and to hand on no address", async () => {
    const answers = ["/health/live", "/metrics", "/api/v1/hello", "/api/v1/conversations", "/api/v1/openapi.json", "/nowhere", "/", "/wallboard"];
    for (const path of answers) {
      const { headers } = await get(path);
      expect([path, Object.fromEntries(headers)]).toEqual([
        path,
        expect.objectContaining({
          "x-content-type-options": "nosniff",
          "x-frame-options": "SAMEORIGIN",
          "referrer-policy": "no-referrer",
          "cross-origin-opener-policy": "same-origin",
          "strict-transport-security": expect.stringContaining("max-age=31536000"),
          "x-dns-prefetch-control": "off",
          "content-security-policy": expect.stringContaining("default-src 'none'"),
        }),
      ]);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect([path, headers.get("x-powered-by"), headers.get("server")]).toEqual([path, null, null]);
    }
  });

  test("[H52] [H27] what people may read lies in no cache of a browser", async () => {
    for (const path of ["/api/v1/conversations", "/api/v1/people", "/api/v1/me", "/api/v1/audit", "/api/v1/export"]) {
      const { headers } = await get(path, { headers: { authorization: `Bearer ${BOOTSTRAP}` } });
      expect([path, headers.get("cache-control")]).toEqual([path, "no-store"]);
    }
    expect((await get("/api/v1/conversations")).headers.get("cache-control"), "not even a refusal").toBe("no-store");
  });

  test("[H52] [H7] the inbox in a browser has its own policy, and once", async () => {
    for (const path of ["/", "/wallboard"]) {
      const policy = (await get(path)).headers.get("content-security-policy") ?? "";
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy.match(/default-src/g)).toHaveLength(1);
      expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    }
  });

  test("[H52] the platform's door says nothing, or plain text", async () => {
    const refused = await get("/webhooks/whatsapp", { method: "POST", body: "{}" });
    expect([refused.status, await refused.text()]).toEqual([401, ""]);
    const challenged = await get("/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=<script>");
    expect([challenged.headers.get("content-type"), challenged.headers.get("x-content-type-options")]).toEqual(["text/plain; charset=utf-8", "nosniff"]);
  });

  test("[H37] [H52] a page of somebody else's may not read what a person may", async () => {
    const from = async (origin: string) => (await get("/api/v1/hello", { headers: { origin } })).headers.get("access-control-allow-origin");
    expect(await from("https://evil.example")).toBeNull();
    expect(await from("null")).toBeNull();
    expect(await from("app://greenline")).toBe("app://greenline");
  });
});

describe("what lies on disk", () => {
  const ways = ["../beside.html", "..%2fbeside.html", "%2e%2e/beside.html", "%2e%2e%2fbeside.html", "..%5cbeside.html", "%252e%252e%252fbeside.html"];

  test.each([...ways, ...ways.map((way) => `assets/../${way}`), "../inbox-data/greenline.db", "..%2finbox-data%2fgreenline.db", "/etc/passwd", "%00", ".env"])(
    "[H49] [H52] outside of the built inbox is not served at /%s",
    async (path) => {
      // By hand: fetch would tidy the path up before it asks.
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        request(`${backend.url}`, { path: `/${path}` }, resolve)
          .on("error", reject)
          .end();
      });
      let body = "";
      for await (const chunk of answer) body += String(chunk);
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(body).not.toMatch(/not yours|SQLite|root:/);
    },
  );
});

describe("what is too much", () => {
  test("[H41] is refused with its own status, and the next request is answered", async () => {
    const large = JSON.stringify({ name: "x".repeat(1_100_000) });
    const asked = await get("/api/v1/agents", {
      method: "POST",
      headers: { authorization: `Bearer ${BOOTSTRAP}`, "content-type": "application/json" },
      body: large,
    });
    expect(asked.status).toBe(413);

    const flood = Buffer.alloc(5 * 1024 * 1024, "x");
    const posted = await get("/webhooks/whatsapp", { method: "POST", headers: { "x-hub-signature-256": sign(flood) }, body: flood }).then(
      ({ status }) => status,
      // Cut off while it was still sending.
      () => 413,
    );
    expect(posted).toBe(413);
    expect((await get("/health/live")).status).toBe(200);
  });
});

/** A bare websocket that speaks engine.io by hand; resolves with its first packet. */
async function openSocket(): Promise<{ readonly socket: WebSocket; readonly first: Readonly<Record<string, unknown>> }> {
  const socket = new WebSocket(`${backend.url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  const first = await new Promise<string>((resolve, reject) => {
    socket.addEventListener("message", ({ data }) => resolve(String(data)), { once: true });
    socket.addEventListener("error", () => reject(new Error("refused")), { once: true });
  });
  return { socket, first: JSON.parse(first.slice(1)) };
}

describe("the socket", () => {
  test("[H41] is a websocket from the first byte: no polling, and no client handed out", async () => {
    expect((await get("/socket.io/?EIO=4&transport=polling")).status).toBe(400);
    expect((await get("/socket.io/socket.io.js")).status).not.toBe(200);
  });

  test("[H41] says its limits, and compresses nothing", async () => {
    const { first, socket } = await openSocket();
    expect(first).toMatchObject({ upgrades: [], pingInterval: 10_000, pingTimeout: 10_000, maxPayload: 512 * 1024 });
    expect(socket.extensions).toBe("");
    socket.close();
  });

  test("[H41] [H40] is closed by a frame that is larger than that, and the others stay open", async () => {
    const [large, other] = [await openSocket(), await openSocket()];
    const closed = new Promise<number>((resolve) => large.socket.addEventListener("close", ({ code }) => resolve(code), { once: true }));
    large.socket.send("4".repeat(512 * 1024 + 1));
    expect(await closed).toBe(1009);
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
    other.socket.close();
  });
});
