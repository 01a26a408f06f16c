import type { Alert } from "../../shared/sla/alert.ts";
import type { InboxState } from "./inbox-state.ts";

/** [B2] What still has to be seen, newest first. What this person has seen is gone at once, before the server knows. */
export function shownAlerts({ alerts, pending }: Pick<InboxState, "alerts" | "pending">): readonly Alert[] {
  return [...alerts.values()].filter((alert) => !isSeen(alert, pending)).sort((a, b) => b.toldAt - a.toldAt || b.at - a.at || (a.id < b.id ? -1 : 1));
}

export const hasShownAlert = (state: Pick<InboxState, "alerts" | "pending">, conversationId: Alert["conversationId"]): boolean => {
  for (const alert of state.alerts.values()) if (alert.conversationId === conversationId && !isSeen(alert, state.pending)) return true;
  return false;
};

const isSeen = ({ conversationId }: Alert, pending: InboxState["pending"]): boolean =>
  pending.get(conversationId)?.some(({ mutation }) => mutation.kind === "seen") ?? false;
