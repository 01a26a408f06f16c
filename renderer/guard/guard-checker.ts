import type { Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { Instant } from "../../shared/time.ts";
import type { Timers } from "../timers.ts";
import type { DeskContext } from "./desk-context.ts";
import { deskFindings } from "./desk-findings.ts";
import { default as guardWorkerAddress } from "./guard-worker.ts?worker&url";
import type { SpellingLesson, SpellingNews } from "../spelling/spelling-question.ts";
import { workerAddress } from "../worker-address.ts";
import { changedParts, type GuardAnswer, type GuardQuestion, type TopicLesson } from "./guard-question.ts";

/** The part of a `Worker` that is used here. */
export interface GuardWorker {
  readonly post: (question: GuardQuestion) => void;
  readonly teach?: ((lesson: TopicLesson | SpellingLesson) => void) | undefined;
  readonly terminate: () => void;
}

interface Deps {
  /** Absent where there are no workers: then the check runs in place. */
  readonly openWorker?: ((onAnswer: (answer: GuardAnswer) => void, onDeath: () => void) => GuardWorker) | undefined;
  readonly timers: Timers;
  /** More is known about the words of a draft than when it was answered, or a language cannot be looked at. */
  readonly onSpelling?: ((news: SpellingNews) => void) | undefined;
}

type Ask<Answer> = (draft: Draft, context: DeskContext, now: Instant) => Promise<Answer>;

export interface GuardChecker {
  /** The newest question wins: one that was overtaken is answered with undefined. */
  readonly whileTyping: Ask<readonly Finding[] | undefined>;
  /** Every question is answered, in order. */
  readonly beforeSending: Ask<readonly Finding[]>;
  /** The off-topic model from now on; a worker that replaces this one learns it too. The page itself never judges topics. */
  readonly learnTopics: (model: Uint8Array | undefined) => void;
  /** The same for words, languages and dictionaries; what is left out stays as it was. The page itself never spells. */
  readonly learnSpelling: (lesson: SpellingLesson["spelling"]) => void;
  readonly stop: () => void;
}

/** A check takes milliseconds: whoever is silent for so long is stuck. */
const PATIENCE_MS = 2_000;
/** After two deaths in a row the page does it alone for a while. */
const REST_MS = 30_000;

interface Asked {
  readonly kind: "typing" | "sending";
  readonly draft: Draft;
  readonly context: DeskContext;
  readonly now: Instant;
  readonly tell: (findings: readonly Finding[] | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** One question is with the worker at a time, so that nothing piles up behind a slow one. While a worker is being replaced, the page answers. */
export function createGuardChecker({ onSpelling, openWorker, timers }: Deps): GuardChecker {
  const sending: Asked[] = [];
  let typing: Asked | undefined;
  let current: (Asked & { readonly id: number; readonly calm: () => void }) | undefined;
  let worker: GuardWorker | undefined;
  /** What the worker has been told. */
  let told: DeskContext | undefined;
  let topicModel: Uint8Array | undefined;
  let spelling: SpellingLesson["spelling"] = {};
  /** The last one died, and the new one has not spoken yet. */
  let doubtful = false;
  let stopped = false;
  let ids = 0;
  let calmRest = (): void => undefined;

  const open = (): void => {
    told = undefined;
    if (openWorker === undefined) return;
    let mine: GuardWorker | undefined;
    try {
      mine = openWorker(
        (answer) => {
          if (worker !== mine) return;
          doubtful = false;
          if (answer.kind === "spelling-news" || answer.kind === "spelling-missing") onSpelling?.(answer);
          if (answer.kind === "findings" && answer.id === current?.id) settle(answer.findings);
        },
        () => {
          if (worker === mine) replace();
        },
      );
    } catch {
      // A page that may not open workers checks by itself.
      doubtful = true;
      calmRest = timers.after(REST_MS, open);
      return;
    }
    worker = mine;
    if (topicModel !== undefined) mine.teach?.({ topicModel });
    if (Object.keys(spelling).length > 0) mine.teach?.({ spelling });
  };

  const replace = (): void => {
    worker?.terminate();
    worker = undefined;
    if (doubtful) calmRest = timers.after(REST_MS, open);
    else {
      doubtful = true;
      open();
    }
    const left = current;
    if (left === undefined) return;
    left.calm();
    current = undefined;
    answerHere(left);
    next();
  };

  const settle = (findings: readonly Finding[]): void => {
    const done = current;
    current = undefined;
    done?.calm();
    done?.tell(findings);
    next();
  };

  const next = (): void => {
    if (current !== undefined || stopped) return;
    const asked = sending.shift() ?? typing;
    if (asked === undefined) return;
    if (asked === typing) typing = undefined;
    if (worker === undefined && !doubtful) open();
    if (worker === undefined || doubtful) {
      answerHere(asked);
      return next();
    }
    const id = (ids += 1);
    current = { ...asked, id, calm: timers.after(PATIENCE_MS, replace) };
    const { context, draft, now } = asked;
    worker.post({ id, draft, changed: changedParts(told, context), now });
    told = context;
  };

  return {
    whileTyping: (draft, context, now) =>
      new Promise((resolve, reject) => {
        if (current?.kind === "typing") current.tell(undefined);
        typing?.tell(undefined);
        typing = { kind: "typing", draft, context, now, tell: resolve, fail: reject };
        next();
      }),
    beforeSending: (draft, context, now) =>
      new Promise((resolve, reject) => {
        sending.push({ kind: "sending", draft, context, now, tell: (findings) => resolve(findings ?? []), fail: reject });
        next();
      }),
    learnTopics: (model) => {
      topicModel = model;
      worker?.teach?.({ topicModel });
    },
    learnSpelling: (lesson) => {
      spelling = { ...spelling, ...lesson };
      worker?.teach?.({ spelling: lesson });
    },
    stop: () => {
      stopped = true;
      calmRest();
      current?.calm();
      worker?.terminate();
      for (const asked of [current, typing, ...sending]) {
        if (asked?.kind === "typing") asked.tell(undefined);
        else asked?.fail(new Error("The desk was closed before this was checked."));
      }
    },
  };
}

function answerHere({ context, draft, fail, now, tell }: Asked): void {
  try {
    tell(deskFindings(draft, context, now));
  } catch (error) {
    fail(error);
  }
}

/** The worker as Vite builds it: a module of the same origin. */
export function openGuardWorker(onAnswer: (answer: GuardAnswer) => void, onDeath: () => void): GuardWorker {
  const worker = new Worker(workerAddress(guardWorkerAddress), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<GuardAnswer>) => onAnswer(data));
  worker.addEventListener("error", onDeath);
  worker.addEventListener("messageerror", onDeath);
  return { post: (question) => worker.postMessage(question), teach: (lesson) => worker.postMessage(lesson), terminate: () => worker.terminate() };
}
