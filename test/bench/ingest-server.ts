import { createHmac, timingSafeEqual } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWebhook } from "../../backend/http/webhook.ts";
import { startRawInbox } from "../../backend/ingest/raw-inbox.ts";
import { systemClock } from "../../backend/system-clock.ts";

/** One of the servers that the ingest benchmark compares, as a process of its own: `limit` or `ours`. */
const SECRET = "bench";
const server = process.argv[2] === "limit" ? limit() : ours();
server.listen(0, "127.0.0.1", () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.on("message", () => process.send?.({ cpu: process.cpuUsage() }));

/** Reads the body and checks the signature: what every endpoint of the platform must do. */
function limit() {
  return createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const given = Buffer.from(String(request.headers["x-hub-signature-256"]).slice(7), "hex");
      const fits = timingSafeEqual(createHmac("sha256", SECRET).update(Buffer.concat(chunks)).digest(), given);
      response.writeHead(fits ? 200 : 401, { "content-length": "0" }).end();
    });
  });
}

/** The product's webhook door with its durable raw inbox. */
function ours() {
  const folder = mkdtempSync(join(tmpdir(), "greenline-bench-"));
  process.on("SIGTERM", () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
  const inbox = startRawInbox({ path: join(folder, "webhooks.db"), masterKey: new Uint8Array(32) });
  return createServer(createWebhook({ clock: systemClock, inbox, appSecrets: [SECRET], verifyToken: undefined, metrics: { webhooks: () => {} } }));
}
