import type { BoardAnswer } from "../../shared/board/board-answer.ts";
import { USUAL_GOAL } from "../../shared/board/attainment-goal.ts";
import { isInQueue } from "../../shared/handoffs/queue-order.ts";
import { openAlarms } from "../../shared/signals/alarms.ts";
import type { WallboardAnswer } from "../../shared/wallboard/wallboard-answer.ts";
import { VERSION } from "../../shared/version.ts";
import { iso, when } from "../http/present.ts";
import type { Wallboard } from "../store/alert-channel-rows.ts";
import type { ReadTx } from "../store/store.ts";

/** [BD5] The board's own figures [BD1], without a word about anybody. */
export function wallboardAnswer(tx: ReadTx, { teamId }: Wallboard, board: BoardAnswer): WallboardAnswer {
  const { agents, asOf, attainment, now, soon, timeZone } = board;
  const isMine = (team: string | undefined): boolean => teamId === undefined || team === teamId;
  const kept = ({ met, missed, share }: (typeof attainment)["handoff"]) => ({ met, missed, share });
  return {
    version: VERSION,
    asOf: iso(asOf),
    timeZone,
    team: tx.all("team").find(({ id }) => id === teamId)?.name,
    breached: now.breached,
    overdueSince: when(now.overdueSince),
    soon: now.soon,
    soonMs: soon,
    queue: tx.handedOver().filter((one) => isInQueue(one) && one.handoff?.claimedBy === undefined && isMine(one.teamId)).length,
    waiting: now.waiting,
    oldestWaitSince: when(now.oldestWait?.since),
    agents: { available: agents.available, all: agents.all },
    goal: USUAL_GOAL,
    attainment: {
      handoff: kept(attainment.handoff),
      "first-reply": kept(attainment["first-reply"]),
      "next-reply": kept(attainment["next-reply"]),
      resolution: kept(attainment.resolution),
    },
    numbers: tx
      .all("number")
      .filter((number) => isMine(number.teamId))
      .map((number) => ({
        name: number.displayName,
        quality: number.quality.value,
        connected: number.connection === "connected" || number.connection === "pending" || number.connection === "unknown",
        alarmed: openAlarms(number.alarms).some(({ signal }) => signal !== "surge"),
        surgeSince: when(number.surge?.since),
      })),
  };
}
