import type { IncomingMessage, ServerResponse } from "node:http";
import { toInstant, type Clock } from "../../shared/time.ts";
import { sameSecret } from "../auth/tokens.ts";
import type { RawInbox } from "../ingest/raw-inbox.ts";
import { isSigned } from "../ingest/signature.ts";
import type { Metrics } from "./metrics.ts";

interface Deps {
  readonly clock: Clock;
  readonly inbox: RawInbox;
  readonly appSecrets: readonly string[];
  readonly verifyToken: string | undefined;
  readonly metrics: Pick<Metrics, "webhooks">;
}

export const WEBHOOK_PATH = "/webhooks/whatsapp";
/** The platform says up to 3 MB; a little more is kept too, so that nothing at the border is lost. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The platform's door, on bare node:http so that it pays for nothing that it does not use (PF1). 200 means: on disk. What a
 * body means is found out later, so no body can make the platform send it again for days.
 */
export const createWebhook =
  ({ appSecrets, clock, inbox, metrics, verifyToken }: Deps) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === "GET") return challenge(request, response, verifyToken);
    if (request.method !== "POST") return end(response, 405);

    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BYTES) {
        end(response, 413);
        request.destroy();
        return;
      }
      chunks.push(chunk);
    });
    request.on("end", () => {
      const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      const signature = request.headers["x-hub-signature-256"];
      if (!isSigned(body, typeof signature === "string" ? signature : undefined, appSecrets)) {
        metrics.webhooks("refused");
        return end(response, 401);
      }
      inbox.append({ body, receivedAt: toInstant(clock.now()) }).then(
        () => {
          metrics.webhooks("stored");
          end(response, 200);
        },
        // Not on disk, so not 200: the platform will send it again.
        () => {
          metrics.webhooks("unavailable");
          end(response, 503);
        },
      );
    });
    request.on("error", () => response.destroy());
  };

/** [H32] The subscription's handshake; a wrong token learns nothing. */
function challenge(request: IncomingMessage, response: ServerResponse, verifyToken: string | undefined): void {
  const query = new URL(request.url ?? "", "http://webhook").searchParams;
  const given = query.get("hub.verify_token") ?? "";
  const fits = verifyToken !== undefined && sameSecret(given, verifyToken) && query.get("hub.mode") === "subscribe";
  if (!fits) return end(response, 403);
  response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" }).end(query.get("hub.challenge") ?? "");
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status, { "content-length": "0" });
  response.end();
}
