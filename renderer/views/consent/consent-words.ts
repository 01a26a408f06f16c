import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import { DEFAULT_CATEGORIES, EVERYTHING, categoryNamed } from "../../../shared/consent/categories.ts";
import type { ConsentEntry } from "../../../shared/consent/entry.ts";
import { standings, type ConsentStanding } from "../../../shared/consent/ledger.ts";
import { sourceNamed } from "../../../shared/consent/sources.ts";
import type { ConsentRecorded } from "../../commands/consents.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import type { Words } from "../words/use-words.ts";

type Say = Words["t"];

/** By the catalogue where it is one of ours, else in the workspace's own word. */
const known = (key: string, raw: string, t: Say): string => (key in en ? t(key as MessageKey) : raw);

export const categoryWords = (category: string, t: Say): string => known(`consent.category.${categoryNamed(category)?.key ?? category}`, category, t);

/** In the middle of a sentence. */
export const categoryInside = (category: string, t: Say): string => {
  const words = categoryWords(category, t);
  return words.charAt(0).toLocaleLowerCase() + words.slice(1);
};

export const sourceWords = (source: string, t: Say): string => known(`consent.source.${sourceNamed(source)?.key ?? source}`, source, t);

/** What a line of the history says of itself. */
export const stateWords = ({ state }: Pick<ConsentEntry, "state">, t: Say): string => t(`consent.state.${state}`);

/** How somebody stands, in a word or two. */
export function standingWords(standing: ConsentStanding, t: Say): string {
  if (standing.state === "unknown") return t("consent.state.never");
  return t(standing.state === "granted" && !standing.evidenced ? "consent.state.unproved" : `consent.state.${standing.state}`);
}

/** Why nothing was recorded; undefined where it was. */
export function faultWords(outcome: ConsentRecorded, t: Say): string | undefined {
  if (outcome.kind === "recorded") return undefined;
  return t(outcome.kind === "refused" ? `consent.fault.${outcome.fault}` : `consent.fault.${outcome.kind}`);
}

/** What was withdrawn, in the fewest words; undefined where nothing was. */
export function stoppedWords(lines: readonly ContactConsent[], t: Say): string | undefined {
  const stopped = standings(lines).filter(({ standing }) => standing.state === "withdrawn");
  const [first] = stopped;
  if (first === undefined) return undefined;
  if (first.category === EVERYTHING) return t("consent.mark.everything");
  if (stopped.length > 1) return t("consent.mark.many", { category: categoryWords(first.category, t), more: stopped.length - 1 });
  return first.category === "marketing" ? t("consent.mark.marketing") : t("consent.mark.one", { category: categoryWords(first.category, t) });
}

/** The categories that somebody may agree to one by one. */
export const SINGLE_CATEGORIES: readonly string[] = DEFAULT_CATEGORIES.map(({ key }) => key).filter((key) => key !== EVERYTHING);
