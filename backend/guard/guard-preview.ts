import type { PreviewExample } from "../../shared/api/guard-preview.ts";
import type { GuardPolicy } from "../../shared/guard/context.ts";
import type { ReplayedRule } from "../../shared/guard/replayed.ts";
import type { RuleId } from "../../shared/guard/rule-ids.ts";
import type { Instant } from "../../shared/time.ts";
import { askThread, type Progress } from "../threads/ask-thread.ts";
import { createOneAtATime, type OneAtATime } from "../threads/one-at-a-time.ts";
import { workerBeside } from "../threads/worker-beside.ts";

/** A stretch of the past, and the two policies under which it is checked again. */
export interface PreviewTask {
  readonly from: Instant;
  readonly to: Instant;
  readonly today: GuardPolicy;
  readonly draft: GuardPolicy;
}

export interface Previewed {
  readonly messages: number;
  readonly checked: number;
  readonly rules: readonly (ReplayedRule & { readonly examples: readonly Example[] })[];
  readonly notReplayed: readonly RuleId[];
}

export interface Example extends Omit<PreviewExample, "at"> {
  readonly at: Instant;
}

export interface PreviewRun {
  /** Unknown until the messages have been counted. */
  readonly progress: () => Progress | undefined;
  /** Rejects where it could not be done. */
  readonly previewed: Promise<Previewed | "stopped">;
  readonly stop: () => void;
}

export type GuardPreview = OneAtATime<PreviewTask, PreviewRun>;

interface Options {
  readonly databasePath: string;
  /** Who a message greeted is read under its key. */
  readonly masterKey: Uint8Array;
}

/** [S0-11] Checks the past again on a thread of its own, by a connection that cannot write, so that nobody's work waits for it. */
export const createGuardPreview = (options: Options): GuardPreview =>
  createOneAtATime(
    (task, onEnded) => start(options, task, onEnded),
    ({ previewed }) => previewed,
  );

function start(options: Options, task: PreviewTask, onEnded: () => void): PreviewRun {
  const thread = askThread<Previewed>(workerBeside(import.meta.url, "guard-preview-worker"), { ...options, task });
  let stopped = false;

  const end = async (): Promise<Previewed | "stopped"> => {
    try {
      const previewed = await thread.answer;
      if (previewed !== undefined) return previewed;
      if (stopped) return "stopped";
      throw new Error("The thread of the preview has ended.");
    } finally {
      onEnded();
    }
  };

  return {
    progress: thread.progress,
    previewed: end(),
    stop: () => {
      stopped = true;
      thread.stop();
    },
  };
}
