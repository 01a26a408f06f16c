import { addTurns, createHistory, readTurn, type History, type ReadTurn } from "../shared/guard/topic/history.ts";
import { fitOf } from "../shared/guard/topic/features.ts";
import { situationOf } from "../shared/guard/topic/situation.ts";
import { seeded, shuffled } from "./chance.ts";
import type { Dialogue } from "./dialogues.ts";

/** A team's past, made of some dialogues of a set. */
export interface Workspace {
  readonly history: History;
  readonly places: ReadonlyMap<string, number>;
}

/** One question for the scorer: features, and whether the draft was the real reply. */
export interface Example {
  readonly features: readonly number[];
  readonly names: readonly string[];
  readonly isReal: boolean;
  readonly weight: number;
}

const read = new WeakMap<Dialogue, ReadTurn[]>();
export function turnsOf(dialogue: Dialogue): ReadTurn[] {
  let turns = read.get(dialogue);
  if (turns === undefined) read.set(dialogue, (turns = dialogue.turns.map(([role, text]) => readTurn({ from: role === "c" ? "customer" : "agent", text }))));
  return turns;
}

export function workspaceOf(dialogues: readonly Dialogue[], isLabelled: boolean): Workspace {
  const history = createHistory();
  return { history, places: new Map(dialogues.map((dialogue) => [dialogue.id, addTurns(history, turnsOf(dialogue), isLabelled ? dialogue.topics : [])])) };
}

interface Line {
  readonly text: string;
  readonly domain: string;
  readonly topic: string;
  readonly isTyped: boolean;
}

/** A near draft is of another task but the same shop: it counts for less than one from elsewhere, which is the promise made. */
const NEAR_WEIGHT = 0.4;
const TRIES = 40;

/** Real replies (half of the workspaces label their conversations), and replies of other tasks and other shops in their place. Replies typed by hand come first: canned ones are easy. */
export function examplesOf(set: "star" | "mwoz", dialogues: readonly Dialogue[], past: number, wanted: number, seed: number): Example[] {
  const random = seeded(seed);
  const workspace = workspaceOf(shuffled(dialogues, seed).slice(0, past), seeded(seed * 7_919)() < 0.5);
  const lines = linesOf(set, dialogues);
  const typedLines = lines.filter(({ isTyped }) => isTyped);
  const questions = dialogues.flatMap((dialogue) =>
    dialogue.turns.flatMap(([role, , content], i) => (role === "a" && i > 0 && !turnsOf(dialogue)[i]!.act ? [{ dialogue, i, isTyped: content === -1 }] : [])),
  );
  const typed = shuffled(
    questions.filter(({ isTyped }) => isTyped),
    seed + 1,
  ).slice(0, wanted / 2);
  const others = shuffled(
    questions.filter(({ isTyped }) => !isTyped),
    seed + 2,
  ).slice(0, wanted - typed.length);

  return [...typed, ...others].flatMap(({ dialogue, i, isTyped }) => {
    const turns = turnsOf(dialogue);
    const situation = situationOf(workspace.history, turns.slice(Math.max(0, i - 12), i), workspace.places.get(dialogue.id));
    const example = (draft: ReadTurn, isReal: boolean, weight: number): Example => {
      const { values, names } = fitOf(workspace.history, situation, draft);
      return { features: values, names, isReal, weight };
    };
    const from = isTyped && typedLines.length > 50 ? typedLines : lines;
    const pick = (wish: (line: Line) => boolean): Line | undefined => {
      for (let tries = 0; tries < TRIES; tries++) {
        const line = from[Math.floor(random() * from.length)]!;
        if (wish(line)) return line;
      }
      return undefined;
    };
    const far = pick(({ domain }) => !dialogue.domains.includes(domain));
    const near = pick(({ domain, topic }) => dialogue.domains.includes(domain) && !dialogue.topics.includes(topic));
    const draftOf = ({ text }: Line): ReadTurn => readTurn({ from: "agent", text });
    const examples = [
      example(turns[i]!, true, 1),
      ...(far === undefined ? [] : [example(draftOf(far), false, 1)]),
      ...(near === undefined ? [] : [example(draftOf(near), false, NEAR_WEIGHT)]),
    ];
    workspace.history.scratch.giveBack();
    return examples;
  });
}

/** Agents' lines of which one task is known, topic-bearing ones. */
function linesOf(set: "star" | "mwoz", dialogues: readonly Dialogue[]): Line[] {
  return dialogues.flatMap((dialogue) =>
    dialogue.turns.flatMap(([role, text, content, marked], i) => {
      const topics = dialogue.multi ? marked : dialogue.topics;
      if (role === "c" || content === 0 || topics?.length !== 1 || turnsOf(dialogue)[i]!.act) return [];
      const topic = topics[0]!;
      return [{ text, topic, domain: set === "star" ? topic.split("_")[0]! : topic, isTyped: content === -1 }];
    }),
  );
}
