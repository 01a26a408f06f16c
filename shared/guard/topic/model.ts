import { calibrate, isCanned, thresholdFor, type Calibration } from "./calibration.ts";
import { ALIKE, dismissedLike, type Dismissal } from "./dismissals.ts";
import { evidenceOf, type TopicEvidence } from "./evidence.ts";
import { fitOf } from "./features.ts";
import { addTurns, createHistory, readTurn, type History, type KeptConversation, type Turn } from "./history.ts";
import { scoreOf, type TopicScorer } from "./scorer.ts";
import { situationOf } from "./situation.ts";

/** A turn of the conversation at hand. */
export interface TopicTurn extends Turn {
  readonly id?: string | undefined;
}

/** What can be said of a draft. */
export type TopicVerdict =
  /** A greeting, thanks, a holding line: never off-topic. */
  | { readonly kind: "no-topic" }
  | { readonly kind: "cannot-tell"; readonly why: "nothing-asked" | "little-history" | "unlike-anything" }
  | { readonly kind: "on"; readonly score: number }
  | {
      readonly kind: "off";
      readonly score: number;
      /** 0 to 1, that it is about something else. */
      readonly confidence: number;
      readonly evidence: TopicEvidence;
    };

export interface JudgeOptions {
  /** Of the workspace's own replies, at most this share is to be called off-topic. */
  readonly falseAlarms?: number | undefined;
  /** The conversation itself, where the model has it. */
  readonly conversationId?: string | undefined;
}

/** What a model is made of, as it is kept. */
export interface KeptPast {
  /** By id, the oldest first. */
  readonly conversations: ReadonlyMap<string, KeptConversation>;
  /** By the message that left all the same. */
  readonly dismissals: ReadonlyMap<string, Dismissal>;
}

/** A warning that somebody passed with a reason. */
interface DismissedDraft {
  readonly conversationId: string;
  /** What stood there before it. */
  readonly turns: readonly Turn[];
  readonly text: string;
}

export interface TopicModel {
  /** Takes a past conversation in, or its new state, with the team's labels where there are some. */
  readonly addConversation: (id: string, turns: readonly Turn[], labels?: readonly string[]) => void;
  /** Forgets a conversation, and what was dismissed in it. */
  readonly removeConversation: (id: string) => void;
  /** The same is not warned about again: a draft like this one in a situation like this one is on topic. By the id of its message. */
  readonly learnDismissal: (id: string, dismissed: DismissedDraft) => void;
  /** Forgets everything that was dismissed. */
  readonly forgetDismissals: () => void;
  readonly judge: (context: readonly TopicTurn[], draft: string, options?: JudgeOptions) => TopicVerdict;
  /** Learns anew what the workspace's own replies look like; `judge` does so by itself when the history grew by a tenth. */
  readonly recalibrate: () => void;
  /** As learned, and learned first where it has to be: for whoever gets the conversations as they are kept and need not learn it again. */
  readonly calibration: () => Calibration;
  /** Counts so many more conversations; true once all are, and a check is quick. */
  readonly countMore: (most: number) => boolean;
  readonly size: () => number;
  /** Everything as the model keeps it: hashed terms without words or their order. */
  readonly kept: () => KeptPast;
}

/** Fewer past conversations say too little about what belongs together. */
export const FEWEST_CONVERSATIONS = 50;
/** More are not kept: the oldest go first. */
const MOST_CONVERSATIONS = 4_000;
/** Of one conversation, so many turns are read. */
const MOST_TURNS = 120;
/** So many turns are the situation of a draft. */
const SITUATION = 12;
/** More dismissals are not kept: the oldest go first. */
const MOST_DISMISSALS = 500;
const FALSE_ALARMS = 0.01;
const STALE = 1.1;
/** Of the draft's words, so many must be known here: else it is another language. */
const KNOWN = 0.5;

