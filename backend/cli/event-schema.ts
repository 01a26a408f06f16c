import { z } from "zod";
import { calendarsSchema, policiesSchema } from "../../shared/sla/parse-policy.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { time } from "./times.ts";

const id = z.string().optional();
const text = z.string().optional();
const happened = { at: time, id };

/** An event may carry more than the clocks read; the rest is left aside. */
const event = z.discriminatedUnion("type", [
  z.object({ type: z.literal("inbound"), at: time.optional(), id, messageId: id, sentAt: time.optional(), receivedAt: time.optional() }),
  z.object({
    type: z.literal("outbound"),
    ...happened,
    messageId: id,
    author: z.enum(["human", "bot", "automation", "app"]),
    state: z.enum(["accepted", "failed"]),
  }),
  z.object({ type: z.literal("handoff"), ...happened, reason: text }),
  z.object({ type: z.literal("claim"), ...happened, by: text }),
  z.object({ type: z.literal("assign"), ...happened, to: z.string(), toKind: z.enum(["agent", "team", "bot"]).optional(), by: text }),
  z.object({ type: z.literal("transfer"), ...happened, to: z.string(), toKind: z.enum(["agent", "team", "bot"]).optional(), by: text }),
  z.object({
    type: z.literal("context"),
    ...happened,
    number: text,
    team: text,
    labels: z.array(z.string()).optional(),
    language: text,
    tier: text,
    entryPoint: text,
  }),
  z.object({ type: z.literal("note"), ...happened }),
  z.object({ type: z.literal("hold"), ...happened, on: z.literal("customer").optional() }),
  z.object({ type: z.literal("release"), ...happened }),
  z.object({ type: z.literal("snooze"), ...happened, until: time.optional() }),
  z.object({ type: z.literal("resolve"), ...happened, outcome: text, reason: text }),
  z.object({ type: z.literal("reopen"), ...happened }),
  z.object({ type: z.literal("priority"), ...happened, priority: z.enum(["low", "normal", "high", "urgent"]) }),
  z.object({ type: z.literal("noReplyNeeded"), ...happened, reason: text }),
  z.object({ type: z.literal("policyChange"), ...happened, policies: policiesSchema }),
  z.object({ type: z.literal("calendarChange"), ...happened, calendars: calendarsSchema }),
  z.object({ type: z.literal("acknowledgeBreach"), ...happened, cause: text }),
]);

/** One event of a query. A customer's message may name its send time alone. */
export const eventSchema: z.ZodType<SlaEvent> = event.transform((read, context): SlaEvent => {
  if (read.type !== "inbound") return read;

  const { at = read.sentAt ?? read.receivedAt, messageId, ...inbound } = read;
  if (at !== undefined) return { ...inbound, at, id: read.id ?? messageId };
  context.issues.push({ code: "custom", input: read, path: ["at"], message: "Neither at nor sentAt." });
  return z.NEVER;
});
