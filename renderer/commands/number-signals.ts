import { z } from "zod";
import { toAgentId, toConversationId, toNumberId, type NumberId } from "../../shared/ids.ts";
import { PATTERNS } from "../../shared/signals/patterns.ts";
import type { Signals } from "../../shared/signals/signals.ts";
import { toInstant } from "../../shared/time.ts";
import { fits, rememberAnswers, type ServerDeps, type Told } from "./ask-server.ts";

export interface SignalCommands {
  /** What the server counted in our own log about a number; for leads. */
  readonly signals: (number: NumberId) => Promise<Told<Signals>>;
  /** What is said about this number has been seen by this person. */
  readonly seeAlarms: (number: NumberId) => Promise<boolean>;
}

const PATIENCE_MS = 30_000;

/** Asks for the figures of a number, and remembers the last answer about each for as long as this person is signed in. */
export function createSignalCommands(deps: ServerDeps): SignalCommands {
  const ask = rememberAnswers(deps, fits(signalsAnswer), { patience: PATIENCE_MS });
  const path = (number: NumberId, part: string): string => `/api/v1/numbers/${encodeURIComponent(number)}/${part}`;
  return {
    signals: (number) => ask(path(number, "signals")),
    seeAlarms: async (number) => {
      try {
        return (await deps.request(path(number, "alarms/seen"), { method: "POST", signal: AbortSignal.timeout(PATIENCE_MS) })).ok;
      } catch {
        return false;
      }
    },
  };
}

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const share = z.object({ count: z.number(), of: z.number() });
const quality = z.enum(["green", "yellow", "red", "unknown"]);
const templateQuality = z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]);
const templateCategory = z.enum(["MARKETING", "UTILITY", "AUTHENTICATION", "OTHER"]);
const risk = z.object({
  score: z.number(),
  level: z.enum(["low", "medium", "high"]),
  reasons: z.array(z.object({ reason: z.enum(["quality", "opt-outs", "failed", "unread", "marketing"]), points: z.number() })),
});

const signalsAnswer: z.ZodType<Signals> = z.object({
  numberId: z.string().transform(toNumberId),
  from: moment,
  to: moment,
  computedAt: moment,
  sent: z.number(),
  arrived: z.number(),
  underWay: z.number(),
  failures: z.array(z.object({ code: z.number().nullable(), count: z.number() }).transform(({ code, count }) => ({ code: code ?? undefined, count }))),
  undelivered: share,
  unread: share,
  proactive: z.object({ people: z.number(), messages: z.number() }),
  negative: share,
  negativeBefore: share,
  optOuts: z.number(),
  response: share,
  responseBefore: share,
  categories: z.array(z.object({ category: z.enum([...templateCategory.options, "SERVICE"]), sent: z.number(), failed: z.number(), optOuts: z.number() })),
  templates: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      category: templateCategory,
      status: z.string().optional(),
      quality: templateQuality,
      sent: z.number(),
      failed: z.number(),
      unread: share,
      optOuts: z.number(),
      risk,
    }),
  ),
  patterns: z.array(
    z.object({ id: z.enum(PATTERNS), fires: z.boolean(), value: z.number(), threshold: z.number(), evidence: z.record(z.string(), z.number()) }),
  ),
  overrides: z.array(z.object({ agentId: z.string().transform(toAgentId), count: z.number(), rules: z.array(z.string()) })),
  hours: z.array(z.object({ hour: z.number(), sent: z.number(), failed: z.number() })),
  trend: z.array(z.object({ day: moment, people: z.number(), negative: z.number() })),
  quality: z.array(z.object({ at: moment, value: quality })),
  examples: z.array(
    z.object({
      kind: z.enum(["failed", "opt-out"]),
      conversationId: z.string().transform(toConversationId),
      at: moment,
      code: z.number().optional(),
      template: z.string().optional(),
    }),
  ),
  usage24h: z.object({ atLeast: z.number(), nextFreeAt: moment.optional() }),
});
