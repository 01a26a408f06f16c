import { VIEWS, type FixedView, type ViewKey } from "../../../shared/inbox/views.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import type { TeamId } from "../../../shared/ids.ts";

export const isFixedView = (view: ViewKey): view is FixedView => (VIEWS as readonly string[]).includes(view);

/** What a view is called: ours by the catalogue, labels and teams by their own names. */
export function useViewName(view: ViewKey): string {
  const { t } = useWords();
  const label = useInbox((state) => (view.startsWith("label:") ? state.labels.get(view.slice(6))?.name : undefined));
  const team = useInbox((state) => (view.startsWith("team:") ? state.teams.get(view.slice(5) as TeamId)?.name : undefined));
  return label ?? team ?? (isFixedView(view) ? t(`view.${view}`) : t("common.unknown"));
}
