import { toAgentId, toTeamId } from "../../../shared/ids.ts";
import type { Mutation } from "../../../shared/sync/mutations.ts";
import { toInstant } from "../../../shared/time.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";

/** A wish in words: what was done, to whom it goes, until when. */
export function useWishWords(): (mutation: Mutation) => string {
  const agents = useInbox((state) => state.agents);
  const teams = useInbox((state) => state.teams);
  const labels = useInbox((state) => state.labels);
  const ticker = useTicker();
  const { t, time } = useWords();
  const unknown = t("common.unknown");

  return (mutation) => {
    switch (mutation.kind) {
      case "send":
        return mutation.template === undefined ? t("pending.send", { text: mutation.text ?? "" }) : t("pending.template", { name: mutation.template.name });
      case "note":
        return t("pending.note", { text: mutation.text });
      case "assign": {
        const { to } = mutation;
        if (to.kind === "nobody") return t("pending.release-owner");
        const name = to.kind === "agent" ? agents.get(toAgentId(to.id))?.name : teams.get(toTeamId(to.id))?.name;
        return t("pending.assignTo", { name: name ?? unknown });
      }
      case "snooze":
        return t("pending.snoozeUntil", { time: time.until(toInstant(mutation.until), ticker.now()) });
      case "label": {
        const names = (ids: readonly string[], sign: string) => ids.map((id) => `${sign}${labels.get(id)?.name ?? unknown}`);
        return t("pending.labels", { names: [...names(mutation.add, "+"), ...names(mutation.remove, "−")].join(", ") });
      }
      case "priority":
        return t("pending.priorityTo", { priority: t(`priority.${mutation.priority}`) });
      default:
        return t(`pending.${mutation.kind}`);
    }
  };
}
