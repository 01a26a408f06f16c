import { createRandom } from "../../backend/cloud-api/simulator/seeded-random.ts";
import { configOf } from "../../backend/cloud-api/simulator/settings.ts";
import { WABA_ID, demoNumbers } from "../../backend/cloud-api/simulator/simulator-config.ts";
import { createSimulator, type Simulator } from "../../backend/cloud-api/simulator/simulator.ts";
import { createTimers } from "../../backend/cloud-api/simulator/timers.ts";
import { systemClock } from "../../backend/system-clock.ts";
import type { Clock } from "../../shared/time.ts";
import { APP_SECRET, startTestBackend, type TestBackend } from "./running-backend.ts";

export const PHONE_NUMBER_ID = demoNumbers[0]?.phoneNumberId ?? "";

export interface TestPlatform {
  readonly backend: TestBackend;
  readonly simulator: Simulator;
  readonly control: (path: string, body: unknown, method?: string) => Promise<unknown>;
  /** A customer writes; resolves when the message is a row. Gives the conversation. */
  readonly customerWrites: (customer: string, text: string, at?: number) => Promise<any>;
  readonly stop: (options?: { readonly keep?: boolean }) => Promise<void>;
}

/** A real backend and the simulated platform, which post to each other over loopback. The platform's pace is a thousand times its own. */
export async function startTestPlatform(
  options: { readonly seed?: string; readonly speed?: number; readonly folder?: string; readonly clock?: Clock } = {},
): Promise<TestPlatform> {
  const simulator = createSimulator({
    clock: systemClock,
    random: createRandom(options.seed ?? "tests"),
    timers: createTimers(options.speed ?? 1_000),
    config: configOf({ APP_SECRET, ACCESS_TOKEN: "token", WABA_ID }),
  });
  const url = await simulator.listen(0);
  const backend = await startTestBackend({
    ...(options.folder === undefined ? {} : { folder: options.folder }),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    env: { WHATSAPP_GRAPH_URL: url, WHATSAPP_ACCESS_TOKEN: "token", WHATSAPP_BUSINESS_ACCOUNT_ID: WABA_ID },
  });
  const control = async (path: string, body: unknown, method = "POST"): Promise<unknown> => {
    const response = await fetch(`${url}/control/${path}`, { method, ...(method === "GET" ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  await control("target", { url: `${backend.url}/webhooks/whatsapp` });

  return {
    backend,
    simulator,
    control,
    customerWrites: async (customer, text, at = Date.now()) => {
      await control("inbound", {
        customer: { phone: customer, name: `Customer ${customer.slice(-3)}` },
        phoneNumberId: PHONE_NUMBER_ID,
        type: "text",
        text,
        at,
      });
      return eventually(async () => (await backend.json(`/api/v1/conversations?q=${customer}`)).items.find((one: any) => one.lastMessage?.text === text));
    },
    stop: async (stopping) => {
      await backend.stop(stopping);
      await simulator.close();
    },
  };
}

/** Asks until there is an answer that is not empty, or fails after the deadline with what it was asked for. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  deadlineMs = 30_000,
  what = "the condition",
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
