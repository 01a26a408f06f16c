import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ROOT } from "./desktop-app.ts";

export interface BotProcess {
  /** It hears nothing for a while, as one that is busy. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

interface Settings {
  readonly port: number;
  /** Where Greenline is. */
  readonly url: string;
  readonly token: string;
  readonly secret: string;
}

/** Starts the example bot as its developer would, on loopback; resolves when it listens. */
export async function startBotProcess({ port, secret, token, url }: Settings): Promise<BotProcess> {
  const child = spawn(process.execPath, [join(ROOT, "examples", "bot", "bot.ts")], {
    env: { PATH: process.env["PATH"], PORT: String(port), GREENLINE_URL: url, BOT_TOKEN: token, BOT_SECRET: secret },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  await Promise.race([once(child.stdout, "data"), gone.then(() => Promise.reject(new Error("The bot ended before it listened.")))]);
  return {
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    stop: async () => {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The address is told to Greenline before the bot can start: its secret comes back for it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
