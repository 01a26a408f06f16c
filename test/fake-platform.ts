import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRandom } from "../backend/cloud-api/simulator/seeded-random.ts";
import { configOf } from "../backend/cloud-api/simulator/settings.ts";
import type { SimulatorConfig } from "../backend/cloud-api/simulator/simulator-config.ts";
import { createSimulator, type Simulator } from "../backend/cloud-api/simulator/simulator.ts";
import { createTimers } from "../backend/cloud-api/simulator/timers.ts";
import { toInstant, type Clock } from "../shared/time.ts";

export const PLATFORM_SECRET = "platform-secret";
export const PLATFORM_TOKEN = "platform-token";
export const FIRST_NUMBER = "410000000000001";
export const WABA = "310000000000001";

export interface ReceivedWebhook {
  readonly body: string;
  readonly signature: string | undefined;
}

export interface FakePlatform {
  readonly simulator: Simulator;
  readonly url: string;
  /** What the webhook took in, in order of arrival. */
  readonly received: readonly ReceivedWebhook[];
  /** What the webhook answers from now on. */
  readonly answerWith: (status: number) => void;
  readonly control: (path: string, body?: unknown, method?: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly seed?: string;
  readonly speed?: number;
  readonly clock?: Clock;
  readonly config?: Partial<SimulatorConfig>;
}

/** A simulated platform and a webhook that takes in what it posts, both in this process on loopback. */
export async function startFakePlatform({
  seed = "test",
  speed = 2_000,
  clock = { now: () => toInstant(Date.now()) },
  config,
}: Options = {}): Promise<FakePlatform> {
  const received: ReceivedWebhook[] = [];
  let status = 200;
  const webhook = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const signature = request.headers["x-hub-signature-256"];
      received.push({ body: Buffer.concat(parts).toString("utf8"), signature: typeof signature === "string" ? signature : undefined });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  const webhookUrl = `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/webhooks/whatsapp`;

  const simulator = createSimulator({
    clock,
    timers: createTimers(speed),
    random: createRandom(seed),
    config: { ...configOf({ APP_SECRET: PLATFORM_SECRET, ACCESS_TOKEN: PLATFORM_TOKEN, WABA_ID: WABA, WEBHOOK_URL: webhookUrl }), ...config },
  });
  const url = await simulator.listen(0);

  return {
    simulator,
    url,
    received,
    answerWith: (next) => {
      status = next;
    },
    control: async (path, body, method = body === undefined ? "GET" : "POST") => {
      const response = await fetch(`${url}/control/${path}`, {
        method,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      return (await response.json()) as Readonly<Record<string, unknown>>;
    },
    close: async () => {
      await simulator.close();
      await new Promise<void>((resolve) => {
        webhook.close(() => resolve());
        webhook.closeAllConnections();
      });
    },
  };
}
