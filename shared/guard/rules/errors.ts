import { firstNameOf } from "../text/person-name.ts";
import type { GuardContext } from "../context.ts";
import type { Finding, Remedy, Severity } from "../finding.ts";
import { doubledWords, invisibleSigns, repeatedMarks, shoutedRuns, type Mend } from "../text/slips.ts";
import { disguisedLinks, isAddress, isBrokenHost, isLookAlike, linksIn, misspeltLinks, siteOf } from "../text/links.ts";
import { languageOf } from "../text/language.ts";
import { misspeltWords } from "../text/spelling.ts";
import { placeholdersIn } from "../text/placeholders.ts";
import type { Reading } from "../text/reading.ts";
import type { TextPolicy } from "../text-policy.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** Of one kind, so many are shown; the rest comes up when these are mended. */
const SHOWN = 5;

/** [G-ERRORS] Slips of the hand: gaps left open, doubled words, shouting, broken or misleading links, signs that nobody sees. */
export const errorsRule: TextRule = ({ draft, values, whole }, context, { text }) => {
  if (draft.kind === "text") return whole === undefined ? [] : errorsIn(whole, context, text);
  return values.flatMap(({ name, reading }) =>
    errorsIn(reading, context, text).map((finding) => ({ ...finding, evidence: { ...finding.evidence, variable: name } })),
  );
};

function errorsIn(reading: Reading, context: GuardContext, { links: { shorteners, trusted } }: TextPolicy): readonly Finding[] {
  const { text } = reading;
  const name = firstNameOf(context.contact?.name);
  const links = linksIn(text).filter(({ host }) => !trusted.includes(siteOf(host)));
  const misspelt = misspeltLinks(text);
  const disguised = disguisedLinks(text).filter(({ target }) => !trusted.includes(siteOf(target)));
  const hidden = (from: number): boolean =>
    disguised.some((other) => from >= other.from && from < other.to) || misspelt.some((other) => from >= other.from && from < other.to);
  const cut = (kind: string, found: readonly (typeof links)[number][]): readonly Finding[] =>
    found.slice(0, SHOWN).map(({ from, host, to }) => said(kind, text, { from, to, with: "" }, { host }));

  const open = links.filter(({ from }) => !hidden(from));
  const lookAlikes = open.filter(({ host }) => isLookAlike(host));
  const addresses = open.filter(({ host }) => isAddress(host));
  const short = open.filter(({ host }) => shorteners.includes(host.replace(/^www\./, "")));
  const broken = open.filter(({ host, url }) => isBrokenHost(host) || /%(?![0-9a-f]{2})/i.test(url));
  return [
    ...placeholdersIn(text)
      .slice(0, SHOWN)
      .map(({ from, gap, person, slight, to, text: words }) =>
        said(
          "placeholder",
          text,
          { from, to, with: person && name !== undefined ? (gap ? (words.trim() === "" ? ` ${name}` : `${words} ${name}`) : name) : "" },
          {},
          slight ? "advise" : "stop",
        ),
      ),
    ...doubledWords(text)
      .slice(0, SHOWN)
      .map((mend) => said("doubled", text, mend)),
    ...shoutedRuns(text)
      .slice(0, SHOWN)
      .map((mend) => said("shouting", text, mend)),
    ...repeatedMarks(text)
      .slice(0, SHOWN)
      .map((mend) => said("marks", text, mend)),
    ...misspelt.slice(0, SHOWN).map((mend) => said("link", text, mend)),
    ...cut(
      "link",
      broken.filter((link) => !lookAlikes.includes(link)),
    ),
    ...disguised.slice(0, SHOWN).map(({ from, shown, target, to }) => said("linkMismatch", text, { from, to, with: "" }, { shown, host: target })),
    ...cut("linkLookalike", lookAlikes),
    ...cut("linkAddress", addresses),
    ...cut("linkShort", short),
    ...invisibleSigns(text)
      .slice(0, SHOWN)
      .map((mend) => said("invisible", text, mend)),
    ...spelling(reading, context),
  ];
}

/** Advice, and the desk's alone: a server without dictionaries lets everything pass, for a misspelt word never keeps a message from leaving. */
function spelling(reading: Reading, { contact, messages, spelling: dictionary }: GuardContext): readonly Finding[] {
  if (dictionary === undefined) return [];
  const told = languageOf(reading.folded, reading.text)?.language;
  const language = told ?? contact?.language?.split("-")[0];
  if (language === undefined || (language === "pt" && /^pt-(?:pt|ao|mz)/i.test(contact?.language ?? ""))) return [];
  return misspeltWords(reading.text, dictionary, { language, assumed: told === undefined, messages: messages ?? [], contact })
    .slice(0, SHOWN)
    .map(({ from, suggestions, to, word }) => {
      const finding = said("spelling", reading.text, { from, to, with: suggestions[0] ?? word }, { suggestions, language });
      const others = suggestions.slice(1).map((other): Remedy => ({ command: "fix", from, to, with: other }));
      return { ...finding, remedies: [...finding.remedies, ...others, { command: "learn-word", word }, { command: "ignore-word", word }] };
    });
}

function said(kind: string, text: string, { from, to, with: instead }: Mend, more: Finding["evidence"] = {}, severity: Severity = "advise"): Finding {
  const words = text.slice(from, to);
  const remedy: Remedy = { command: "fix", from, to, with: instead };
  return {
    rule: "G-ERRORS",
    severity,
    messageKey: `guard.errors.${kind}`,
    evidence: { kind, from, to, text: words, words: words.trim(), ...more },
    remedies: [remedy],
  };
}
