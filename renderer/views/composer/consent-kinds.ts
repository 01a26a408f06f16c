import { EVERYTHING } from "../../../shared/consent/categories.ts";
import { readUi } from "../../state/ui-store.ts";
import type { Finding, Remedy } from "../../../shared/guard/finding.ts";

/** The categories of the ledger that a finding about consent speaks of; none where it names none. */
export function consentKinds(remedy: Remedy, { evidence }: Finding): readonly string[] {
  const { asked } = evidence;
  if (typeof asked === "string" && asked !== "") return asked.split(", ");
  const kind = remedy["category"] ?? evidence["category"];
  if (typeof kind !== "string") return [];
  const allowed = readUi()
    .consentSettings.categories.filter(({ allows, key }) => allows === kind && key !== EVERYTHING)
    .map(({ key }) => key);
  return allowed.length > 0 ? allowed : [kind];
}
