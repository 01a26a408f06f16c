import type { Instant } from "../time.ts";
import { categoryNamed, DEFAULT_CATEGORIES, EVERYTHING, type ConsentCategory } from "./categories.ts";
import { isCustomersAct, isEvidenced, type ConsentEntry } from "./entry.ts";

/** How somebody stands to one category. */
export type ConsentStanding =
  | { readonly state: "unknown" }
  | { readonly state: "granted"; readonly entry: ConsentEntry; readonly evidenced: boolean }
  /** `everything`: nothing at all may be sent, whatever the category. */
  | { readonly state: "withdrawn"; readonly entry: ConsentEntry; readonly everything: boolean };

const UNKNOWN: ConsentStanding = { state: "unknown" };

/**
 * How somebody stands to a category by the whole ledger, in whatever order its lines come. The newest counts, with two exceptions:
 * a withdrawal ends by the customer's own act alone (S2-15), and one of everything beats every category until then.
 */
export function standing(entries: readonly ConsentEntry[], category: string, categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES): ConsentStanding {
  const key = keyOf(category, categories);
  const inOrder = entries.filter(({ state }) => state !== "unknown").toSorted(byTime);
  let own = UNKNOWN;
  let everything = UNKNOWN;

  for (const entry of inOrder) {
    const about = keyOf(entry.category, categories);
    if (about === EVERYTHING) {
      everything = next(everything, entry, true);
      // A new opt-in to everything is one to this category too; taking up again by a word only ends the silence.
      if (entry.state === "granted" && everything.state === "granted" && !resumesOnly(entry)) own = next(own, entry, false);
    } else if (about === key) {
      if (entry.state === "granted" && everything.state === "withdrawn" && !isCustomersAct(entry)) continue;
      own = next(own, entry, false);
      // Whoever opts in to this category by an act of their own after stopping everything wants this one again, and no other.
      if (entry.state === "granted" && isCustomersAct(entry) && everything.state === "withdrawn" && key !== EVERYTHING) everything = UNKNOWN;
    }
  }
  if (key === EVERYTHING || everything.state === "withdrawn") return everything;
  return own;
}

/** Whether nothing may be sent, and since when. */
export function stoppedEverything(entries: readonly ConsentEntry[], categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES): Instant | undefined {
  const all = standing(entries, EVERYTHING, categories);
  return all.state === "withdrawn" ? all.entry.at : undefined;
}

/** Every category of the workspace with its standing: what the header of a conversation shows. */
export const standings = (
  entries: readonly ConsentEntry[],
  categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES,
): readonly { readonly category: string; readonly standing: ConsentStanding }[] =>
  categories.map(({ key }) => ({ category: key, standing: standing(entries, key, categories) }));

function next(before: ConsentStanding, entry: ConsentEntry, everything: boolean): ConsentStanding {
  if (entry.state === "withdrawn") return { state: "withdrawn", entry, everything };
  if (before.state === "withdrawn" && !isCustomersAct(entry)) return before;
  return { state: "granted", entry, evidenced: isEvidenced(entry) };
}

/** START says "go on", not "send me offers": what was granted before counts again, and nothing else. */
const resumesOnly = ({ source }: ConsentEntry): boolean => source === "keyword" || source === "button";

const keyOf = (word: string, categories: readonly ConsentCategory[]): string => categoryNamed(word, categories)?.key ?? word.trim().toLowerCase();

/** Of two lines of one instant the withdrawal is the later, so that the order of arrival changes nothing. */
function byTime(a: ConsentEntry, b: ConsentEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.state !== b.state) return a.state === "withdrawn" ? 1 : -1;
  return compare(a.category, b.category) || compare(a.source, b.source) || compare(a.evidence ?? "", b.evidence ?? "") || compare(a.by, b.by);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
