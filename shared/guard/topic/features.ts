import type { History, ReadTurn } from "./history.ts";
import { labelFit } from "./labels.ts";
import { lean, leans } from "./likelihood.ts";
import { best, live, match, rarity, shares } from "./match.ts";
import { pairing } from "./pairing.ts";
import type { Situation } from "./situation.ts";

/** Of a very long draft, so many different words and pairs of words are weighed. */
const MOST_TERMS = 48;

/** How a draft fits a situation, as numbers with their names, always the same and in the same order. */
export interface DraftFit {
  readonly names: readonly string[];
  readonly values: readonly number[];
  /** Share of the draft's different words that the history knows. */
  readonly known: number;
}

export function fitOf(history: History, situation: Situation, draft: ReadTurn): DraftFit {
  const { turns, out, outTalk, units, before, around, talk, mixed, fresh, nearest } = situation;
  const names: string[] = [];
  const values: number[] = [];
  const put = (name: string, value: number): void => {
    names.push(name);
    values.push(Number.isFinite(value) ? value : 0);
  };

  const terms = [...new Set(draft.terms)].slice(0, MOST_TERMS);
  const pairs = [...new Set(draft.pairs)].slice(0, MOST_TERMS);
  const both = [...terms, ...pairs];
  const found = terms.map((term) => live(history.around, term, out));
  const weights = found.map((one) => rarity(one?.spread ?? 0, units));
  const bothWeights = [...weights, ...pairs.map(() => 2)];
  let mass = 0;
  let known = 0;
  let heard = 0;
  let rarest = 0;
  for (const [i, weight] of weights.entries()) {
    mass += weight;
    if (found[i] === undefined) continue;
    known += weight;
    heard++;
    rarest = Math.max(rarest, weight);
  }

  // How likely the draft's words are where situations were like this one.
  const replies = leans(history.reply, both, [nearest.before, nearest.mixed, nearest.mixedWide, nearest.fresh], nearest.any, out);
  const arounds = leans(history.around, terms, [nearest.mixedWide, nearest.mixedVast, nearest.fresh], nearest.any, out);
  for (const [name, ratios, weight] of [
    ["before>reply", replies[0]!, bothWeights],
    ["mixed>reply", replies[1]!, bothWeights],
    ["wide>reply", replies[2]!, bothWeights],
    ["fresh>reply", replies[3]!, bothWeights],
    ["wide>around", arounds[0]!, weights],
    ["vast>around", arounds[1]!, weights],
    ["fresh>around", arounds[2]!, weights],
    ["talk wide>talk", lean(history.talk, terms, nearest.talkWide, outTalk), weights],
  ] as const) {
    let sum = 0;
    let weighted = 0;
    let all = 2;
    let lowest = 0;
    let highest = 0;
    let positive = 0;
    for (let i = 0; i < ratios.length; i++) {
      const ratio = ratios[i]!;
      sum += ratio;
      weighted += ratio * weight[i]!;
      all += weight[i]!;
      if (ratio < lowest) lowest = ratio;
      if (ratio > highest) highest = ratio;
      if (ratio > 0.2) positive += weight[i]!;
    }
    put(`${name} sum`, sum);
    put(`${name} mean`, weighted / all);
    put(`${name} min`, lowest);
    put(`${name} max`, highest);
    put(`${name} share`, positive / all);
  }

  // And the other way round: how likely the context's words are where such a thing was said.
  const likeReply = match(history.reply, new Map(both.map((term) => [term, 1])), out, history.scratch);
  const likeAround = match(history.around, new Map(terms.map((term) => [term, 1])), out, history.scratch);
  const likeTalk = match(history.talk, new Map(terms.map((term) => [term, 1])), outTalk, history.scratch);
  const topReplies = best(likeReply, 150);
  const topAround = best(likeAround, 200);
  const topTalks = best(likeTalk, 60);
  const backReply = shares(topReplies, 4, likeReply.length, history.scratch);
  const backAround = shares(topAround, 4, likeReply.length, history.scratch);
  for (const [name, field, share, of, range] of [
    ["reply>before", history.before, backReply, situation.telling, out],
    ["around>around", history.around, backAround, situation.telling, out],
    ["around>asked", history.around, backAround, situation.tellingAsked, out],
  ] as const) {
    const ratios = lean(
      field,
      of.map(({ term }) => term),
      share,
      range,
    );
    let weighted = 0;
    let all = 2;
    let highest = 0;
    for (let i = 0; i < ratios.length; i++) {
      weighted += ratios[i]! * of[i]!.weight;
      all += of[i]!.weight;
      if (ratios[i]! > highest) highest = ratios[i]!;
    }
    put(`back ${name} mean`, weighted / all);
    put(`back ${name} max`, highest);
  }

  // Which words have gone with which.
  for (const [name, one] of [
    ["asked", pairing(history.asked, history.reply, situation.asked, terms, out, history.scratch)],
    ["before", pairing(history.before, history.reply, situation.near, terms, out, history.scratch)],
    ["talk", pairing(history.talk, history.talk, situation.whole, terms, outTalk, history.scratch)],
  ] as const) {
    put(`pairs ${name} mean`, one.mean);
    put(`pairs ${name} best`, one.best);
    put(`pairs ${name} worst`, one.worst);
    put(`pairs ${name} sum`, one.sum);
  }

  // How like this situation are those in which such a thing was said.
  for (const [name, neighbours] of [
    ["reply", topReplies.slice(0, 12)],
    ["around", topAround.slice(0, 12)],
  ] as const) {
    const top = neighbours[0]?.score ?? 1;
    let sum = 1e-6;
    let likeBefore = 0;
    let likeMixed = 0;
    let likeOwner = 0;
    let likeNear = 0;
    let likeFresh = 0;
    let bestFit = 0;
    for (const { unit, score } of neighbours) {
      const weight = Math.exp(4 * (score / top - 1));
      const rank = mixed.rank(mixed.scores[unit]!);
      sum += weight;
      likeBefore += weight * before.rank(before.scores[unit]!);
      likeMixed += weight * rank;
      likeOwner += weight * talk.rank(talk.scores[history.owners[unit]!]!);
      likeNear += weight * around.rank(around.scores[unit]!);
      likeFresh += weight * fresh.rank(fresh.scores[unit]!);
      bestFit = Math.max(bestFit, (score / top) * rank);
    }
    put(`${name}<before`, likeBefore / sum);
    put(`${name}<mixed`, likeMixed / sum);
    put(`${name}<talk`, likeOwner / sum);
    put(`${name}<around`, likeNear / sum);
    put(`${name}<fresh`, likeFresh / sum);
    put(`${name}<best`, bestFit);
  }
  const tenTalks = topTalks.slice(0, 10);
  put("talk<talk", tenTalks.reduce((sum, { unit }) => sum + talk.rank(talk.scores[unit]!), 0) / Math.max(1, tenTalks.length));

  // Words in common with what was just said.
  const customer = turns.filter(({ from }) => from === "customer");
  const overlap = (of: readonly ReadTurn[]): number => {
    const there = new Set(of.flatMap((turn) => turn.terms));
    let sum = 0;
    for (const [i, term] of terms.entries()) if (there.has(term)) sum += weights[i]!;
    return sum;
  };
  const overlapAll = overlap(turns);
  put("overlap last", overlap(customer.slice(-1)) / (mass + 2));
  put("overlap near", overlap(turns.slice(-3)) / (mass + 2));
  put("overlap customer", overlap(customer) / (mass + 2));
  put("overlap all", overlapAll / (mass + 2));
  put("overlap sum", overlapAll);

  // Said before, word for word.
  const twins = (history.same.get(draft.key) ?? []).filter((unit) => unit < out.from || unit >= out.to).slice(0, 200);
  const twinRanks = twins.map((unit) => mixed.rank(mixed.scores[unit]!));
  put("twins", Math.log1p(twins.length));
  put("twins best", twins.length === 0 ? 0.5 : Math.max(...twinRanks));
  put("twins mean", twins.length === 0 ? 0.5 : twinRanks.reduce((sum, rank) => sum + rank, 0) / twins.length);

  // What the team's own labels say.
  const labels = labelFit(history, situation.telling, terms, outTalk);
  put("label overlap", labels.overlap);
  put("label fit", labels.fit);
  put("label gap", labels.gap);
  put("label sure context", labels.sureContext);
  put("label sure draft", labels.sureDraft);
  put("labels", labels.asked);

  // How much there is to go by.
  put("known", known / (mass + 1));
  put("mass", mass / rarity(0, units));
  put("rarest", rarest / rarity(0, units));
  put("terms", terms.length);
  put("question", draft.question ? 1 : 0);
  put("asked length", Math.min(40, customer.at(-1)?.terms.length ?? 0));
  put("turns", turns.length);
  put("strength before", before.top);
  put("strength talk", talk.top);
  put("history", Math.log(Math.max(1, talk.scores.length)));
  return { names, values, known: heard / Math.max(1, terms.length) };
}