/** The off-topic check of one workspace. Pure: nothing is read or written, and the same conversations give the same verdicts. */
export function createTopicModel(scorer: TopicScorer, known?: KeptPast, learned?: Calibration): TopicModel {
  const conversations = new Map(known?.conversations);
  const dismissals = new Map(known?.dismissals);
  const learnedFrom = (): number => conversations.size + dismissals.size;
  let history: History | undefined;
  let calibration: { readonly by: Calibration; readonly size: number } | undefined = learned === undefined ? undefined : { by: learned, size: learnedFrom() };
  const places = new Map<string, number>();

  const count = (most: number): History => {
    if (history === undefined) {
      history = createHistory();
      places.clear();
    }
    let left = Math.min(most, conversations.size - places.size);
    // Those that are counted stand first, in the same order.
    if (left > 0) {
      let passed = 0;
      for (const [id, { turns, labels }] of conversations) {
        if (passed++ < places.size) continue;
        if (left-- <= 0) break;
        places.set(id, addTurns(history, turns, labels));
      }
    }
    return history;
  };
  const index = (): History => count(Number.POSITIVE_INFINITY);
  const recalibrate = (): Calibration => {
    const past = index();
    const told = [...conversations.values()].map(({ turns }) => turns);
    // In a conversation that is over, the reply is one of its own.
    const underWay = [...dismissals.values()].filter(({ conversationId }) => !conversations.has(conversationId));
    calibration = { by: calibrate(past, told, scorer, underWay), size: learnedFrom() };
    return calibration.by;
  };
  const calibrated = (): Calibration => {
    const size = learnedFrom();
    const grown = calibration === undefined || size > calibration.size * STALE || size * STALE < calibration.size;
    return grown ? recalibrate() : calibration!.by;
  };
  const forget = (id: string): void => {
    if (!conversations.delete(id)) return;
    // What is counted cannot be taken out of the counts: the next check counts anew.
    history = undefined;
  };

  const judged = (context: readonly TopicTurn[], draft: string, { falseAlarms = FALSE_ALARMS, conversationId }: JudgeOptions): TopicVerdict => {
    const read = readTurn({ from: "agent", text: draft });
    if (read.act) return { kind: "no-topic" };
    const turns = context.slice(-SITUATION);
    if (!turns.some(({ from }) => from === "customer")) return { kind: "cannot-tell", why: "nothing-asked" };
    if (conversations.size < FEWEST_CONVERSATIONS) return { kind: "cannot-tell", why: "little-history" };

    const past = index();
    const own = conversationId === undefined ? undefined : places.get(conversationId);
    // First, for it borrows the same arrays.
    const threshold = thresholdFor(calibrated(), isCanned(past, read, own), falseAlarms);
    if (threshold === undefined) return { kind: "cannot-tell", why: "little-history" };
    const situation = situationOf(past, turns.map(readTurn), own);
    const fit = fitOf(past, situation, read);
    if (situation.before.top < 1 || fit.known < KNOWN) return { kind: "cannot-tell", why: "unlike-anything" };

    const score = scoreOf(scorer, fit.values);
    if (score >= threshold) return { kind: "on", score };
    const doubt = dismissedLike(past, dismissals.values(), situation.turns, read);
    if (doubt >= ALIKE) return { kind: "on", score };
    return { kind: "off", score, confidence: (1 - doubt) / (1 + Math.exp(score)), evidence: evidenceOf(past, situation, turns, draft) };
  };

  return {
    addConversation: (id, turns, labels = []) => {
      forget(id);
      const read = turns.slice(-MOST_TURNS).map(readTurn);
      conversations.set(id, { turns: read, labels });
      if (history !== undefined) index();
      if (conversations.size <= MOST_CONVERSATIONS) return;
      // Several at once, so that not every conversation from here on costs a new count.
      for (const oldest of [...conversations.keys()].slice(0, MOST_CONVERSATIONS / 10)) forget(oldest);
    },
    removeConversation: (id) => {
      forget(id);
      for (const [message, { conversationId }] of dismissals) if (conversationId === id) dismissals.delete(message);
    },
    learnDismissal: (id, { conversationId, text, turns }) => {
      dismissals.set(id, { conversationId, context: turns.slice(-SITUATION).map(readTurn), draft: readTurn({ from: "agent", text }) });
      for (const oldest of [...dismissals.keys()].slice(0, Math.max(0, dismissals.size - MOST_DISMISSALS))) dismissals.delete(oldest);
    },
    forgetDismissals: () => dismissals.clear(),
    judge: (context, draft, options = {}) => {
      const verdict = judged(context, draft, options);
      history?.scratch.giveBack();
      return verdict;
    },
    recalibrate: () => void recalibrate(),
    calibration: calibrated,
    countMore: (most) => {
      count(most);
      return places.size === conversations.size;
    },
    size: () => conversations.size,
    kept: () => ({ conversations, dismissals }),
  };
}
