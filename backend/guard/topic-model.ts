import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { Draft } from "../../shared/guard/context.ts";
import type { TopicVerdict } from "../../shared/guard/topic/model.ts";
import { saysTopicChanged, type TopicContext } from "../../shared/guard/topic/topic-context.ts";
import { thresholdFor } from "../../shared/guard/topic/calibration.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { hours, minutes, plus, toInstant, type Clock, type Instant } from "../../shared/time.ts";
import { draftOf } from "../outbound/guard-send.ts";
import type { SendRow, Store } from "../store/store.ts";
import { workerBeside } from "../threads/worker-beside.ts";
import { RECENT } from "./guard-context.ts";
import { readGuardPolicy } from "./guard-policy.ts";
import { DISMISSALS_FORGOTTEN } from "./topic-past.ts";
import { questionKey, type FromTopicWorker, type ServedTopicModel, type ToTopicWorker, type TopicLearning } from "./topic-questions.ts";

interface Deps {
  readonly databasePath: string;
  readonly store: Pick<Store, "read" | "write" | "onCommit">;
  readonly clock: Clock;
  readonly log: Pick<Logger, "warn">;
  /** Calls back at an instant, or somewhat before; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

interface AboutDraft {
  readonly conversationId: ConversationId;
  readonly draft: Draft;
  readonly by: Message["author"];
}

export interface RunningTopicModel {
  /** What desks are given, once the past has been read; nothing where there is too little of it, or where it could not be read. */
  readonly served: () => Promise<ServedTopicModel | "too-little" | "unavailable">;
  /** What the rule needs to judge this draft in a transaction; nothing where it is not asked, or where the answer takes too long. */
  readonly about: (asked: AboutDraft) => Promise<TopicContext | undefined>;
  /** The same for a message that is about to leave. */
  readonly aboutSend: (send: SendRow) => Promise<TopicContext | undefined>;
  /** After a person was erased: when this is done, nothing of theirs is served or judged by. */
  readonly forget: (ids: readonly ConversationId[]) => Promise<void>;
  /** What it has learned from and by what it decides, once the past has been read. */
  readonly status: () => Promise<TopicModelStatus>;
  /** Lets go of every dismissed warning. What left in conversations that are over stays part of the past. */
  readonly forgetDismissals: (by: AgentId) => Promise<void>;
  /** Where a lead lets it forget, it forgets at once. */
  readonly policyChanged: () => void;
  readonly stop: () => Promise<void>;
}

export interface TopicModelStatus {
  readonly state: "ready" | "too-little" | "unavailable";
  readonly falseAlarms: number;
  /** Of the workspace's own replies, so many were scored; below these scores a draft is off-topic. */
  readonly replies: number;
  readonly threshold?: { readonly typed?: number | undefined; readonly canned?: number | undefined } | undefined;
  readonly learning?: Omit<TopicLearning, "calibration"> | undefined;
  /** What was said, or dismissed, before is forgotten. */
  readonly learnSince?: Instant | undefined;
  readonly dismissalsForgottenAt?: Instant | undefined;
}

/** What was resolved meanwhile is learned together. */
const GATHER = minutes(1);
/** So often it is asked who has fallen silent. */
const ALL_AGAIN = hours(6);
const RESTART = minutes(1);
/** A message does not wait longer for a hint. */
const PATIENCE_MS = 300;

