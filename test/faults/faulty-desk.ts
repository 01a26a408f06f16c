import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { DeskNews, DeskOrder, DeskReport, DeskSettings } from "./desk-messages.ts";
import { startTcpFaultProxy, type TcpFaultProxy } from "./tcp-fault-proxy.ts";

const PROGRAM = fileURLToPath(new URL("./desk-process.ts", import.meta.url));
const REPORT_MS = 5_000;

/** A desk that is killed, stopped and cut off, and comes back to its own folder. */
export interface FaultyDesk {
  readonly deviceId: string;
  readonly network: TcpFaultProxy;
  readonly start: () => void;
  readonly tell: (order: DeskOrder) => void;
  readonly kill: () => Promise<void>;
  readonly signal: (signal: "SIGSTOP" | "SIGCONT") => void;
  /** Undefined where it does not answer. */
  readonly report: () => Promise<DeskReport | undefined>;
  /** What the server did not grant, as its desk was told. */
  readonly refused: () => readonly { readonly mutation: Mutation; readonly code: string }[];
  readonly stop: () => Promise<void>;
}

interface Deps {
  readonly name: string;
  readonly password: string;
  readonly folder: string;
  readonly backendPort: number;
  readonly onKept: (id: string, mutation: Mutation) => void;
  readonly onViolation: (what: string) => void;
}

export async function openFaultyDesk({ backendPort, folder, name, onKept, onViolation, password }: Deps): Promise<FaultyDesk> {
  mkdirSync(folder, { recursive: true });
  const network = await startTcpFaultProxy(backendPort);
  const deviceId = `device-${name}`;
  const settings: DeskSettings = { server: network.url, folder, name, password, deviceId };
  let running: { readonly child: ChildProcess; readonly gone: Promise<void> } | undefined;
  let answer: ((report: DeskReport | undefined) => void) | undefined;

  const start = (): void => {
    if (running !== undefined) return;
    const child = fork(PROGRAM, [JSON.stringify(settings)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    running = { child, gone };
    child.on("message", (news: DeskNews) => {
      if (news.type === "kept") onKept(news.id, news.mutation);
      if (news.type === "violation") onViolation(news.what);
      if (news.type === "report") answer?.(news.report);
    });
  };
  const kill = async (): Promise<void> => {
    const leaving = running;
    running = undefined;
    answer?.(undefined);
    leaving?.child.kill("SIGKILL");
    await leaving?.gone;
  };
  const tell = (order: DeskOrder): void => {
    if (running?.child.connected === true) running.child.send(order, () => undefined);
  };

  return {
    deviceId,
    network,
    start,
    tell,
    kill,
    signal: (signal) => void running?.child.kill(signal),
    report: () =>
      new Promise((resolve) => {
        const patience = setTimeout(() => resolve(undefined), REPORT_MS);
        answer = (report) => {
          clearTimeout(patience);
          resolve(report);
        };
        if (running === undefined) return answer(undefined);
        tell({ type: "report" });
      }),
    refused: () => {
      try {
        return readFileSync(join(folder, "refused.ndjson"), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line) as { readonly mutation: Mutation; readonly code: string });
      } catch {
        return [];
      }
    },
    stop: async () => {
      await kill();
      await network.stop();
    },
  };
}
