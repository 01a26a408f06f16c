import type { AgentId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";

/** What to call a colleague who may have left. */
export function useColleague(id: AgentId | undefined): string {
  const name = useInbox((state) => (id === undefined ? undefined : state.agents.get(id)?.name));
  const { t } = useWords();
  return name ?? t("message.agent");
}
