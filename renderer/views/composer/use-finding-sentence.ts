import { useMemo } from "react";
import type { Finding } from "../../../shared/guard/finding.ts";
import { toInstant, type Instant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useTicker } from "../../state/ticker.ts";
import { categoryInside } from "../consent/consent-words.ts";
import { languageName } from "../words/names.ts";
import { useWords, type Words } from "../words/use-words.ts";
import { evidenceHole, sentenceParts, type SentencePart } from "./sentence-parts.ts";

/** Evidence that is somebody's very words; the rest are figures, times and names of things. */
const VERY_WORDS: ReadonlySet<string> = new Set(["words", "text", "asked", "spoken", "shown", "host", "prefer", "greeting", "signOff", "contact", "missing"]);

/** What is wrong, in the customer's terms; a rule this version has no sentence for is told by its gravity. */
export function useFindingSentence(finding: Finding): readonly SentencePart[] {
  const words = useWords();
  const ticker = useTicker();
  return useMemo(() => findingSentence(finding, words, ticker.now()), [finding, ticker, words]);
}

export const sentenceText = (parts: readonly SentencePart[]): string => parts.map(({ text }) => text).join("");

export function findingSentence({ evidence: raw, messageKey, rule, severity }: Finding, words: Words, now: Instant): readonly SentencePart[] {
  const evidence = rule === "G-CONSENT" ? withCategoryWords(raw, words) : raw;
  const key: MessageKey = messageKey in en ? (messageKey as MessageKey) : `guard.fallback.${severity}`;
  const said = Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, valueWords(name, value, words, now)]));
  const holes = Object.fromEntries(Object.keys(said).map((name) => [name, VERY_WORDS.has(name) ? evidenceHole(name) : said[name]]));
  return sentenceParts(words.t(key, holes), said);
}

/** [G-CONSENT] Its lists are categories of the ledger, said as people say them. */
const withCategoryWords = (evidence: Finding["evidence"], { t }: Words): Finding["evidence"] =>
  Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [
      name,
      (name === "asked" || name === "granted" || name === "withdrawn") && typeof value === "string"
        ? value
            .split(", ")
            .map((category) => categoryInside(category, t))
            .join(", ")
        : value,
    ]),
  );

function valueWords(name: string, value: unknown, { language, t, time }: Words, now: Instant): string {
  if (typeof value === "number") return name.endsWith("At") ? time.until(toInstant(value), now) : time.number(value);
  if (Array.isArray(value)) return value.filter((each) => typeof each === "string").join(", ");
  if (typeof value !== "string") return "";
  if (name.toLowerCase().endsWith("language")) return languageName(value, language);
  const category = `template.category.${value}`;
  if (category in en) return t(category as MessageKey);
  // The platform's own words in capitals.
  if (/^[A-Z]{2,}(?:_[A-Z0-9]+)*$/.test(value) && !VERY_WORDS.has(name)) return value.toLowerCase().replaceAll("_", " ");
  // A sentence inside of ours ends with ours.
  return name === "asked" || name === "spoken" ? value.trim().replace(/[.?!…;,]+$/u, "") : value;
}
