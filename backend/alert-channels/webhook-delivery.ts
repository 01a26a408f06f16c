import type { Logger } from "pino";
import { isRefusal, type WebhookRetry } from "../../shared/alert-channels/webhook-retry.ts";
import { webhookBody } from "../../shared/alert-channels/webhook-body.ts";
import { waitAfter } from "../../shared/bots/retry.ts";
import { days, minus, plus, seconds, toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { PostOutcome, PostToBot } from "../bots/post.ts";
import { iso } from "../http/present.ts";
import type { AlertDelivery } from "../store/alert-channel-rows.ts";
import type { Store, WriteTx } from "../store/store.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly post: PostToBot;
  readonly retry: WebhookRetry;
  /** From 0 to 1. */
  readonly chance: () => number;
  readonly log: Pick<Logger, "error">;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

/** What is queued without news for desks wakes nobody: it is looked for. */
const LOOK_EVERY = seconds(1);
const LOG_KEPT = days(7);

/**
 * [BD4] Posts to every webhook what it is to be told: in order, one at a time, again until it arrives or is no news any more. The queue
 * is in the store, so that a restart forgets nothing; a post whose answer was lost is made again with the same id.
 */
export function startWebhookDelivery({ at, chance, clock, log, post, retry, store }: Deps): { readonly stop: () => void } {
  const busy = new Set<string>();
  let cancel = () => {};
  let stopped = false;

  const look = (): void => {
    if (stopped) return;
    try {
      const now = clock.now();
      for (const { id, paused, retryAt } of store.read((tx) => tx.alertWebhooks())) {
        if (paused !== undefined || busy.has(id) || (retryAt !== undefined && retryAt > now)) continue;
        const next = nextOf(id, now);
        if (next !== undefined) start(next);
      }
    } catch (error) {
      log.error({ error }, "Webhooks could not be told; it is tried again.");
    }
    cancel = at(plus(clock.now(), LOOK_EVERY), look);
  };
  const nextOf = (id: string, now: Instant): AlertDelivery | undefined =>
    store.read((tx) => tx.waitingAlertDeliveries(id, 50)).find(({ attempt, nextAt }) => attempt > 0 || nextAt <= now);

  const start = (first: AlertDelivery): void => {
    busy.add(first.webhookId);
    void deliverAll(first)
      .catch((error: unknown) => {
        if (!stopped) log.error({ delivery: first.id, error }, "A webhook could not be told of something; it is tried again.");
      })
      .finally(() => busy.delete(first.webhookId));
  };
  /** As long as it arrives. */
  const deliverAll = async (first: AlertDelivery): Promise<void> => {
    let next: AlertDelivery | undefined = first;
    while (next !== undefined && (await deliver(next)) && !stopped) next = nextOf(first.webhookId, clock.now());
  };

  const deliver = async (waiting: AlertDelivery): Promise<boolean> => {
    const now = clock.now();
    const webhook = store.read((tx) => tx.alertWebhook(waiting.webhookId));
    if (webhook === undefined || webhook.paused !== undefined) return false;
    if (plus(waiting.createdAt, retry.noNewsAfter) <= now) {
      store.write((tx) => tx.putAlertDelivery({ ...waiting, state: "dropped", trouble: waiting.trouble ?? "too-old" }));
      return true;
    }
    // Counted before it goes: from here on its content stays, even where the answer is lost.
    const tried = { ...waiting, attempt: waiting.attempt + 1, triedAt: now };
    store.write((tx) => tx.putAlertDelivery(tried));
    const body = webhookBody(tried, { attempt: tried.attempt, at: iso(tried.at), sentAt: iso(now) });
    const outcome = await post({ address: webhook.address, secret: webhook.secret, id: tried.id, body, timeoutMs: retry.patience });
    if (stopped) return false;
    store.write((tx) => settle(tx, tried, outcome));
    return outcome.ok;
  };

  const settle = (tx: WriteTx, tried: AlertDelivery, { ok, status, trouble }: PostOutcome): void => {
    const now = clock.now();
    // Meanwhile it may have been changed, paused or taken away.
    const webhook = tx.alertWebhook(tried.webhookId);
    if (webhook === undefined) return;
    const told = { ...tried, status, trouble };
    if (ok) {
      tx.putAlertDelivery({ ...told, state: "done" });
      tx.putAlertWebhook({ ...webhook, failingSince: undefined, failures: 0, retryAt: undefined });
      tx.forgetAlertDeliveries(minus(now, LOG_KEPT));
      return;
    }
    const failures = webhook.failures + 1;
    const failingSince = webhook.failingSince ?? now;
    const retryAt = plus(now, waitAfter(failures, retry, chance()));
    const letGo = isRefusal(status) && tried.attempt >= retry.refusals;
    tx.putAlertDelivery(letGo ? { ...told, state: "dropped" } : { ...told, nextAt: retryAt });
    if (plus(failingSince, retry.pauseAfter) > now) return tx.putAlertWebhook({ ...webhook, failures, failingSince, retryAt });
    tx.putAlertWebhook({ ...webhook, failures, failingSince, retryAt: undefined, paused: { at: now, because: "failing" } });
    tx.appendAudit({ at: now, who: "greenline", action: "alert-webhook-paused", target: webhook.id, data: JSON.stringify({ trouble }) });
  };

  cancel = at(toInstant(clock.now()), look);
  return {
    // What is under way and has no answer yet is asked again after the next start.
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
