import type { Conversation } from "../../shared/inbox/conversation.ts";
import { isOpen } from "../../shared/inbox/waiting.ts";
import type { Clock } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { ExplanationPiece } from "../../shared/sla/explanation.ts";
import { explainCases } from "../../shared/sla/fold.ts";
import { clockKey } from "../../shared/sla/records.ts";
import type { Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import type { ClockHistory } from "./clock-history.ts";

/**
 * [P3] [S13] Where an open clock is measured by other terms than before, the story says so at the instant of the change, once.
 * What a hold moved is no change of terms.
 */
export function tellTerms(tx: WriteTx, before: Conversation, after: Conversation, { events, options }: ClockHistory, asOf: Instant): void {
  const moved = after.clocks.flatMap((clock) => {
    const old = before.clocks.find((one) => clockKey(one) === clockKey(clock));
    return old !== undefined && isOpen(clock) && (termsOf(old) !== termsOf(clock) || old.dueAt !== clock.dueAt) ? [{ clock, old }] : [];
  });
  if (moved.length === 0) return;

  const explained = explainCases(events, { ...options, now: asOf }).at(-1)?.clocks ?? [];
  for (const { clock, old } of moved) {
    const why = explained.findLast((one) => clockKey(one.clock) === clockKey(clock))?.why ?? [];
    const change = why.findLast(termsOf(old) === termsOf(clock) ? isMove : isChange);
    if (change === undefined || !isChange(change)) continue;

    const id = `${after.id}:terms:${clockKey(clock)}:${change.at}:${clock.policy?.id ?? ""}:${clock.policy?.version ?? ""}`;
    if (tx.get("story", id) !== undefined) continue;
    const data = {
      clock: clock.kind,
      ...(old.dueAt === undefined ? {} : { from: String(old.dueAt) }),
      ...(clock.dueAt === undefined ? {} : { to: String(clock.dueAt) }),
      because: becauseOf(change, events),
    };
    tx.put("story", id, { id, conversationId: after.id, at: change.at, kind: "terms", data });
  }
}

const termsOf = ({ calendar, policy, state, target }: Clock): string =>
  JSON.stringify([policy?.id, policy?.version, calendar?.id, calendar?.version, target, state === "cancelled"]);

const CHANGES = new Set<ExplanationPiece["kind"]>(["re-dated", "unmatched"]);
const MOVES = new Set<ExplanationPiece["kind"]>([...CHANGES, "paused", "resumed", "reopened"]);
const isChange = ({ kind }: ExplanationPiece): boolean => CHANGES.has(kind);
const isMove = ({ kind }: ExplanationPiece): boolean => MOVES.has(kind);

/** The event behind it, in the words of policies: what somebody saved, or which fact about the conversation is another now. */
function becauseOf({ at, data }: ExplanationPiece, events: readonly SlaEvent[]): string {
  const { because } = data;
  switch (because) {
    case "policyChange":
      return "policy";
    case "calendarChange":
      return "calendar";
    case "assign":
    case "transfer":
      return "team";
    case "context": {
      const event = events.find((one) => one.type === "context" && one.at === at);
      const field = Object.keys(event ?? {}).find((name) => name !== "type" && name !== "at" && name !== "id");
      return field === "labels" ? "label" : (field ?? "context");
    }
    default:
      return String(because);
  }
}
