import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createBehaviourQueue } from "./behaviour.ts";
import { createControlRoutes } from "./control-routes.ts";
import { createGraphRoutes, type GraphReply } from "./graph-routes.ts";
import { createWamids } from "./seeded-random.ts";
import { createSendDesk, type Send } from "./send-desk.ts";
import type { SimulatorDeps } from "./simulator-config.ts";
import { createThreadDesk } from "./thread-desk.ts";
import { createWebhookPoster, type WebhookPoster } from "./webhook-poster.ts";
import { createWindowBook } from "./window-book.ts";

export interface Simulator {
  /** Opens the server on loopback and gives its address. Port 0 takes any. */
  readonly listen: (port: number) => Promise<string>;
  readonly close: () => Promise<void>;
  /** Signs and posts a webhook to the backend. */
  readonly post: (payload: unknown) => void;
  readonly poster: WebhookPoster;
  readonly sends: readonly Send[];
  readonly nextWamid: () => string;
  readonly onSend: (listener: (send: Send) => void) => void;
  /** Resolves once the condition holds, asked again at everything that happens here. Rejects after the deadline. */
  readonly until: (condition: () => boolean, deadlineMs?: number) => Promise<void>;
}

const MOST_BYTES = 8 * 1_024 * 1_024;
const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/** The WhatsApp Cloud API as far as an inbox sees it, on this machine only: for tests, for the demo, and without an account. */
export function createSimulator(deps: SimulatorDeps): Simulator {
  const { config, clock, timers } = deps;
  const numbers = new Map(config.numbers.map((number) => [number.phoneNumberId, number]));
  const behaviours = createBehaviourQueue();
  const windows = createWindowBook();
  const nextWamid = createWamids(deps.random);
  const listeners = new Set<(send: Send) => void>();
  const waiters = new Set<() => void>();
  const changed = (): void => [...waiters].forEach((ask) => ask());

  const poster = createWebhookPoster({
    clock,
    timers,
    fetch: deps.fetch ?? fetch,
    appSecret: config.appSecret,
    webhookUrl: config.webhookUrl,
    onChange: changed,
  });
  const post = (payload: unknown): void => {
    windows.note(payload);
    poster.post(JSON.stringify(payload));
    changed();
  };
  const postRaw = (body: string): void => {
    windows.note(parsed(body));
    poster.post(body);
    changed();
  };
  const onSend = (send: Send): void => {
    for (const listener of listeners) listener(send);
    changed();
  };
  const desk = createSendDesk({ ...deps, behaviours, windows, nextWamid, post, onSend });
  const threads = createThreadDesk();
  const graph = createGraphRoutes({ config, numbers, desk, threads });
  const control = createControlRoutes({ clock, config, numbers, desk, threads, poster, behaviours, nextWamid, post, postRaw });

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const host = request.headers.host ?? "";
    // A page in a browser must not reach this server under a name of its own.
    if (body === undefined || !LOOPBACK_HOST.test(host)) return void response.writeHead(body === undefined ? 413 : 421).end();
    const url = new URL(request.url ?? "/", `http://${host}`);
    const method = request.method ?? "GET";
    if (url.pathname.startsWith("/control/")) {
      const { status, body: answer } = control(method, url, body);
      return json(response, status, answer);
    }
    reply(response, graph({ method, url, authorization: request.headers.authorization, body }));
  }

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(port, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
      }),
    close: () =>
      new Promise((resolve) => {
        timers.stop();
        poster.pause(true);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    post,
    poster,
    sends: desk.sends,
    nextWamid,
    onSend: (listener) => void listeners.add(listener),
    until: (condition, deadlineMs = 10_000) =>
      new Promise((resolve, reject) => {
        const end = (finish: () => void): void => {
          clearTimeout(deadline);
          waiters.delete(ask);
          finish();
        };
        const ask = (): void => (condition() ? end(resolve) : undefined);
        const deadline = setTimeout(() => end(() => reject(new Error("The awaited did not happen in time."))), deadlineMs);
        waiters.add(ask);
        ask();
      }),
  };
}

function reply(response: ServerResponse, answer: GraphReply): void {
  switch (answer.type) {
    case "answer":
      return json(response, answer.status, answer.body);
    case "file":
      return void response.writeHead(200, { "content-type": answer.mime, "content-length": answer.bytes.byteLength }).end(answer.bytes);
    case "hang-up":
      return void response.socket?.resetAndDestroy();
    case "silence":
      // Left open: the caller gives up first.
      return;
  }
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body));

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.byteLength;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
