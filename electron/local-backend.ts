import * as z from "zod";
import type { BackendProcess } from "./backend-process.ts";

const readySchema = z.object({ type: z.literal("ready"), url: z.url() });

interface Deps {
  /** Starts one process. `port` is set on a restart, so that the address stays. */
  readonly start: (port: string | undefined) => BackendProcess;
  readonly report: (line: string) => void;
  readonly now: () => number;
  /** How long a stop may take before the process is ended. */
  readonly stopWithinMs?: number;
  readonly firstPauseMs?: number;
  readonly longestPauseMs?: number;
  /** Up for this long, and the next crash counts as the first. */
  readonly steadyAfterMs?: number;
}

export interface LocalBackend {
  /** Its address once it is ready; fails with the exit code where it never became ready. */
  readonly ready: Promise<string>;
  readonly stop: () => Promise<void>;
}

export class BackendFailed extends Error {
  readonly exitCode: number;
  constructor(exitCode: number) {
    super(`The backend ended with ${exitCode} before it was ready.`);
    this.exitCode = exitCode;
  }
}

type Phase =
  | { readonly kind: "starting"; readonly process: BackendProcess }
  | { readonly kind: "ready"; readonly process: BackendProcess; readonly since: number }
  | { readonly kind: "pausing"; readonly timer: NodeJS.Timeout }
  | { readonly kind: "stopping"; readonly process: BackendProcess; readonly ended: () => void }
  | { readonly kind: "ended" };

/**
 *   starting ──ready──> ready ──crash──> pausing ──> starting …
 *      │ ended before the first ready: failed, no restart (a port that is taken stays taken)
 *   any ──stop──> stopping ──> ended
 */
export function startLocalBackend(deps: Deps): LocalBackend {
  const { firstPauseMs = 500, longestPauseMs = 30_000, now, report, start, steadyAfterMs = 60_000, stopWithinMs = 8_000 } = deps;

  let port: string | undefined;
  let crashes = 0;
  let onReady: (url: string) => void = () => {};
  let onFailure: (error: BackendFailed) => void = () => {};
  const ready = new Promise<string>((resolve, reject) => {
    onReady = resolve;
    onFailure = reject;
  });
  // Whoever stops before the first ready message does not wait for it.
  ready.catch(() => {});

  let phase: Phase = begin();

  function begin(): Phase {
    const process = start(port);
    process.onMessage((message) => {
      const parsed = readySchema.safeParse(message);
      if (!parsed.success || phase.kind !== "starting" || phase.process !== process) return;
      port = new URL(parsed.data.url).port;
      phase = { kind: "ready", process, since: now() };
      onReady(parsed.data.url);
    });
    process.onExit((code) => afterExit(code));
    return { kind: "starting", process };
  }

  function afterExit(code: number | null): void {
    if (phase.kind === "stopping") {
      phase.ended();
      phase = { kind: "ended" };
      return;
    }
    if (port === undefined) {
      phase = { kind: "ended" };
      onFailure(new BackendFailed(code ?? 1));
      return;
    }
    crashes = phase.kind === "ready" && now() - phase.since >= steadyAfterMs ? 1 : crashes + 1;
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (crashes - 1));
    const restart = (): void => {
      // Said only now: who quits by Ctrl+C ends both, and the backend may be the quicker one.
      report(`The backend had ended with ${code ?? "a signal"}; it is started again.`);
      phase = begin();
    };
    phase = { kind: "pausing", timer: setTimeout(restart, pause) };
  }

  const stop = async (): Promise<void> => {
    switch (phase.kind) {
      case "ended":
      case "stopping":
        return;
      case "pausing":
        clearTimeout(phase.timer);
        phase = { kind: "ended" };
        return;
      case "starting":
      case "ready": {
        const { process } = phase;
        const timer = setTimeout(() => {
          report("The backend did not stop in time and is ended.");
          process.kill();
        }, stopWithinMs);
        await new Promise<void>((ended) => {
          phase = { kind: "stopping", process, ended };
          process.stop();
        });
        clearTimeout(timer);
      }
    }
  };

  return { ready, stop };
}
