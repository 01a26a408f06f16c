import { boardLinkOf } from "./board-link-of.ts";
import type { AlertNewsKind } from "./alert-news.ts";
import type { Telling } from "./plan-telling.ts";

/** As they stand in what is posted. */
export const WEBHOOK_TYPES = {
  warning: "clock.warning",
  breach: "clock.breach",
  overflow: "queue.overflow",
  surge: "number.surge",
  "number-alarm": "number.alarm",
} as const satisfies Record<AlertNewsKind, string>;

interface Attempt {
  readonly attempt: number;
  readonly at: string;
  readonly sentAt: string;
}

/** What a webhook is posted, as JSON. `id` and everything but `attempt` and `sentAt` stay the same however often it is tried. */
export function webhookBody({ conversationIds, count, facts, id, kind }: Omit<Telling, "at" | "nextAt" | "subject">, { at, attempt, sentAt }: Attempt): string {
  const head = { id, at, sentAt, attempt };
  if (count === 1) return JSON.stringify({ ...head, type: WEBHOOK_TYPES[kind], ...facts });
  return JSON.stringify({ ...head, type: `${WEBHOOK_TYPES[kind]}.many`, count, conversationIds, board: boardLinkOf(kind) });
}
