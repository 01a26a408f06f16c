import type { Logger } from "pino";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import { minutes, plus, seconds, type Clock, type Instant } from "../../shared/time.ts";
import { planLook } from "../planned-look.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import type { Store } from "../store/store.ts";
import { endClaim, endWhileTyping, keepClaim } from "./end-claim.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const RETRY = seconds(1);
/** What another process has claimed is noticed by then. */
const LOOK_AGAIN = minutes(1);
const BATCH = 100;

/** [HO4] Takes back what was claimed and not answered in time, also what ran out while nobody was running. */
export function startClaimTimer({ at, clock, log, store }: Deps): { readonly stop: () => void } {
  const { plan, stop } = planLook(at, () => look());

  const look = (): void => {
    let next: number = plus(clock.now(), LOOK_AGAIN);
    try {
      const troubled = takeBack();
      const first = store.read((tx) => tx.nextClaimEnd()) ?? next;
      next = troubled ? Math.max(first, plus(clock.now(), RETRY)) : Math.min(next, first);
    } catch (error) {
      // A full disk, say: what has run out stays so.
      log.error({ error }, "Claims that ran out could not be taken back; it is tried again.");
      next = plus(clock.now(), RETRY);
    }
    plan(next);
  };
  /** Each by itself, so that one that fails holds up nobody. True where some are still to be taken back. */
  const takeBack = (): boolean => {
    let troubled = false;
    const ended = store.read((tx) => tx.endedClaims(clock.now(), BATCH));
    for (const id of ended)
      try {
        store.write((tx) => endClaim(tx, id, clock.now()));
      } catch (error) {
        if (isStoreTrouble(error)) throw error;
        log.error({ error }, "A claim that ran out could not be taken back; the others go on.");
        troubled = true;
      }
    return troubled;
  };
  look();
  const unsubscribe = store.onCommit(() => {
    try {
      const first = store.read((tx) => tx.nextClaimEnd());
      if (first !== undefined) plan(Math.max(first, clock.now()));
    } catch (error) {
      log.error({ error }, "When to look next could not be read; it is looked at once.");
      plan(clock.now());
    }
  });
  return {
    stop: () => {
      unsubscribe();
      stop();
    },
  };
}

/** [HO4] What a sign of typing does to the claim. Most of them nothing, and those write nothing. */
export const createKeepClaim =
  ({ clock, store }: Pick<Deps, "clock" | "store">) =>
  (conversationId: ConversationId, agentId: AgentId): void => {
    const now = clock.now();
    const isKept = store.read((tx) => {
      const conversation = tx.get("conversation", conversationId);
      return conversation !== undefined && endWhileTyping(tx, conversation, agentId, now) !== undefined;
    });
    if (isKept) store.write((tx) => keepClaim(tx, conversationId, agentId, now));
  };
