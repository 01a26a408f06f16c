import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

interface Options {
  readonly webhookUrl: string;
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appSecret: string;
  readonly accessToken: string;
  readonly seed: string;
  readonly tellPast: boolean;
}

export interface RunningSimulator {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Starts the simulated platform as a process of its own on loopback, with the demo's customers in it. */
export function startSimulator({ accessToken, apiUrl, appSecret, botToken, seed, tellPast, webhookUrl }: Options): Promise<RunningSimulator> {
  const entry = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../cloud-api/simulator/main.ts" : "./simulator.js", import.meta.url));
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      PORT: "0",
      WEBHOOK_URL: webhookUrl,
      API_URL: apiUrl,
      BOT_TOKEN: botToken,
      APP_SECRET: appSecret,
      ACCESS_TOKEN: accessToken,
      SEED: seed,
      DEMO: "1",
      TELL_PAST: tellPast ? "1" : "0",
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`The simulator ended with code ${code} before it was ready.`)));
    const { stdout } = child;
    if (stdout === null) return reject(new Error("The simulator has no output."));
    createInterface({ input: stdout }).once("line", (line) => {
      const { url } = JSON.parse(line) as { readonly url: string };
      stdout.resume();
      resolve({
        url,
        stop: async () => {
          child.kill("SIGTERM");
          await gone;
        },
      });
    });
  });
}