/** [G-TOPIC] Learns from the workspace's own past, on a thread of its own, and keeps up with it. */
export function startTopicModel({ at, clock, databasePath, log, store }: Deps): RunningTopicModel {
  let worker: Worker | undefined;
  let model: ServedTopicModel | "too-little" | "unavailable" = "unavailable";
  let learning: TopicLearning | undefined;
  let firstRead = Promise.withResolvers<void>();
  let ready = false;
  let stopped = false;
  let allAt = clock.now();
  let cancelLook: (() => void) | undefined;
  let cancelRestart = (): void => {};
  let ids = 0;
  let since: Instant | undefined;
  const waiting = new Map<number, (answer: Exclude<FromTopicWorker, { readonly type: "model" }> | undefined) => void>();

  const post = (message: ToTopicWorker): void => worker?.postMessage(message);
  const learn = (all: boolean): void => {
    if (all) allAt = clock.now();
    since = learnSince();
    post({ type: "learn", now: clock.now(), all, since });
  };
  const policy = () => store.read((tx) => readGuardPolicy(tx).policy.text.topic);
  const learnSince = (): Instant | undefined => policy().learnSince;

  const hear = (message: FromTopicWorker): void => {
    if (message.type === "model") {
      model = message.model ?? "too-little";
      learning = message.learning;
      ready = true;
      firstRead.resolve();
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  };

  const open = (): void => {
    const mine = new Worker(workerBeside(import.meta.url, "topic-worker"), {
      workerData: { databasePath },
    });
    worker = mine;
    mine.on("message", hear);
    mine.on("error", (error) => log.warn({ error }, "The off-topic model has ended; it is built again in a minute."));
    mine.on("exit", () => {
      worker = undefined;
      ready = false;
      // What was served may be too old by the next time it is there.
      model = "unavailable";
      firstRead.resolve();
      for (const answer of waiting.values()) answer(undefined);
      waiting.clear();
      if (stopped) return;
      cancelRestart = at(plus(clock.now(), RESTART), () => {
        firstRead = Promise.withResolvers();
        open();
      });
    });
    // It must never keep a process alive that wants to end.
    mine.unref();
    learn(true);
  };

  const ask = (message: (id: number) => ToTopicWorker): Promise<Exclude<FromTopicWorker, { readonly type: "model" }> | undefined> => {
    const id = (ids += 1);
    return new Promise((resolve) => {
      if (worker === undefined) return resolve(undefined);
      waiting.set(id, resolve);
      post(message(id));
    });
  };

  const unsubscribe = store.onCommit(() => {
    cancelLook ??= at(plus(clock.now(), GATHER), () => {
      cancelLook = undefined;
      learn(clock.now() >= plus(allAt, ALL_AGAIN));
    });
  });
  open();

  const about = async ({ by, conversationId, draft }: AboutDraft): Promise<TopicContext | undefined> => {
    if (!ready || typeof model === "string" || by.kind !== "human") return undefined;
    const known = store.read((tx) => ({
      conversation: tx.get("conversation", conversationId),
      messages: tx.messages(conversationId, RECENT).toReversed(),
      templates: draft.kind === "template" ? tx.all("template").filter(({ name }) => name === draft.name) : undefined,
    }));
    const { conversation, messages, templates } = known;
    const before = messages.filter(({ id }) => id !== draft.id);
    if (conversation === undefined || saysTopicChanged(before)) return undefined;
    // Many go out unasked at once: those need not wait for the thread to say nothing.
    if ((draft.kind === "template" || draft.cannedReply === true) && before.at(-1)?.direction !== "in") return undefined;

    const answer = ask((id) => ({
      type: "judge",
      id,
      now: clock.now(),
      question: { conversation, messages, templates, draft, falseAlarms: policy().falseAlarms.value },
    }));
    const heard = await inTime(answer);
    return heard?.type === "verdicts" ? { judge: judgeBy(new Map(heard.verdicts)) } : undefined;
  };

  return {
    served: async () => {
      await firstRead.promise;
      return model;
    },
    about,
    aboutSend: async ({ clientId }) => {
      const found = store.read((tx) => {
        const send = tx.send(clientId);
        const message = send === undefined ? undefined : tx.get("message", send.messageId);
        return send === undefined || message === undefined ? undefined : { send, message };
      });
      const draft = found === undefined ? undefined : draftOf(found.message, found.send);
      return found === undefined || draft === undefined ? undefined : about({ conversationId: found.send.conversationId, draft, by: found.message.author });
    },
    forget: async (erased) => void (await ask((id) => ({ type: "forget", now: clock.now(), id, ids: erased }))),
    status: async () => {
      await firstRead.promise;
      const { falseAlarms, learnSince: since_ } = policy();
      const { calibration, ...learned } = learning ?? {};
      const forgotten = store.read((tx) => tx.meta(DISMISSALS_FORGOTTEN));
      return {
        state: typeof model === "string" ? model : "ready",
        falseAlarms: falseAlarms.value,
        replies: calibration === undefined ? 0 : calibration.typed.length + calibration.canned.length,
        threshold:
          calibration === undefined
            ? undefined
            : { typed: thresholdFor(calibration, false, falseAlarms.value), canned: thresholdFor(calibration, true, falseAlarms.value) },
        learning: learning === undefined ? undefined : (learned as Omit<TopicLearning, "calibration">),
        learnSince: since_,
        dismissalsForgottenAt: forgotten === undefined ? undefined : toInstant(Number(forgotten)),
      };
    },
    forgetDismissals: async (by) => {
      const now = clock.now();
      store.write((tx) => {
        tx.setMeta(DISMISSALS_FORGOTTEN, String(now));
        tx.appendAudit({ at: now, who: by, action: "topic-dismissals-forgotten", target: "topic-model", data: "{}" });
      });
      await ask((id) => ({ type: "forget-dismissals", now, id }));
    },
    policyChanged: () => {
      if (learnSince() !== since) learn(true);
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      cancelLook?.();
      cancelRestart();
      await worker?.terminate();
    },
  };
}

function inTime<T>(answer: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    void answer.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}

/** What was judged beforehand. Where something was said in between, nobody can tell. */
const judgeBy =
  (verdicts: ReadonlyMap<string, TopicVerdict>): TopicContext["judge"] =>
  (turns, text) =>
    verdicts.get(questionKey(turns, text)) ?? { kind: "cannot-tell", why: "unlike-anything" };
