import { useCallback, useMemo } from "react";
import type { BoardRow } from "../../../../shared/templates/board-rows.ts";
import type { TemplateFacts, TemplatePeriod } from "../../../commands/templates.ts";
import { useCommands } from "../../../commands/commands-context.tsx";
import { useInbox } from "../../../state/inbox-store.ts";
import { useFacts, type Facts } from "../../settings/use-facts.ts";

/** Every template of this desk with its risks, and what the server told of its results. */
export function useBoard(period: TemplatePeriod): { readonly rows: readonly BoardRow[]; readonly facts: Facts<TemplateFacts> } {
  const commands = useCommands();
  const templates = useInbox((state) => state.templates);
  const facts = useFacts(useCallback(() => commands.templateFacts(period), [commands, period]));
  const known = facts.seen?.fact;
  const rows = useMemo(
    () =>
      [...templates.values()].map((template): BoardRow => ({
        template,
        lint: commands.lintTemplate(template),
        results: known?.results.get(template.id),
        audience: known?.audience.get(template.id) ?? [],
      })),
    [commands, known, templates],
  );
  return { rows, facts };
}
