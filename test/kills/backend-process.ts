import { spawn, type ChildProcess } from "node:child_process";
import { createHmac } from "node:crypto";
import { request, type Agent } from "node:http";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SECRET = "kill-test-secret";
const TOKEN = "kill-test-bootstrap-token";
const MAIN = fileURLToPath(new URL("../../backend/main.ts", import.meta.url));

export interface BackendProcess {
  readonly child: ChildProcess;
  /** Undefined where it ended before it was ready. */
  readonly ready: Promise<string | undefined>;
  readonly gone: Promise<void>;
}

/** The backend as it runs in production, on a data folder that outlives it. */
export function spawnBackend(folder: string, env: Readonly<Record<string, string>> = {}): BackendProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: "0",
      GREENLINE_DATA: folder,
      WHATSAPP_APP_SECRET: SECRET,
      GREENLINE_BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: "silent",
      GREENLINE_INBOX_DIR: folder,
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const ready = new Promise<string | undefined>((resolve) => {
    void gone.then(() => resolve(undefined));
    child.on("message", (message: { readonly type?: string; readonly url?: string }) => {
      if (message.type === "ready" && message.url !== undefined) resolve(message.url);
    });
  });
  return { child, ready, gone };
}

export async function startBackendProcess(
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const { child, ready } = spawnBackend(folder, env);
  const url = await ready;
  if (url === undefined) throw new Error(`The backend ended with code ${child.exitCode} before it was ready.`);
  return { child, url };
}

/** The status of the answer, 0 where there was none. */
export function postWebhook(url: string, field: string, value: object, agent?: Agent): Promise<number> {
  const body = JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field, value }] }] });
  return new Promise((resolve) => {
    const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
    const asked = request(
      `${url}/webhooks/whatsapp`,
      { method: "POST", ...(agent === undefined ? {} : { agent }), headers: { "content-length": Buffer.byteLength(body), "x-hub-signature-256": signature } },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", () => resolve(0));
      },
    );
    asked.on("error", () => resolve(0));
    asked.end(body);
  });
}

/** Asks the public API as its administrator. */
export const getJson = async (url: string, path: string): Promise<any> =>
  (await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${TOKEN}` } })).json();

/** Changes something through the public API as its administrator. */
export const sendJson = async (url: string, method: "POST" | "PUT", path: string, body: unknown): Promise<any> =>
  (
    await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    })
  ).json();

export function integrityOf(folder: string): string {
  const answers = ["greenline.db", "webhooks.db"].map((name) => {
    const database = new DatabaseSync(join(folder, name));
    const answer = String(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]);
    database.close();
    return answer;
  });
  return [...new Set(answers)].join(", ");
}

/** `--name 5` on the command line. */
export const numberOption = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]) || otherwise;
};
