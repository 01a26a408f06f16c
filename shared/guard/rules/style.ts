import type { GuardContext } from "../context.ts";
import type { Finding, Remedy } from "../finding.ts";
import { ADDRESS } from "../lexicon/address.ts";
import type { StyleGuide } from "../style-guide.ts";
import type { Instant } from "../../time.ts";
import { hours } from "../../time.ts";
import { languageOf } from "../text/language.ts";
import { passageAt, readText, type Passage, type Reading } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

const SHOWN = 5;
/** A greeting is asked for once in this time. */
const GREETED = hours(12);

/** [G-STYLE] The house style, as data: words to avoid, how customers are addressed, how a message begins and ends. */
export const styleRule: TextRule = ({ draft, whole }, context, { text: { style } }, now) => {
  if (draft.kind === "template" || whole === undefined || style.length === 0) return [];

  const language = languageOf(whole.folded, whole.text)?.language ?? context.contact?.language?.split(/[-_]/)[0]?.toLowerCase() ?? onlyLanguage(style);
  return style
    .filter((guide) => guide.language.split(/[-_]/)[0]?.toLowerCase() === language)
    .flatMap((guide) => [...wordsIn(whole, guide), ...addressIn(whole, guide), ...greetingOf(whole, guide, context, now), ...signOffOf(whole, guide)])
    .slice(0, SHOWN);
};

const onlyLanguage = (style: readonly StyleGuide[]): string | undefined =>
  style.length === 1 ? style[0]?.language.split(/[-_]/)[0]?.toLowerCase() : undefined;

function said(kind: string, passage: Passage, instead: string | undefined, more: Finding["evidence"] = {}): Finding {
  const remedies: readonly Remedy[] =
    instead === undefined ? [{ command: "fix" }] : [{ command: "replace", from: passage.from, to: passage.to, with: instead }];
  return { rule: "G-STYLE", severity: "advise", messageKey: `guard.style.${kind}`, evidence: { kind, ...passage, words: passage.text, ...more }, remedies };
}

function wordsIn(reading: Reading, { words }: StyleGuide): readonly Finding[] {
  return words.flatMap(({ avoid, prefer }) => {
    const wanted = readText(avoid.trim()).folded;
    return placesOf(wanted, reading.folded).map((from) => {
      const passage = passageAt(reading, from, from + wanted.length);
      return prefer === undefined ? said("avoid", passage, undefined) : said("prefer", passage, likeBefore(passage.text, prefer), { prefer });
    });
  });
}

/** Whole words only; the search is for plain text, whatever signs a lead has typed. */
function placesOf(wanted: string, folded: string): readonly number[] {
  const places: number[] = [];
  if (wanted === "") return places;
  for (let at = folded.indexOf(wanted); at >= 0 && places.length < SHOWN; at = folded.indexOf(wanted, at + wanted.length)) {
    if (!isLetter(folded[at - 1]) && !isLetter(folded[at + wanted.length])) places.push(at);
  }
  return places;
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
/** As loud as the word that it stands for. */
const likeBefore = (before: string, prefer: string): string => {
  if (before.length > 1 && before === before.toUpperCase() && before !== before.toLowerCase()) return prefer.toUpperCase();
  return before[0] === before[0]?.toLowerCase() ? prefer : prefer.charAt(0).toUpperCase() + prefer.slice(1);
};

const WORD = /[\p{L}\p{M}]+/gu;

function addressIn(reading: Reading, { address, language }: StyleGuide): readonly Finding[] {
  const forms = ADDRESS[language.split(/[-_]/)[0]?.toLowerCase() ?? ""];
  if (address === undefined || forms === undefined) return [];
  const wrong = address === "polite" ? forms.familiar : forms.polite;
  for (const match of reading.text.matchAll(WORD)) {
    const word = match[0].normalize("NFC");
    const instead = wrong[word] ?? wrong[word.toLowerCase()];
    if (instead === undefined || (language.startsWith("de") && wrong[word] === undefined)) continue;
    const passage = { from: match.index, to: match.index + match[0].length, text: match[0] };
    return [said("address", passage, likeBefore(word, instead), { address })];
  }
  return [];
}

function greetingOf(reading: Reading, { greetings }: StyleGuide, { messages }: GuardContext, now: Instant): readonly Finding[] {
  if (greetings === undefined || greetings.length === 0 || messages === undefined) return [];
  if (messages.some(({ at, direction }) => direction === "out" && now - at < GREETED)) return [];
  if (greetings.some((greeting) => reading.folded.trimStart().startsWith(readText(greeting).folded))) return [];
  return [said("greeting", { from: 0, to: 0, text: "" }, `${greetings[0] ?? ""} `, { greeting: greetings[0] })];
}

function signOffOf(reading: Reading, { signOffs }: StyleGuide): readonly Finding[] {
  if (signOffs === undefined || signOffs.length === 0) return [];
  const end = reading.folded.trimEnd().slice(-160);
  if (signOffs.some((signOff) => end.includes(readText(signOff).folded))) return [];
  const at = reading.text.length;
  return [said("signOff", { from: at, to: at, text: "" }, `\n${signOffs[0] ?? ""}`, { signOff: signOffs[0] })];
}
