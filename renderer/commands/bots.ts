import { z } from "zod";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import { parseJson, type Seen, type Told } from "./server-facts.ts";

export interface BotDelivery {
  readonly id: string;
  readonly kind: "message" | "returned" | "taken-over";
  readonly state: "waiting" | "done" | "dropped";
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly nextAt?: Instant | undefined;
  readonly status?: number | undefined;
  readonly trouble?: string | undefined;
}

export interface Bot {
  readonly id: string;
  readonly name: string;
  readonly address?: string | undefined;
  /** Ids of the numbers on which new cases begin with it. */
  readonly numbers: readonly string[];
  readonly waiting: number;
  readonly conversations: number;
  readonly last?: BotDelivery | undefined;
}

/** `secret` where this was the first address: it is never told again. */
export type BotSaved =
  | { readonly kind: "saved"; readonly secret?: string | undefined }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "no-network" | "failed" };

export type BotMade = { readonly kind: "made"; readonly id: string; readonly token: string } | Exclude<BotSaved, { readonly kind: "saved" }>;

export type BotTested =
  | { readonly kind: "tested"; readonly ok: boolean; readonly status?: number | undefined; readonly trouble?: string | undefined; readonly tookMs: number }
  | { readonly kind: "no-network" | "failed" };

/** [HO13] Bots, which only the server knows; admins change them. */
export interface BotCommands {
  readonly bots: () => Promise<Told<readonly Bot[]>>;
  readonly makeBot: (name: string) => Promise<BotMade>;
  readonly saveBot: (id: string, change: { readonly address?: string | null; readonly numbers?: readonly string[] }) => Promise<BotSaved>;
  readonly newBotSecret: (id: string) => Promise<BotSaved>;
  readonly testBot: (id: string) => Promise<BotTested>;
  readonly botDeliveries: (id: string) => Promise<Told<readonly BotDelivery[]>>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

/** Longer than the server waits for a bot. */
const PATIENCE_MS = 40_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const delivery = z.object({
  id: z.string(),
  kind: z.enum(["message", "returned", "taken-over"]),
  state: z.enum(["waiting", "done", "dropped"]),
  attempts: z.number(),
  createdAt: moment,
  nextAt: moment.optional(),
  status: z.number().optional(),
  trouble: z.string().optional(),
});
const botsAnswer = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        address: z.string().optional(),
        numbers: z.array(z.string()),
        waiting: z.number(),
        conversations: z.number(),
        last: delivery.optional(),
      }),
    ),
  })
  .transform(({ items }): readonly Bot[] => items);
const deliveriesAnswer = z.object({ items: z.array(delivery) }).transform(({ items }): readonly BotDelivery[] => items);
const savedAnswer = z.object({ secret: z.string().optional() });
const madeAnswer = z.object({ id: z.string(), token: z.string() });
const testedAnswer = z.object({ ok: z.boolean(), status: z.number().optional(), trouble: z.string().optional(), tookMs: z.number() });
const refused = z.object({ title: z.string() });

type Answered<Value> = { readonly kind: "ok"; readonly value: Value } | Exclude<BotSaved, { readonly kind: "saved" }>;

export function createBotCommands({ clock, request }: Deps): BotCommands {
  const remembered = <Fact>(answer: z.ZodType<Fact>): ((path: string) => Promise<Told<Fact>>) => {
    const seen = new Map<string, Seen<Fact>>();
    return async (path) => {
      try {
        const response = await request(path, { signal: AbortSignal.timeout(PATIENCE_MS) });
        const read = response.ok ? answer.safeParse(parseJson(await response.text())) : undefined;
        if (read?.success !== true) return { kind: "failed", seen: seen.get(path) };
        const fresh = { fact: read.data, at: clock.now() };
        seen.set(path, fresh);
        return { kind: "fresh", seen: fresh };
      } catch {
        return { kind: "no-network", seen: seen.get(path) };
      }
    };
  };
  const list = remembered(botsAnswer);
  const deliveries = remembered(deliveriesAnswer);

  const change = async <Value>(path: string, method: "POST" | "PUT", body: unknown, answer: z.ZodType<Value>): Promise<Answered<Value>> => {
    try {
      const response = await request(path, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const raw = parseJson(await response.text());
      const read = response.ok ? answer.safeParse(raw) : undefined;
      if (read?.success === true) return { kind: "ok", value: read.data };
      const problem = refused.safeParse(raw);
      return problem.success && response.status < 500 && !response.ok ? { kind: "refused", title: problem.data.title } : { kind: "failed" };
    } catch {
      return { kind: "no-network" };
    }
  };
  const path = (id: string, part = ""): string => `/api/v1/bots/${encodeURIComponent(id)}${part}`;
  const saved = (answered: Answered<z.infer<typeof savedAnswer>>): BotSaved =>
    answered.kind === "ok" ? { kind: "saved", secret: answered.value.secret } : answered;

  return {
    bots: () => list("/api/v1/bots"),
    makeBot: async (name) => {
      const answered = await change("/api/v1/agents", "POST", { name, role: "bot" }, madeAnswer);
      return answered.kind === "ok" ? { kind: "made", ...answered.value } : answered;
    },
    saveBot: async (id, body) => saved(await change(path(id), "PUT", body, savedAnswer)),
    newBotSecret: async (id) => saved(await change(path(id, "/secret"), "POST", {}, savedAnswer)),
    testBot: async (id) => {
      const answered = await change(path(id, "/test"), "POST", {}, testedAnswer);
      if (answered.kind === "ok") return { kind: "tested", ...answered.value };
      return answered.kind === "no-network" ? answered : { kind: "failed" };
    },
    botDeliveries: (id) => deliveries(path(id, "/deliveries")),
  };
}
