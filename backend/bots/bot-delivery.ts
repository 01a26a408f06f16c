import type { Logger } from "pino";
import { waitAfter } from "../../shared/bots/retry.ts";
import type { ConversationId } from "../../shared/ids.ts";
import { minus, days, plus, type Clock, type Instant } from "../../shared/time.ts";
import { planLook } from "../planned-look.ts";
import type { BotDelivery } from "../store/bot-rows.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { readBotPolicy } from "./bot-policy.ts";
import { deliveryBody } from "./delivery-body.ts";
import type { PostOutcome, PostToBot } from "./post.ts";
import { toPeople } from "./to-people.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly post: PostToBot;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const AT_ONCE = 16;
const RETRY_MS = 1_000;
/** Commits come in bursts: they are looked at together. */
const GATHER_MS = 10;
const LOG_KEPT = days(7);

/**
 * [HO13] Tells bots what is written to them: in order within a conversation, again until it arrives, and at last a person takes over. The
 * queue is in the store, so that a restart forgets nothing; a post whose answer was lost is made again with the same id.
 */
export function startBotDelivery({ at, chance, clock, log, post, store }: Deps): { readonly stop: () => void } {
  const busy = new Set<ConversationId>();
  const { isStopped, plan, stop } = planLook(at, () => look());

  const look = (): void => {
    try {
      begin();
    } catch (error) {
      log.error({ error }, "Bots could not be told; it is tried again.");
      plan(clock.now() + RETRY_MS);
    }
  };

  const begin = (): void => {
    const now = clock.now();
    giveUpOnSilent(now);
    const waiting = store.read((tx) => tx.nextDeliveries(AT_ONCE * 4));
    for (const delivery of waiting) {
      if (busy.has(delivery.conversationId)) continue;
      if (delivery.nextAt > now) plan(delivery.nextAt);
      else if (busy.size < AT_ONCE) start(delivery);
    }
    const next = store.read((tx) => tx.nextAnswerBy());
    if (next !== undefined) plan(Math.max(next, now + GATHER_MS));
  };

  const start = (delivery: BotDelivery): void => {
    busy.add(delivery.conversationId);
    void deliver(delivery)
      .catch((error: unknown) => {
        if (isStopped()) return;
        log.error({ delivery: delivery.id, error }, "A bot could not be told of something; it is tried again.");
        plan(clock.now() + RETRY_MS);
      })
      .then(() => {
        busy.delete(delivery.conversationId);
        plan(clock.now() + GATHER_MS);
      });
  };

  const deliver = async (delivery: BotDelivery): Promise<void> => {
    const prepared = store.read((tx) => ({
      bot: tx.bot(delivery.agentId),
      body: deliveryBody(tx, delivery, clock.now()),
      patience: readBotPolicy(tx).delivery.patience,
    }));
    const { body, bot, patience } = prepared;
    if (bot === undefined || body === undefined) {
      store.write((tx) => tx.putDelivery({ ...delivery, state: "dropped", answerBy: undefined, trouble: bot === undefined ? "no-address" : "gone" }));
      return;
    }
    const outcome = await post({ address: bot.address, secret: bot.secret, id: delivery.id, body, timeoutMs: patience });
    if (isStopped()) return;
    store.write((tx) => settle(tx, delivery, outcome));
  };

  const settle = (tx: WriteTx, sent: BotDelivery, { ok, status, trouble }: PostOutcome): void => {
    const now = clock.now();
    // Meanwhile a person may have taken over.
    const delivery = tx.waitingDeliveries(sent.conversationId).find(({ n }) => n === sent.n);
    if (delivery === undefined) return;
    const tried: BotDelivery = { ...delivery, attempt: delivery.attempt + 1, triedAt: now, status, trouble };
    if (ok) return tx.putDelivery({ ...tried, state: "done" });

    const policy = readBotPolicy(tx).delivery;
    if (delivery.kind === "taken-over") {
      const over = plus(delivery.createdAt, policy.giveUpAfter) <= now;
      return tx.putDelivery(over ? { ...tried, state: "dropped" } : { ...tried, nextAt: plus(now, waitAfter(tried.attempt, policy, chance())) });
    }
    tx.putDelivery({ ...tried, nextAt: plus(now, waitAfter(tried.attempt, policy, chance())) });
    if (tried.attempt >= policy.failures) toPeople(tx, delivery.conversationId, "bot_silent", now);
  };

  /** It was told, or could not be, and the customer has no answer. */
  const giveUpOnSilent = (now: Instant): void => {
    const due = store.read((tx) => tx.unanswered(now, 100));
    if (due.length === 0) return;
    store.write((tx) => {
      for (const delivery of due) {
        const answered = tx
          .messages(delivery.conversationId, 20)
          .some(({ author, at: said, state }) => author.kind !== "customer" && said >= delivery.createdAt && !UNSAID.has(state));
        tx.putDelivery({ ...delivery, answerBy: undefined });
        if (!answered) toPeople(tx, delivery.conversationId, "bot_silent", now);
      }
      tx.forgetDeliveries(minus(now, LOG_KEPT));
    });
  };

  const unsubscribe = store.onCommit(() => plan(clock.now() + GATHER_MS));
  plan(clock.now());

  return {
    // What is under way and has no answer yet is asked again after the next start.
    stop: () => {
      unsubscribe();
      stop();
    },
  };
}

const UNSAID = new Set(["failed", "cancelled", "held"]);
