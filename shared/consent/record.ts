import { err, ok, type Result } from "../result.ts";
import { categoryNamed, DEFAULT_CATEGORIES, EVERYTHING, type ConsentCategory } from "./categories.ts";
import { isCustomersAct, isEvidenced, weaknesses, type ConsentEntry } from "./entry.ts";
import { standing } from "./ledger.ts";
import { sourceNamed } from "./sources.ts";

/** Why a line is not taken into the ledger; each has a sentence. */
export type ConsentRefusal = "unknown-category" | "unknown-source" | "evidence-missing" | "customers-act-missing";

export interface RecordedConsent {
  readonly entry: ConsentEntry;
  /** [S1-12] What a strong record would have besides; shown with it, refused nowhere. */
  readonly weak: ReturnType<typeof weaknesses>;
}

/**
 * [S1-12] [S2-15] Whether a line may be added, with its category and source under their own names. A withdrawal is always taken: whoever
 * says no need not prove it. A grant needs evidence, and after a withdrawal the customer's own act: an agent alone never resumes.
 */
export function recordConsent(
  entries: readonly ConsentEntry[],
  entry: ConsentEntry,
  categories: readonly ConsentCategory[] = DEFAULT_CATEGORIES,
): Result<RecordedConsent, ConsentRefusal> {
  const category = categoryNamed(entry.category, categories);
  // A withdrawal in words that we do not know is one of everything: too much silence is mended by a word, too little is not.
  if (entry.state === "withdrawn") return taken({ ...entry, category: category?.key ?? EVERYTHING, source: sourceNamed(entry.source)?.key ?? "other" });
  if (category === undefined) return err("unknown-category");

  const source = sourceNamed(entry.source);
  if (source === undefined) return err("unknown-source");
  const named = { ...entry, category: category.key, source: source.key };
  if (entry.state === "granted" && !isEvidenced(named)) return err("evidence-missing");

  const before = standing(entries, category.key, categories);
  if (entry.state === "granted" && before.state === "withdrawn" && (!isCustomersAct(named) || named.at <= before.entry.at)) return err("customers-act-missing");
  return taken(named);
}

const taken = (entry: ConsentEntry): Result<RecordedConsent, never> => ok({ entry, weak: weaknesses(entry) });
