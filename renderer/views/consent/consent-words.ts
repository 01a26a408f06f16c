import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import { EVERYTHING, categoryNamed } from "../../../shared/consent/categories.ts";
import type { ConsentEntry } from "../../../shared/consent/entry.ts";
import { standings, type ConsentStanding } from "../../../shared/consent/ledger.ts";
import { sourceNamed } from "../../../shared/consent/sources.ts";
import type { ConsentRecorded } from "../../commands/consents.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { readUi } from "../../state/ui-store.ts";
import type { Words } from "../words/use-words.ts";
import { useCategories } from "./use-categories.ts";

type Say = Words["t"];

/** By the catalogue where it is one of ours, else in the workspace's own word. */
const known = (key: string, raw: string, t: Say): string => (key in en ? t(key as MessageKey) : raw);

/** [S2-9] As the workspace calls it, else by the catalogue. */
export function categoryWords(category: string, t: Say): string {
  const named = categoryNamed(category, readUi().consentSettings.categories);
  return named?.name ?? known(`consent.category.${named?.key ?? category}`, category, t);
}

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
  const stopped = standings(lines, readUi().consentSettings.categories).filter(({ standing }) => standing.state === "withdrawn");
  const [first] = stopped;
  if (first === undefined) return undefined;
  if (first.category === EVERYTHING) return t("consent.mark.everything");
  if (stopped.length > 1) return t("consent.mark.many", { category: categoryWords(first.category, t), more: stopped.length - 1 });
  return first.category === "marketing" ? t("consent.mark.marketing") : t("consent.mark.one", { category: categoryWords(first.category, t) });
}

/** The categories that somebody may agree to one by one. */
export function useSingleCategories(): readonly string[] {
  const categories = useCategories();
  return categories.map(({ key }) => key).filter((key) => key !== EVERYTHING);
}
