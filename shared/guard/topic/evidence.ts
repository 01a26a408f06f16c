import { isDialogueAct } from "./dialogue-acts.ts";
import type { History } from "./history.ts";
import { lean } from "./likelihood.ts";
import { live, rarity } from "./match.ts";
import type { Situation } from "./situation.ts";
import { hashOf, tokensOf } from "./tokens.ts";

/** Words as they stand in a text. */
export interface Quote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A customer's words. */
export interface AskedQuote extends Quote {
  /** Of the message, where it is known; else counted from the end of the conversation, 1 the last. */
  readonly messageId?: string | undefined;
  readonly back: number;
}

/** "The customer asks about … This speaks of …": real words, so that a person can judge. */
export interface TopicEvidence {
  readonly asked: readonly AskedQuote[];
  readonly spoken: Quote;
  readonly words: readonly Quote[];
}

interface Spoken {
  readonly from: "customer" | "agent";
  readonly text: string;
  readonly id?: string | undefined;
}

const MOST_QUOTED = 90;
const MOST_ASKED = 2;
const MOST_WORDS = 3;
/** How far back an open question is looked for. */
const MOST_BACK = 6;

export function evidenceOf(history: History, situation: Situation, turns: readonly Spoken[], draft: string): TopicEvidence {
  const weigh = (text: string): number => {
    let weight = 0;
    for (const term of new Set(tokensOf(text).map((token) => hashOf(token.term)))) {
      const found = live(history.around, term, situation.out);
      weight += rarity(found?.spread ?? situation.units * 0.02, situation.units);
    }
    return weight;
  };
  const clauses = turns.flatMap((turn, i) =>
    turn.from === "agent" || turns.length - i > MOST_BACK
      ? []
      : clausesOf(turn.text)
          .filter(({ text }) => !isDialogueAct(text))
          .map((clause) => ({
            messageId: turn.id,
            back: turns.length - i,
            ...clause,
            weight: (Math.min(30, weigh(clause.text)) + (clause.text.includes("?") ? 8 : 0)) * 0.85 ** (turns.length - i - 1),
          })),
  );
  const asked = clauses.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_ASKED);
  const worthy = asked.filter(({ weight }) => weight >= (asked[0]?.weight ?? 0) * 0.6).toSorted((a, b) => b.back - a.back || a.from - b.from);

  const words = tellingWords(history, situation, draft);
  const draftClauses = clausesOf(draft).filter(({ text }) => !isDialogueAct(text));
  const spoken = draftClauses.toSorted((a, b) => count(words, b) - count(words, a))[0] ?? { from: 0, to: draft.length, text: draft };
  return {
    asked: worthy.map(({ messageId, back, from, to, text }) => ({ ...(messageId === undefined ? {} : { messageId }), back, from, to, text })),
    spoken,
    words,
  };
}

const count = (words: readonly Quote[], clause: Quote): number => words.filter(({ from }) => from >= clause.from && from < clause.to).length;

/** The draft's words that are least at home in such a situation. */
function tellingWords(history: History, situation: Situation, draft: string): Quote[] {
  const seen = new Set<string>();
  const tokens = tokensOf(draft).filter(({ term, from, to }) => {
    const fresh = !seen.has(term) && !isDialogueAct(draft.slice(from, to)) && !term.startsWith("#");
    seen.add(term);
    return fresh;
  });
  const terms = tokens.map(({ term }) => hashOf(term));
  const ratios = lean(history.around, terms, situation.nearest.mixedVast, situation.out);
  return tokens
    .map(({ from, to }, i) => ({ from, to, weight: -ratios[i]! + 0.15 * rarity(live(history.around, terms[i]!, situation.out)?.spread ?? 1, situation.units) }))
    .sort((a, b) => b.weight - a.weight || a.from - b.from)
    .slice(0, MOST_WORDS)
    .sort((a, b) => a.from - b.from)
    .map(({ from, to }) => ({ from, to, text: draft.slice(from, to) }));
}

/** A text in clauses, with their places; long ones are cut at a word. */
export function clausesOf(text: string): Quote[] {
  const clauses: Quote[] = [];
  for (const { 0: raw, index } of text.slice(0, 4_096).matchAll(/[^.!?;\n。！？]+[.!?;。！？]*/gu)) {
    const from = index + raw.length - raw.trimStart().length;
    const whole = raw.trim();
    if (whole === "") continue;
    const kept = whole.length <= MOST_QUOTED ? whole : whole.slice(0, Math.max(whole.lastIndexOf(" ", MOST_QUOTED), MOST_QUOTED / 2));
    clauses.push({ from, to: from + kept.length, text: kept });
  }
  return clauses;
}
