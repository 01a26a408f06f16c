import type { Alert } from "../../shared/sla/alert.ts";
import { minus, minutes, toInstant } from "../../shared/time.ts";
import { ago, idOf } from "./conversations.ts";
import { irene, NOW } from "./people.ts";

/** What Irene is told about clocks this morning. */
export const alerts: readonly Alert[] = [
  alert("al-1", 3, "handoff", "warning", 132, 1),
  alert("al-2", 14, "next-reply", "breach", -221, 3.6),
  alert("al-3", 0, "first-reply", "breach", -725, 12),
];

function alert(id: string, conversation: number, clock: Alert["clock"], what: Alert["what"], dueInSeconds: number, minutesAgo: number): Alert {
  const dueAt = toInstant(NOW + dueInSeconds * 1_000);
  return {
    id,
    agentId: irene,
    conversationId: idOf(conversation),
    clock,
    startedAt: minus(dueAt, minutes(15)),
    what,
    at: what === "breach" ? dueAt : ago(minutesAgo),
    dueAt,
    toldAt: ago(minutesAgo),
  };
}
