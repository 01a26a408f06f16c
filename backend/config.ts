import { readFileSync } from "node:fs";
import { z } from "zod";
import { parsePolicies, type PolicySet } from "../shared/sla/parse-policy.ts";
import { err, ok, type Result } from "../shared/result.ts";

const DEFAULT_GRAPH_URL = "https://graph.facebook.com";
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== ""),
);
const notYet = (what: string) => z.undefined({ error: `${what} is not part of this version: leave it unset.` }).optional();

const schema = z.object({
  PORT: z.coerce.number({ error: "PORT is a number from 0 to 65535." }).int().min(0).max(65_535).default(4780),
  HOST: z.string().min(1).default("127.0.0.1"),
  GREENLINE_DATA: z.string().min(1).default("./data"),
  DATABASE_URL: notYet("DATABASE_URL (Postgres)"),
  REDIS_URL: notYet("REDIS_URL (several processes)"),
  WHATSAPP_APP_SECRET: list.default([]),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1).optional(),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1).optional(),
  WHATSAPP_GRAPH_URL: z.url({ error: "WHATSAPP_GRAPH_URL is a URL without a version." }).default(DEFAULT_GRAPH_URL),
  WHATSAPP_GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/, { error: "WHATSAPP_GRAPH_VERSION looks like v26.0." })
    .default("v26.0"),
  WHATSAPP_BUSINESS_ACCOUNT_ID: z.string().regex(/^\d+$/, { error: "WHATSAPP_BUSINESS_ACCOUNT_ID is digits." }).optional(),
  GREENLINE_BOOTSTRAP_TOKEN: z.string().min(8, { error: "GREENLINE_BOOTSTRAP_TOKEN has at least 8 characters; 32 random ones are better." }).optional(),
  GREENLINE_ORIGINS: list.default([]),
  TRUST_PROXY: z.enum(["0", "1", "true", "false"], { error: "TRUST_PROXY is 0 or 1." }).default("0"),
  GREENLINE_MASTER_KEY: z.string().min(32, { error: "GREENLINE_MASTER_KEY has at least 32 characters." }).optional(),
  OIDC_ISSUER: notYet("OIDC_ISSUER"),
  OIDC_CLIENT_ID: notYet("OIDC_CLIENT_ID"),
  OIDC_CLIENT_SECRET: notYet("OIDC_CLIENT_SECRET"),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], { error: "LOG_LEVEL is one of fatal, error, warn, info, debug, trace, silent." })
    .default("info"),
  GREENLINE_DEMO: z.enum(["0", "1"], { error: "GREENLINE_DEMO is 0 or 1." }).default("0"),
  GREENLINE_POLICIES: z.string().min(1).optional(),
  GREENLINE_BOT_PRIVATE_ADDRESSES: z.enum(["0", "1"], { error: "GREENLINE_BOT_PRIVATE_ADDRESSES is 0 or 1." }).default("0"),
  GREENLINE_INBOX_DIR: z.string().min(1).optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  /** Several while the secret is being changed. */
  readonly appSecrets: readonly string[];
  readonly verifyToken: string | undefined;
  readonly accessToken: string | undefined;
  readonly graphUrl: string;
  readonly graphVersion: string;
  readonly businessAccountId: string | undefined;
  readonly bootstrapToken: string | undefined;
  readonly origins: readonly string[];
  readonly trustProxy: boolean;
  readonly masterKey: string | undefined;
  readonly logLevel: string;
  readonly demo: boolean;
  /** Loaded where the store has none. */
  readonly policies: PolicySet | undefined;
  readonly inboxFolder: string | undefined;
  /** Bots may live inside the house: private addresses, and plain http. */
  readonly botPrivateAddresses: boolean;
}

/** Reads the environment; every fault at once, each as a sentence. An empty variable counts as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Result<Config, readonly string[]> {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== "")));
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ message, path }) => (message.includes(String(path[0])) ? message : `${String(path[0])}: ${message}`));
  const values = parsed.success ? parsed.data : undefined;

  const demo = environment["GREENLINE_DEMO"] === "1";
  if (!demo && !environment["WHATSAPP_APP_SECRET"])
    faults.push("WHATSAPP_APP_SECRET is missing: without it no webhook can be trusted. For a try without an account set GREENLINE_DEMO=1.");
  if (values !== undefined) {
    const graph = new URL(values.WHATSAPP_GRAPH_URL);
    if (graph.origin !== DEFAULT_GRAPH_URL && !LOOPBACK.has(graph.hostname)) faults.push("WHATSAPP_GRAPH_URL must be the platform's own address, or loopback.");
    // [H50] Passwords and messages do not travel in the open.
    if (!LOOPBACK.has(values.HOST) && values.HOST !== "::1" && !isTrue(values.TRUST_PROXY))
      faults.push(`HOST ${values.HOST} is open to others without encryption: put a TLS proxy in front and set TRUST_PROXY=1.`);
  }
  const policies = readPolicies(environment["GREENLINE_POLICIES"], faults);
  if (values === undefined || faults.length > 0) return err(faults);

  return ok({
    port: values.PORT,
    host: values.HOST,
    dataFolder: values.GREENLINE_DATA,
    appSecrets: values.WHATSAPP_APP_SECRET,
    verifyToken: values.WHATSAPP_VERIFY_TOKEN,
    accessToken: values.WHATSAPP_ACCESS_TOKEN,
    graphUrl: values.WHATSAPP_GRAPH_URL,
    graphVersion: values.WHATSAPP_GRAPH_VERSION,
    businessAccountId: values.WHATSAPP_BUSINESS_ACCOUNT_ID,
    bootstrapToken: values.GREENLINE_BOOTSTRAP_TOKEN,
    origins: values.GREENLINE_ORIGINS,
    trustProxy: isTrue(values.TRUST_PROXY),
    masterKey: values.GREENLINE_MASTER_KEY,
    logLevel: values.LOG_LEVEL,
    demo,
    policies,
    inboxFolder: values.GREENLINE_INBOX_DIR,
    botPrivateAddresses: values.GREENLINE_BOT_PRIVATE_ADDRESSES === "1",
  });
}

const isTrue = (flag: string): boolean => flag === "1" || flag === "true";

function readPolicies(path: string | undefined, faults: string[]): PolicySet | undefined {
  if (path === undefined || path === "") return undefined;
  try {
    const parsed = parsePolicies(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.ok) return parsed.value;
    faults.push(...parsed.error.map((problem) => `GREENLINE_POLICIES ${JSON.stringify(problem)}`));
  } catch (error) {
    faults.push(`GREENLINE_POLICIES cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return undefined;
}
