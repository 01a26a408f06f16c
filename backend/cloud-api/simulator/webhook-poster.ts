import { createHmac } from "node:crypto";
import type { Clock, Instant } from "../../../shared/time.ts";
import type { Timers } from "./timers.ts";

interface Posting {
  readonly id: number;
  readonly body: string;
  readonly madeAt: Instant;
  attempts: number;
  /** The last answer, or why there was none. */
  last?: string;
  deliveredAt?: Instant;
}

export interface WebhookPoster {
  /** Signs the bytes and posts them until they are answered with 200. */
  readonly post: (body: string) => void;
  readonly pause: (paused: boolean) => void;
  readonly aim: (url: string) => void;
  readonly postings: readonly Posting[];
  readonly waiting: () => number;
}

interface Deps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly fetch: typeof fetch;
  readonly appSecret: string;
  readonly webhookUrl: string | undefined;
  readonly onChange: () => void;
}

export const sign = (secret: string, body: string): string => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

const CONCURRENT = 8;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;
const PATIENCE_MS = 10_000;
const KEPT = 5_000;

/** Delivery as the platform promises it: at least once, in no order, concurrently, with growing pauses. */
export function createWebhookPoster({ clock, timers, fetch, appSecret, webhookUrl, onChange }: Deps): WebhookPoster {
  const postings: Posting[] = [];
  const ready: Posting[] = [];
  let target = webhookUrl;
  let paused = false;
  let running = 0;
  let count = 0;
  let waiting = 0;

  const work = (): void => {
    while (!paused && target !== undefined && running < CONCURRENT) {
      const posting = ready.shift();
      if (posting === undefined) return;
      running += 1;
      void attempt(posting, target).then((delivered) => {
        running -= 1;
        if (delivered) waiting -= 1;
        else timers.after(Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (posting.attempts - 1)), () => requeue(posting));
        onChange();
        work();
      });
    }
  };

  const requeue = (posting: Posting): void => {
    ready.push(posting);
    work();
  };

  const attempt = async (posting: Posting, url: string): Promise<boolean> => {
    posting.attempts += 1;
    try {
      const response = await fetch(url, {
        method: "POST",
        body: posting.body,
        headers: { "content-type": "application/json", "x-hub-signature-256": sign(appSecret, posting.body), "user-agent": "facebookexternalua" },
        redirect: "manual",
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.arrayBuffer();
      posting.last = String(response.status);
      if (response.status !== 200) return false;
    } catch (error) {
      posting.last = error instanceof Error ? error.name : "error";
      return false;
    }
    posting.deliveredAt = clock.now();
    return true;
  };

  return {
    post: (body) => {
      const posting: Posting = { id: (count += 1), body, madeAt: clock.now(), attempts: 0 };
      waiting += 1;
      postings.push(posting);
      if (postings.length > KEPT) postings.shift();
      requeue(posting);
    },
    pause: (value) => {
      paused = value;
      work();
    },
    aim: (url) => {
      target = url;
      work();
    },
    postings,
    waiting: () => waiting,
  };
}
