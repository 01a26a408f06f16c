import type { Message } from "./message.ts";

/** What a held message leaves by itself for: its time, or the delivery of what was sent before. Undefined where it needs a person. */
export function waitsFor({ held, state }: Pick<Message, "held" | "state">): "time" | "delivery" | undefined {
  if (state !== "held") return undefined;
  if (held?.reason === "scheduled") return held.sendAt === undefined ? undefined : "time";
  // Once the guard has something to say about it, it stays until somebody decides.
  return held?.reason === "undelivered_before" && (held.findings ?? []).length === 0 ? "delivery" : undefined;
}
