import { useWords } from "../words/use-words.ts";
import type { SlaChanges } from "../settings/sla-changes.ts";
import { usePolicyWords } from "./use-policy-words.ts";

/** "2 policies, 1 calendar and the order": what differs, in words. */
export function useChangeWords(): (changes: SlaChanges) => string {
  const { t } = useWords();
  const { and } = usePolicyWords();
  return ({ calendars, policies, reordered }) =>
    and(
      [
        policies.length > 0 && t("policies.changes.policies", { count: policies.length }),
        calendars.length > 0 && t("policies.changes.calendars", { count: calendars.length }),
        reordered && t("policies.changes.order"),
      ].filter((part) => part !== false),
    );
}
