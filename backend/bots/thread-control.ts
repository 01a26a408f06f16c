import type { Logger } from "pino";
import type { ConversationId } from "../../shared/ids.ts";
import { plus, seconds, toDuration, type Clock, type Instant } from "../../shared/time.ts";
import type { CloudApi, ThreadControlOutcome } from "../cloud-api/port.ts";
import { planLook } from "../planned-look.ts";
import { hearRouting } from "./hear-routing.ts";
import type { ThreadWish } from "../store/bot-rows.ts";
import type { Store, WriteTx } from "../store/store.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cloudApi: Pick<CloudApi, "threadControl">;
  readonly log: Pick<Logger, "error">;
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const MOST_ATTEMPTS = 6;
const GATHER_MS = 10;
const RETRY_MS = 1_000;

/** Asks the platform's routing for what people have done: take, pass, release. Durable, one at a time in a conversation. */
export function startThreadControl({ at, clock, cloudApi, log, store }: Deps): { readonly stop: () => void } {
  const busy = new Set<ConversationId>();
  const { isStopped, plan, stop } = planLook(at, () => look());

  const look = (): void => {
    try {
      const now = clock.now();
      for (const wish of store.read((tx) => tx.threadWishes())) {
        if (busy.has(wish.conversationId)) continue;
        if (wish.nextAt > now) plan(wish.nextAt);
        else start(wish);
      }
    } catch (error) {
      log.error({ error }, "The platform's routing could not be asked; it is tried again.");
      plan(clock.now() + RETRY_MS);
    }
  };
  const start = (wish: ThreadWish): void => {
    busy.add(wish.conversationId);
    void ask(wish)
      .catch((error: unknown) => {
        if (isStopped()) return;
        log.error({ error }, "The platform's routing could not be asked; it is tried again.");
        plan(clock.now() + RETRY_MS);
      })
      .then(() => void busy.delete(wish.conversationId))
      .then(() => plan(clock.now() + GATHER_MS));
  };
  const ask = async (wish: ThreadWish): Promise<void> => {
    const { contact, number } = store.read((tx) => {
      const conversation = tx.get("conversation", wish.conversationId);
      return {
        number: conversation === undefined ? undefined : tx.get("number", conversation.numberId),
        contact: conversation === undefined ? undefined : tx.get("contact", conversation.contactId),
      };
    });
    const to = contact?.phone !== undefined ? { phone: contact.phone } : contact?.userId === undefined ? undefined : { userId: contact.userId };
    if (number === undefined || to === undefined) return store.write((tx) => tx.dropThreadWish(wish.conversationId));
    const outcome = await cloudApi.threadControl({
      phoneNumberId: number.phoneNumberId,
      to,
      action: wish.action,
      ...(wish.metadata === undefined ? {} : { metadata: wish.metadata }),
      ...(wish.action === "pass" ? { targetRole: "ai_agent" as const } : {}),
    });
    if (!isStopped()) store.write((tx) => settle(tx, wish, outcome, clock.now()));
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

function settle(tx: WriteTx, asked: ThreadWish, outcome: ThreadControlOutcome, now: Instant): void {
  const wish = tx.threadWishes().find(({ conversationId }) => conversationId === asked.conversationId);
  // Somebody has wished for something else since.
  if (wish?.action !== asked.action) return;
  if (outcome.type !== "done" && outcome.retry === "later" && wish.attempt + 1 < MOST_ATTEMPTS)
    return tx.putThreadWish({ ...wish, attempt: wish.attempt + 1, nextAt: plus(now, toDuration(seconds(2) * 2 ** wish.attempt)) });

  tx.dropThreadWish(wish.conversationId);
  if (outcome.type === "done") {
    hearRouting({ tx }, wish.conversationId, { kind: wish.action === "take" ? "took" : "gave", at: now });
  } else {
    const id = `thread-control:${wish.conversationId}:${now}`;
    tx.put("story", id, {
      id,
      conversationId: wish.conversationId,
      at: now,
      kind: "thread-control",
      by: wish.by,
      data: { action: wish.action, code: String(outcome.code), title: outcome.title },
    });
  }
  tx.appendAudit({
    at: now,
    who: wish.by,
    action: "thread-control",
    target: wish.conversationId,
    data: JSON.stringify({ action: wish.action, outcome: outcome.type, ...(outcome.type === "done" ? {} : { code: outcome.code }) }),
  });
}
