import { z } from "zod";
import { toInstant, type Instant } from "../../shared/time.ts";
import { fits, rememberAnswers, type ServerDeps, type Told } from "./ask-server.ts";
import { sayToServer, type ChangeProblem } from "./say-to-server.ts";

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
export type BotSaved = { readonly kind: "saved"; readonly secret?: string | undefined } | ChangeProblem;

export type BotMade = { readonly kind: "made"; readonly id: string; readonly token: string } | ChangeProblem;

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

export function createBotCommands(deps: ServerDeps): BotCommands {
  const list = rememberAnswers(deps, fits(botsAnswer), { patience: PATIENCE_MS });
  const deliveries = rememberAnswers(deps, fits(deliveriesAnswer), { patience: PATIENCE_MS });

  const change = <Value>(path: string, method: "POST" | "PUT", body: unknown, answer: z.ZodType<Value>) =>
    sayToServer(deps.request, { path, method, body, read: fits(answer), patience: PATIENCE_MS });
  const saved = async (path: string, method: "POST" | "PUT", body: unknown): Promise<BotSaved> => {
    const answered = await change(path, method, body, savedAnswer);
    return answered.kind === "ok" ? { kind: "saved", secret: answered.fact.secret } : answered;
  };
  const path = (id: string, part = ""): string => `/api/v1/bots/${encodeURIComponent(id)}${part}`;

  return {
    bots: () => list("/api/v1/bots"),
    makeBot: async (name) => {
      const answered = await change("/api/v1/agents", "POST", { name, role: "bot" }, madeAnswer);
      return answered.kind === "ok" ? { kind: "made", ...answered.fact } : answered;
    },
    saveBot: (id, body) => saved(path(id), "PUT", body),
    newBotSecret: (id) => saved(path(id, "/secret"), "POST", {}),
    testBot: async (id) => {
      const answered = await change(path(id, "/test"), "POST", {}, testedAnswer);
      if (answered.kind === "ok") return { kind: "tested", ...answered.fact };
      return answered.kind === "no-network" ? answered : { kind: "failed" };
    },
    botDeliveries: (id) => deliveries(path(id, "/deliveries")),
  };
}
