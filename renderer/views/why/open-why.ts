import type { ConversationId } from "../../../shared/ids.ts";
import { isOpen } from "../../../shared/inbox/waiting.ts";
import { mostUrgentClock } from "../../../shared/sla/rank.ts";
import { toInstant } from "../../../shared/time.ts";
import type { Commands } from "../../commands/commands.ts";
import { inboxStore } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";

/** [R3] Explains the clock that bites first; where none can, one that is open, else the newest. */
export function explainUrgent(id: ConversationId, commands: Pick<Commands, "notice">): void {
  const clocks = inboxStore.getState().conversations.get(id)?.clocks ?? [];
  // Which one comes first does not depend on now (R1).
  const urgent = mostUrgentClock(clocks, undefined, toInstant(0));
  const clock =
    urgent?.kind === "clock" ? urgent.clock : (clocks.find((each) => each.kind !== "resolution" && isOpen(each)) ?? clocks.find(isOpen) ?? clocks.at(-1));
  if (clock === undefined) return commands.notice("why.none");
  setUi({ why: { conversationId: id, clock: { kind: clock.kind, startedAt: clock.startedAt, owner: clock.owner } } });
}
