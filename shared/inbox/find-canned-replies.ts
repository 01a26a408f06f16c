import type { TeamId } from "../ids.ts";
import { languageFor, type CannedReply } from "./canned-reply.ts";

/** Where somebody is writing. */
export interface CannedSituation {
  /** The customer's, the likeliest first. */
  readonly languages: readonly string[];
  readonly labels: readonly string[];
  /** Names of labels are compared with it too. */
  readonly topic: string | undefined;
  readonly labelName: (id: string) => string | undefined;
  readonly teamIds: readonly TeamId[];
}

export interface FoundReply {
  readonly reply: CannedReply;
  /** The language of the text that would be put. */
  readonly language: string;
  /** The customer reads it. */
  readonly theirs: boolean;
}

/** What fits the word behind `/`: the customer's language first, then what is about this matter, then how well it fits, then what is used most. */
export function findCannedReplies(replies: Iterable<CannedReply>, query: string, situation: CannedSituation): readonly FoundReply[] {
  const wanted = folded(query);
  const found: { readonly one: FoundReply; readonly rank: readonly number[] }[] = [];
  for (const reply of replies) {
    if (reply.teamIds !== undefined && reply.teamIds.length > 0 && !reply.teamIds.some((team) => situation.teamIds.includes(team))) continue;
    const fit = fitOf(reply, wanted);
    if (fit === undefined) continue;
    const theirs = languageFor(reply, situation.languages);
    const language = theirs ?? Object.keys(reply.texts)[0];
    if (language === undefined) continue;
    const place = theirs === undefined ? situation.languages.length : 0;
    // The very shortcut is what somebody meant, whatever else fits.
    const rank = [fit === 0 ? 0 : 1, place, isAbout(reply, situation) ? 0 : 1, fit, -reply.usage.count];
    found.push({ one: { reply, language, theirs: theirs !== undefined }, rank });
  }
  return found.toSorted((a, b) => compare(a.rank, b.rank) || (a.one.reply.shortcut < b.one.reply.shortcut ? -1 : 1)).map(({ one }) => one);
}

/** 0 the shortcut itself, then more and more loosely; undefined: not at all. */
function fitOf({ shortcut, texts, title }: CannedReply, wanted: string): number | undefined {
  const short = folded(shortcut);
  if (wanted === "") return 1;
  if (short === wanted) return 0;
  if (short.startsWith(wanted)) return 1;
  const name = folded(title);
  if (name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  if (short.includes(wanted) || name.includes(wanted)) return 3;
  if (wanted.length >= 2 && isWithin(short, wanted)) return 4;
  if (wanted.length >= 3 && Object.values(texts).some((text) => folded(text).includes(wanted))) return 5;
  return undefined;
}

/** Its letters in this order, others between: `rfd` in `refund`. */
function isWithin(word: string, wanted: string): boolean {
  let at = 0;
  for (const sign of wanted) {
    at = word.indexOf(sign, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function isAbout({ labels }: CannedReply, { labelName, labels: given, topic }: CannedSituation): boolean {
  const about = topic === undefined ? undefined : folded(topic);
  return labels.some((id) => given.includes(id) || (about !== undefined && folded(labelName(id) ?? id) === about));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Accents and capitals are no difference to somebody in a hurry. */
export const folded = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
