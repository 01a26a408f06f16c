import { explainError } from "../../../shared/platform/error-codes.ts";
import type { ThreadControlOutcome, ThreadControlRequest } from "../port.ts";
import { fetchGraph, type GraphConfig } from "./graph-request.ts";
import { errorSchema } from "./send-outcome.ts";

/** Takes, passes or releases a thread that several apps share. Twice is harmless: it ends where it should. */
export async function askThreadControl(
  config: GraphConfig,
  { action, metadata, phoneNumberId, targetRole, to }: ThreadControlRequest,
): Promise<ThreadControlOutcome> {
  const body = {
    messaging_product: "whatsapp",
    ...("phone" in to ? { to: to.phone } : { recipient: to.userId }),
    action,
    ...(metadata === undefined ? {} : { metadata }),
    ...(targetRole === undefined ? {} : { control_pass: { target_role: targetRole } }),
  };
  const answer = await fetchGraph(config, `${encodeURIComponent(phoneNumberId)}/thread_control`, { method: "POST", body: JSON.stringify(body) });
  if (answer.type !== "answered") return { type: "refused", code: 0, title: "The platform did not answer.", retry: "later" };
  if (answer.status >= 200 && answer.status < 300) return { type: "done" };
  const parsed = errorSchema.safeParse(answer.body);
  if (!parsed.success)
    return { type: "refused", code: answer.status, title: `HTTP ${answer.status}`, retry: answer.status >= 500 || answer.status === 429 ? "later" : "never" };
  const { code, error_data, message } = parsed.data.error;
  return {
    type: "refused",
    code,
    title: error_data?.details ?? message ?? explainError(code).title,
    retry: explainError(code).retry === "later" ? "later" : "never",
  };
}
