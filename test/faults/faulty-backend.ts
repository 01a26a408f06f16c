import { createRandom } from "../../backend/cloud-api/simulator/seeded-random.ts";
import { configOf } from "../../backend/cloud-api/simulator/settings.ts";
import { WABA_ID } from "../../backend/cloud-api/simulator/simulator-config.ts";
import { createSimulator, type Simulator } from "../../backend/cloud-api/simulator/simulator.ts";
import { createTimers } from "../../backend/cloud-api/simulator/timers.ts";
import { systemClock } from "../../backend/system-clock.ts";
import { spawnBackend, type BackendProcess } from "../kills/backend-process.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "./tcp-fault-proxy.ts";

const SECRET = "faults-secret";
const TOKEN = "faults-bootstrap-token";
/** A status of the platform is told in tenths of seconds instead of seconds. */
const SPEED = 10;

/** A backend process that is killed and stopped, on one port and one folder, and the platform behind networks of its own. */
export interface FaultyBackend {
  readonly port: number;
  readonly simulator: Simulator;
  /** From the backend to the platform. */
  readonly toPlatform: TcpFaultProxy;
  /** From the platform to the backend: webhooks. */
  readonly fromPlatform: TcpFaultProxy;
  readonly api: (path: string, body?: unknown) => Promise<any>;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
  /** In order; what it has written stays. */
  readonly end: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function openFaultyBackend(folder: string, seed: string): Promise<FaultyBackend> {
  const simulator = createSimulator({
    clock: systemClock,
    random: createRandom(seed),
    timers: createTimers(SPEED),
    config: configOf({ APP_SECRET: SECRET, ACCESS_TOKEN: "token", WABA_ID }),
  });
  const toPlatform = await startTcpFaultProxy(portOf(await simulator.listen(0)));
  let port = 0;
  let running: BackendProcess | undefined;

  const start = async (): Promise<void> => {
    running = spawnBackend(folder, {
      PORT: String(port),
      WHATSAPP_APP_SECRET: SECRET,
      GREENLINE_BOOTSTRAP_TOKEN: TOKEN,
      WHATSAPP_GRAPH_URL: toPlatform.url,
      WHATSAPP_ACCESS_TOKEN: "token",
      WHATSAPP_BUSINESS_ACCOUNT_ID: WABA_ID,
    });
    const url = await running.ready;
    if (url === undefined) throw new Error(`The backend ended with code ${running.child.exitCode} before it was ready.`);
    port = portOf(url);
  };
  await start();
  const fromPlatform = await startTcpFaultProxy(port);
  simulator.poster.aim(`${fromPlatform.url}/webhooks/whatsapp`);

  const leave = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    const leaving = running;
    running = undefined;
    leaving?.child.kill(signal);
    await leaving?.gone;
  };

  return {
    port,
    simulator,
    toPlatform,
    fromPlatform,
    api: async (path, body) => {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
        headers: { authorization: `Bearer ${TOKEN}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    start,
    kill: () => leave("SIGKILL"),
    signal: (signal) => void running?.child.kill(signal),
    end: () => leave("SIGTERM"),
    stop: async () => {
      await leave("SIGKILL");
      await fromPlatform.stop();
      await toPlatform.stop();
      await simulator.close();
    },
  };
}

const portOf = (url: string): number => Number(new URL(url).port);
