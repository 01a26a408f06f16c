import { z } from "zod";
import type { NumberHealth } from "../port.ts";
import { fetchGraph, type GraphConfig } from "./graph-request.ts";

const FIELDS = "quality_rating,status,whatsapp_business_manager_messaging_limit,health_status";

const word = z.string().max(60).optional().catch(undefined);
const answerSchema = z.object({
  quality_rating: word,
  status: word,
  whatsapp_business_manager_messaging_limit: word,
  health_status: z.object({ can_send_message: word }).optional().catch(undefined),
});

/** Throws where the platform does not answer: what was known before must not look like news. */
export async function readNumberHealth(config: GraphConfig, phoneNumberId: string): Promise<NumberHealth> {
  const answer = await fetchGraph(config, `${encodeURIComponent(phoneNumberId)}?fields=${FIELDS}`, { method: "GET" });
  if (answer.type !== "answered" || answer.status !== 200)
    throw new Error(`The number could not be read: ${answer.type === "answered" ? `HTTP ${answer.status}` : answer.reason}`);
  const read = answerSchema.parse(answer.body);
  return {
    quality: read.quality_rating,
    status: read.status,
    limit: read.whatsapp_business_manager_messaging_limit,
    canSend: read.health_status?.can_send_message,
  };
}
