import type { Store } from "../../backend/store/store.ts";
import { EVERY_SCOPE } from "../../shared/sync/scopes.ts";
import type { MessageState, StoryLine } from "../../shared/inbox/message.ts";
import type { Sometimes } from "./sometimes.ts";
import { must } from "./violations.ts";

/** [I10] What a message reached with the platform; the rest are ours. */
const LADDER: readonly MessageState[] = ["accepted", "sent", "failed", "delivered", "read", "played"];

const CHANGES_HANDS: ReadonlySet<StoryLine["kind"]> = new Set(["assign", "released", "claim-ended", "to-bot"]);

/** What must hold after every commit of the server. Throws out of the commit's listener what does not. */
export function watchCommits(
  store: Store,
  sometimes: Sometimes,
  report: (error: unknown) => void,
): { readonly stop: () => void; /** The store was replaced: what it was before says nothing any more. */ readonly startAnew: () => void } {
  const reached = new Map<string, number>();
  const owners = new Map<string, string | undefined>();
  const epochs = new Map<string, number>();
  const holders = new Map<string, string | undefined>();
  const reasons = new Map<string, string>();
  const states = new Map<string, MessageState>();
  let seen = store.read((tx) => tx.head());

  const look = (): void => {
    const entries = store.read((tx) => tx.changes(seen, [EVERY_SCOPE], 5_000));
    const claimed = new Set<string>();
    const gone = new Set<string>();
    for (const { entity, id } of entries) {
      const line = entity === "story" ? store.read((tx) => tx.get("story", id)) : undefined;
      if (line === undefined) continue;
      // What is pushed together is committed together: who had it may have let go of it first.
      if (line.kind === "claim" && !gone.has(line.conversationId)) claimed.add(line.conversationId);
      if (CHANGES_HANDS.has(line.kind)) gone.add(line.conversationId);
    }
    for (const { entity, id, seq } of entries) {
      seen = Math.max(seen, seq);
      if (entity === "message") {
        const message = store.read((tx) => tx.get("message", id));
        if (message === undefined) continue;
        const was = states.get(id);
        states.set(id, message.state);
        const isReported = message.state === "sent" || message.state === "delivered" || message.state === "read" || message.state === "failed";
        if (was === "sending" && isReported && message.state !== "failed") sometimes.reached("report before the answer");
        if (isReported && was === "held" && reasons.get(id) === "server_restored") sometimes.reached("restored message settled by a report");
        if (isReported && (was === "unknown" || (was === "held" && reasons.get(id) === "unknown_outcome")))
          sometimes.reached("unknown outcome settled by a report");
        if (message.state === "cancelled" && was !== "cancelled") sometimes.reached("send cancelled in time");
        const rank = LADDER.indexOf(message.state);
        const before = reached.get(id) ?? -1;
        must("I10", rank >= before || before === -1, () => `message ${id} went from ${LADDER[before]} to ${message.state}`);
        if (rank >= 0) reached.set(id, rank);
        const held = message.held?.reason;
        if (held !== undefined && reasons.get(id) !== held) {
          reasons.set(id, held);
          if (held === "window_closed" || held === "window_margin") sometimes.reached("held: window");
          if (
            held === "server_restored" ||
            held === "unknown_outcome" ||
            held === "new_inbound_since" ||
            held === "not_assignee" ||
            held === "predecessor_held" ||
            held === "guard"
          )
            sometimes.reached(`held: ${held}`);
        }
      }
      if (entity === "conversation") {
        const conversation = store.read((tx) => tx.get("conversation", id));
        if (conversation === undefined) continue;
        const { assigneeId, claimEpoch } = conversation;
        must("I5", claimEpoch >= (epochs.get(id) ?? 0), () => `the claim epoch of ${id} went back to ${claimEpoch}`);
        epochs.set(id, claimEpoch);
        const key = `${id} ${claimEpoch}`;
        const owner = owners.get(key);
        must(
          "I5",
          owner === undefined || assigneeId === undefined || owner === assigneeId,
          () => `${id} has two owners at epoch ${claimEpoch}: ${owner} and ${assigneeId}`,
        );
        if (assigneeId !== undefined) owners.set(key, assigneeId);
        const holder = holders.get(id);
        must("I5", !claimed.has(id) || holder === undefined || holder === assigneeId, () => `${id} was claimed by ${assigneeId} while ${holder} had it`);
        holders.set(id, assigneeId);
      }
    }
  };
  const stop = store.onCommit(() => {
    try {
      look();
    } catch (error) {
      report(error);
    }
  });
  const startAnew = (): void => {
    for (const memory of [reached, owners, epochs, holders, reasons, states]) memory.clear();
    seen = store.read((tx) => tx.head());
  };
  return { stop, startAnew };
}
