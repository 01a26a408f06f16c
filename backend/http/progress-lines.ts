import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import type { Logger } from "pino";

interface Sentences {
  readonly title: string;
  readonly detail: string;
}

/** Work that takes its time on threads of its own. */
interface Work<Done> {
  /** Unknown until it has been counted how much there is to do. */
  readonly progress: () => { readonly done: number; readonly of: number } | undefined;
  /** Rejects where it could not be done. */
  readonly answer: Promise<Done | "stopped">;
  readonly stop: () => void;
  readonly lineOf: (done: Done, tookMs: number) => object;
  readonly stopped: Sentences;
  readonly failed: Sentences & { readonly logged: string };
  readonly log: Pick<Logger, "error">;
}

const PROGRESS_MS = 200;

/** Answers by NDJSON: lines of progress, then the one of what was done, or a problem. */
export function sendProgressLines<Done>(reply: FastifyReply, work: Work<Done>): "sent" {
  void reply
    .header("content-type", "application/x-ndjson")
    .header("cache-control", "no-store")
    .send(Readable.from(linesOf(work, () => reply.raw.flushHeaders())));
  return "sent";
}

/** Who no longer listens ends the loop, and with it the work. */
async function* linesOf<Done>({ answer, failed, lineOf, log, progress, stop, stopped }: Work<Done>, onBegin: () => void): AsyncGenerator<string> {
  // Who asked is let in at once, not with the first line.
  onBegin();
  const began = performance.now();
  const end = answer.then(
    (result) => (result === "stopped" ? { problem: stopped } : lineOf(result, performance.now() - began)),
    (error: unknown) => {
      log.error({ error }, failed.logged);
      return { problem: { title: failed.title, detail: failed.detail } };
    },
  );
  try {
    for (;;) {
      const line = await Promise.race([end, delay(PROGRESS_MS)]);
      if (line !== undefined) return yield `${JSON.stringify(line)}\n`;
      const now = progress();
      if (now !== undefined) yield `${JSON.stringify({ progress: now })}\n`;
    }
  } finally {
    stop();
  }
}
