import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startBackend, type RunningBackend } from "./backend.ts";
import { readConfig } from "./config.ts";
import { createLog } from "./log.ts";
import { systemClock } from "./system-clock.ts";

/** The backend as a process: `npm run backend`, a child of the desktop app, or a service on a server. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) fail([`Greenline's backend needs Node 24 or newer; this is ${process.versions.node}.`]);

const read = readConfig(process.env);
if (!read.ok) fail(read.error);
const log = createLog(read.value.logLevel);

let running: RunningBackend | undefined;
try {
  running = await startBackend({ ...read.value, inboxFolder: read.value.inboxFolder ?? builtInbox() }, systemClock, log);
} catch (error) {
  fail([sentenceFor(error, read.value.port, read.value.dataFolder)]);
}
console.log(`Greenline is ready at ${running.url}`);
tellParent({ type: "ready", url: running.url });

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await running?.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
// A child whose parent is gone holds its port for nobody.
process.on("disconnect", () => void stop());
process.on("message", (message: unknown) => isStop(message) && void stop());
parentPort()?.on("message", ({ data }: { readonly data: unknown }) => isStop(data) && void stop());
// [H42] After a bug nothing here can be trusted: say it, end, and let the supervisor start anew. What was acknowledged is on disk.
process.on("uncaughtException", (error) => {
  log.fatal({ error }, "An unforeseen error; the backend ends.");
  process.exit(1);
});

function isStop(message: unknown): boolean {
  return typeof message === "object" && message !== null && "type" in message && message.type === "stop";
}

/** As a child of Node there is `process.send`, as a utility process of Electron a port. */
function tellParent(message: { readonly type: "ready"; readonly url: string }): void {
  process.send?.(message);
  parentPort()?.postMessage(message);
}

function parentPort():
  | { readonly postMessage: (message: unknown) => void; readonly on: (event: "message", listener: (message: { readonly data: unknown }) => void) => void }
  | undefined {
  return Reflect.get(process, "parentPort") as ReturnType<typeof parentPort>;
}

function builtInbox(): string | undefined {
  const beside = import.meta.url.endsWith(".ts") ? "../dist/renderer/" : "../renderer/";
  const folder = fileURLToPath(new URL(beside, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

function sentenceFor(error: unknown, port: number, folder: string): string {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  if (code === "EADDRINUSE") return `Port ${port} is taken. Stop the other program, or set PORT to a free one (0 finds one).`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR" || code === "EEXIST" || code === "ERR_SQLITE_ERROR")
    return `The data folder ${folder} cannot be used: ${message}. Set GREENLINE_DATA to a folder that this user may write to.`;
  return `Greenline could not start: ${message}`;
}

function fail(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(1);
}
