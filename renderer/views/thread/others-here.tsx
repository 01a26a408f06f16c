import { Eye, PencilLine } from "lucide-react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useWords } from "../words/use-words.ts";
import css from "./lines.module.css";

/** Colleagues who look or write here now, so that two do not answer at once. No height where there are none. */
export function OthersHere({ id }: { readonly id: ConversationId }) {
  const present = useInbox((state) => state.presence.get(id));
  const agents = useInbox((state) => state.agents);
  const me = useInbox((state) => state.me?.id);
  const { t } = useWords();
  const others = (present ?? []).filter(({ agentId }) => agentId !== me);
  if (others.length === 0) return null;

  return (
    <p className={css["others"]} role="status">
      {others.slice(0, 3).map(({ agentId, what }) => (
        <span key={agentId}>
          {what === "type" ? <PencilLine size={13} strokeWidth={1.75} /> : <Eye size={13} strokeWidth={1.75} />}
          {t(what === "type" ? "row.typing" : "row.viewing", { name: agents.get(agentId)?.name ?? t("common.unknown") })}
        </span>
      ))}
    </p>
  );
}
