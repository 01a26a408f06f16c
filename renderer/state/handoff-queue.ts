import { takesAPlace } from "../../shared/handoffs/capacity.ts";
import { runningClaim } from "../../shared/handoffs/claim-time.ts";
import { byPromise, isInQueue } from "../../shared/handoffs/queue-order.ts";
import { compareInSurge } from "../../shared/handoffs/surge-order.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Instant } from "../../shared/time.ts";

/** [HO2] Who waits for a person, kept up change by change: a queue is short, and is looked at in many places. */
export interface HandoffQueue {
  readonly put: (conversation: Conversation) => void;
  readonly remove: (id: ConversationId) => void;
  /** In order; from `surgeAt` on by what closes first then (HO12). A new array when one came, went, or changed in what a strip decides by, else the same. */
  readonly waiting: (surgeAt?: Instant) => readonly ConversationId[];
  /** [HO4] What this person claimed and has to answer in time. */
  readonly timed: () => readonly ConversationId[];
  /** [HO5] How many of this person's take a place. */
  readonly load: () => number;
}

/** A handoff that nobody has taken. */
const waitsForPerson = (conversation: Conversation): boolean =>
  isInQueue(conversation) && conversation.handoff !== undefined && conversation.handoff.claimedBy === undefined;

export function createHandoffQueue(me: AgentId): HandoffQueue {
  const queued = new Map<ConversationId, Conversation>();
  const timed = new Set<ConversationId>();
  const held = new Set<ConversationId>();
  let waitingIds: readonly ConversationId[] | undefined;
  let timedIds: readonly ConversationId[] | undefined;
  let isSurgeOrder = false;

  const forgetMine = (id: ConversationId): void => {
    if (timed.delete(id)) timedIds = undefined;
    held.delete(id);
  };
  const forget = (id: ConversationId): void => {
    if (queued.delete(id)) waitingIds = undefined;
    forgetMine(id);
  };

  return {
    put: (conversation) => {
      const { assigneeId, id } = conversation;
      if (waitsForPerson(conversation)) {
        const known = queued.get(id);
        queued.set(id, conversation);
        if (known === undefined || !standsTheSame(known, conversation)) waitingIds = undefined;
        return forgetMine(id);
      }
      forget(id);
      if (assigneeId !== me) return;
      if (takesAPlace(conversation)) held.add(id);
      if (runningClaim(conversation) === undefined) return;
      timed.add(id);
      timedIds = undefined;
    },
    remove: forget,
    waiting: (surgeAt) => {
      const inSurge = surgeAt !== undefined;
      if (inSurge !== isSurgeOrder) waitingIds = undefined;
      isSurgeOrder = inSurge;
      return (waitingIds ??= [...queued.values()].sort(surgeAt === undefined ? byPromise : compareInSurge(surgeAt)).map(({ id }) => id));
    },
    timed: () => (timedIds ??= [...timed]),
    load: () => held.size,
  };
}

const standsTheSame = (a: Conversation, b: Conversation): boolean =>
  a.handoff === b.handoff &&
  a.teamId === b.teamId &&
  a.topic === b.topic &&
  a.labels === b.labels &&
  a.clocks === b.clocks &&
  a.lastInboundAt === b.lastInboundAt;
