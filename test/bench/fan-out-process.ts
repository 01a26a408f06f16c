import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";

/** Milliseconds of a clock that all processes of a machine have in common. */
export const monotonic = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Each carries its number, and goes to the next of the conversations; the last of all to the first of them. */
export interface Deltas {
  readonly first: number;
  readonly count: number;
  readonly perTransaction: number;
  readonly everyMs: number;
  /** Made in a transaction of its own, before the delta of that number. */
  readonly moves?: readonly Move[];
}

export interface Move {
  readonly before: number;
  readonly conversation: number;
  readonly teamId: string;
}

export interface Committed {
  /** Of each delta. */
  readonly committedAt: readonly number[];
  /** The place of each move in the log. */
  readonly movedAt: readonly number[];
  /** When the first was due. */
  readonly beganAt: number;
}

/** A server that is busy with sending commits late, and a change waits from then on when it was due. */
export const dueAt = ({ everyMs, first, perTransaction }: Deltas, beganAt: number, delta: number): number =>
  beganAt + everyMs * Math.floor((delta - first) / perTransaction);

/** What the server's process can be asked, and what it answers. */
export interface Questions {
  readonly fill: { readonly ask: { readonly people: readonly Agent[]; readonly conversations: readonly Partial<Conversation>[] }; readonly answer: null };
  readonly commit: { readonly ask: Deltas; readonly answer: Committed };
  readonly send: { readonly ask: { readonly text: string; readonly count: number; readonly everyMs: number }; readonly answer: null };
  /** Microseconds of all threads. */
  readonly cpu: { readonly ask: null; readonly answer: number };
  /** Bytes given to sockets that the system has not taken: of the fullest and of all, now and at most since the last question. */
  readonly buffers: { readonly ask: null; readonly answer: { readonly now: number; readonly fullest: number; readonly all: number } };
  /** Megabytes after a garbage collection. */
  readonly memory: { readonly ask: null; readonly answer: { readonly heap: number; readonly resident: number } };
}

export type Question = keyof Questions;
export type ServerKind = "raw" | "ours";

export interface FanOutServer {
  readonly url: string;
  readonly ask: <Q extends Question>(question: Q, about: Questions[Q]["ask"]) => Promise<Questions[Q]["answer"]>;
  readonly stop: () => Promise<void>;
}

/** A server in a process of its own, so that its processor time can be told from that of the desks. */
export async function startFanOutServer(kind: ServerKind): Promise<FanOutServer> {
  const child = fork(fileURLToPath(new URL("./fan-out-server.ts", import.meta.url)), [kind], { execArgv: ["--expose-gc"] });
  const waiting = new Map<number, (answer: any) => void>();
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let asked = 0;
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (ready) => resolve((ready as { readonly url: string }).url));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  child.on("message", ({ answer, id }: { readonly id: number; readonly answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return {
    url,
    ask: (question, about) =>
      new Promise((resolve, reject) => {
        waiting.set((asked += 1), resolve);
        child.send({ id: asked, question, about });
        void gone.then(() => reject(new Error("The server ended.")));
      }),
    stop: async () => {
      child.kill("SIGTERM");
      await gone;
    },
  };
}
