import { z } from "zod";
import { rateFacts } from "../../../shared/platform/facts.ts";
import { simulatedTemplates } from "../../demo/simulated-templates.ts";
import { demoNumbers, WABA_ID, type SimulatorConfig } from "./simulator-config.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const loopbackUrl = z.url({ protocol: /^https?$/ }).refine((url) => LOOPBACK.has(new URL(url).hostname), "must be an address of this machine");
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((raw) => (raw === "" ? undefined : raw), schema.optional());

const settingsSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  WEBHOOK_URL: optional(loopbackUrl),
  APP_SECRET: z.string().min(1).default("simulator-app-secret"),
  ACCESS_TOKEN: z.string().min(1).default("simulator-access-token"),
  WABA_ID: z.string().min(1).default(WABA_ID),
  SEED: z.string().default("greenline"),
  /** 1 is the platform's own pace. */
  SPEED: z.coerce.number().positive().default(1),
  DEMO: z.enum(["0", "1"]).default("0"),
  /** 0 where the inbox knows the demo's past already. */
  TELL_PAST: z.enum(["0", "1"]).default("1"),
  API_URL: optional(loopbackUrl),
  BOT_TOKEN: optional(z.string()),
});
export type Settings = z.infer<typeof settingsSchema>;

/** All faults of the environment at once. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly faults: readonly string[] } {
  const parsed = settingsSchema.safeParse(env);
  if (parsed.success) return { ok: true, settings: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

/** The account of the demo, at the platform's own rates. */
export const configOf = (
  settings: Pick<Settings, "APP_SECRET" | "ACCESS_TOKEN" | "WABA_ID"> & { readonly WEBHOOK_URL?: string | undefined },
): SimulatorConfig => ({
  appSecret: settings.APP_SECRET,
  accessToken: settings.ACCESS_TOKEN,
  webhookUrl: settings.WEBHOOK_URL,
  wabaId: settings.WABA_ID,
  numbers: demoNumbers,
  templates: simulatedTemplates,
  rates: {
    pair: { burst: rateFacts.pairBurst.value, refillMs: rateFacts.pairInterval.value },
    number: { burst: rateFacts.numberPerSecond.value, refillMs: 1_000 / rateFacts.numberPerSecond.value },
  },
});
