import type { AgentId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";

/** Who a line of the ledger is from: an agent's name, the customer, or an import. */
export function useWho(by: string): string {
  const name = useInbox(({ agents, me }) => (me?.id === by ? "" : agents.get(by as AgentId)?.name));
  const { t } = useWords();
  if (by === "customer" || by === "import") return t(`consent.by.${by}`);
  return name === "" ? t("common.youObject") : (name ?? t("common.unknown"));
}
