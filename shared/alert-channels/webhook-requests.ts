import { z } from "zod";
import { ALERT_NEWS_KINDS } from "./alert-news.ts";

const name = z.string().trim().min(1).max(100);
const address = z.string().trim().min(1).max(2_000);
const kinds = z.array(z.enum(ALERT_NEWS_KINDS)).min(1);

export const newWebhookBody = z.strictObject({ name, address, kinds: kinds.default(["breach", "overflow", "surge", "number-alarm"]) });
/** What is left out stays. `paused: false` lets it go on. */
export const webhookChangeBody = z.strictObject({
  name: name.optional(),
  address: address.optional(),
  kinds: kinds.optional(),
  paused: z.boolean().optional(),
});
export const webhookLogQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
