import { z } from "zod";
import { toWamid } from "../../../shared/ids.ts";
import { explainError } from "../../../shared/platform/error-codes.ts";
import type { SendOutcome } from "../port.ts";
import type { GraphAnswer } from "./graph-request.ts";

const acceptedSchema = z.object({ messages: z.array(z.object({ id: z.string().min(1), message_status: z.string().optional() })).min(1) });
export const errorSchema = z.object({
  error: z.object({
    code: z.coerce.number(),
    message: z.string().optional(),
    is_transient: z.boolean().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

const HELD = "held_for_quality_assessment";
const TOO_MANY_REQUESTS = 429;

/** What a POST came to, by what is certain about it: only a refusal before anything went out may be tried again by itself. */
export function sendOutcome(answer: GraphAnswer): SendOutcome {
  if (answer.type === "unsent") return { type: "refused", code: 0, title: "platform unreachable", details: answer.reason, retry: "later" };
  if (answer.type === "lost") return { type: "unknown", reason: answer.reason };

  const { status, body } = answer;
  if (status >= 200 && status < 300) return accepted(body);
  const parsed = errorSchema.safeParse(body);
  return parsed.success ? refused(parsed.data.error) : withoutCode(status);
}

function accepted(body: unknown): SendOutcome {
  const [message] = acceptedSchema.safeParse(body).data?.messages ?? [];
  if (message === undefined) return { type: "unknown", reason: "accepted without a message id" };
  return { type: "accepted", wamid: toWamid(message.id), held: message.message_status === HELD };
}

function refused({ code, message, is_transient, error_data }: z.infer<typeof errorSchema>["error"]): SendOutcome {
  const { retry, known, title } = explainError(code);
  if (retry === "unknown-outcome") return { type: "unknown", reason: message ?? title, code };
  // A code we do not know, which the platform itself calls passing, may have done its work.
  if (!known && is_transient === true) return { type: "unknown", reason: message ?? title, code };
  const details = error_data?.details;
  return { type: "refused", code, title: message ?? title, ...(details === undefined ? {} : { details }), retry };
}

/** No code means that not the platform but something before it may have answered. */
function withoutCode(status: number): SendOutcome {
  if (status === TOO_MANY_REQUESTS) return { type: "refused", code: status, title: "too many requests", retry: "later" };
  if (status >= 400 && status < 500 && status !== 408) return { type: "refused", code: status, title: `HTTP ${status}`, retry: "never" };
  return { type: "unknown", reason: `HTTP ${status}` };
}
