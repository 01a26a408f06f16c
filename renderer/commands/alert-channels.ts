import { z } from "zod";
import { ALERT_NEWS_KINDS, type AlertNewsKind } from "../../shared/alert-channels/alert-news.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { fits, rememberAnswers, type ServerDeps, type Told } from "./ask-server.ts";
import { sayToServer, type ChangeProblem } from "./say-to-server.ts";

export interface WebhookDelivery {
  readonly id: string;
  readonly kind: AlertNewsKind;
  readonly count: number;
  readonly state: "waiting" | "done" | "dropped";
  readonly attempts: number;
  readonly createdAt: Instant;
  readonly nextAt?: Instant | undefined;
  readonly status?: number | undefined;
  readonly trouble?: string | undefined;
}

export interface AlertWebhook {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly kinds: readonly AlertNewsKind[];
  readonly failingSince?: Instant | undefined;
  readonly paused?: { readonly at: Instant; readonly because: "failing" | "hand" } | undefined;
  readonly waiting: number;
  readonly last?: WebhookDelivery | undefined;
}

export interface WallboardScreen {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Instant;
  readonly seenAt?: Instant | undefined;
}

/** `shown`: a secret or a token, told this once. */
export type ChannelSaved = { readonly kind: "saved"; readonly shown?: string | undefined } | ChangeProblem;
export type WebhookTested =
  | { readonly kind: "tested"; readonly ok: boolean; readonly status?: number | undefined; readonly trouble?: string | undefined; readonly tookMs: number }
  | { readonly kind: "no-network" | "failed" };
export type WebhookChange = { readonly name?: string; readonly address?: string; readonly kinds?: readonly AlertNewsKind[]; readonly paused?: boolean };

/** [BD4] [BD5] Webhooks and screens, which only the server knows; for leads. */
export interface AlertChannelCommands {
  readonly alertWebhooks: () => Promise<Told<readonly AlertWebhook[]>>;
  readonly addAlertWebhook: (made: { readonly name: string; readonly address: string; readonly kinds: readonly AlertNewsKind[] }) => Promise<ChannelSaved>;
  readonly changeAlertWebhook: (id: string, change: WebhookChange) => Promise<ChannelSaved>;
  readonly removeAlertWebhook: (id: string) => Promise<ChannelSaved>;
  readonly newAlertWebhookSecret: (id: string) => Promise<ChannelSaved>;
  readonly testAlertWebhook: (id: string) => Promise<WebhookTested>;
  readonly alertWebhookLog: (id: string) => Promise<Told<readonly WebhookDelivery[]>>;
  readonly wallboards: () => Promise<Told<readonly WallboardScreen[]>>;
  /** Gives the token. */
  readonly addWallboard: (made: { readonly name: string; readonly timeZone: string; readonly team?: string }) => Promise<ChannelSaved>;
  readonly removeWallboard: (id: string) => Promise<ChannelSaved>;
  /** Behind the #, where no server and no log sees it. */
  readonly wallboardLink: (token: string) => string;
}

interface Deps extends ServerDeps {
  /** Where the server is, without a slash at its end. */
  readonly server: string;
}

/** Longer than the server waits for a webhook. */
const PATIENCE_MS = 40_000;

const moment = z.iso.datetime({ offset: true }).transform((text) => toInstant(Date.parse(text)));
const kind = z.enum(ALERT_NEWS_KINDS);
const delivery = z.object({
  id: z.string(),
  kind,
  count: z.number(),
  state: z.enum(["waiting", "done", "dropped"]),
  attempts: z.number(),
  createdAt: moment,
  nextAt: moment.optional(),
  status: z.number().optional(),
  trouble: z.string().optional(),
});
const webhook = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  kinds: z.array(kind),
  failingSince: moment.optional(),
  paused: z.object({ at: moment, because: z.enum(["failing", "hand"]) }).optional(),
  waiting: z.number(),
  last: delivery.optional(),
});
const screen = z.object({ id: z.string(), name: z.string(), createdAt: moment, seenAt: moment.optional() });
const items = <Item>(one: z.ZodType<Item>): z.ZodType<readonly Item[]> =>
  z.object({ items: z.array(one) }).transform((answer): readonly Item[] => answer.items);
const savedAnswer = z.object({ secret: z.string().optional(), token: z.string().optional() });
const testedAnswer = z.object({ ok: z.boolean(), status: z.number().optional(), trouble: z.string().optional(), tookMs: z.number() });

const WEBHOOKS = "/api/v1/alert-webhooks";
const SCREENS = "/api/v1/wallboards";

export function createAlertChannelCommands({ server, ...deps }: Deps): AlertChannelCommands {
  const remembered = <Fact>(answer: z.ZodType<Fact>) => rememberAnswers(deps, fits(answer), { patience: PATIENCE_MS });
  const change = <Value>(path: string, method: "POST" | "PUT" | "DELETE", body: unknown, answer: z.ZodType<Value>) =>
    sayToServer(deps.request, { path, method, body, read: fits(answer), patience: PATIENCE_MS });
  const save = async (path: string, method: "POST" | "PUT" | "DELETE", body?: unknown): Promise<ChannelSaved> => {
    const answered = await change(path, method, body, savedAnswer);
    return answered.kind === "ok" ? { kind: "saved", shown: answered.fact.secret ?? answered.fact.token } : answered;
  };
  const of = (id: string, part = ""): string => `${WEBHOOKS}/${encodeURIComponent(id)}${part}`;
  const list = remembered(items(webhook));
  const log = remembered(items(delivery));
  const screens = remembered(items(screen));

  return {
    alertWebhooks: () => list(WEBHOOKS),
    addAlertWebhook: (made) => save(WEBHOOKS, "POST", made),
    changeAlertWebhook: (id, changed) => save(of(id), "PUT", changed),
    removeAlertWebhook: (id) => save(of(id), "DELETE"),
    newAlertWebhookSecret: (id) => save(of(id, "/secret"), "POST", {}),
    testAlertWebhook: async (id) => {
      const answered = await change(of(id, "/test"), "POST", {}, testedAnswer);
      if (answered.kind === "ok") return { kind: "tested", ...answered.fact };
      return answered.kind === "no-network" ? answered : { kind: "failed" };
    },
    alertWebhookLog: (id) => log(of(id, "/deliveries")),
    wallboards: () => screens(SCREENS),
    addWallboard: (made) => save(SCREENS, "POST", made),
    wallboardLink: (token) => `${server.replace(/\/+$/, "")}/wallboard#token=${encodeURIComponent(token)}`,
    removeWallboard: (id) => save(`${SCREENS}/${encodeURIComponent(id)}`, "DELETE"),
  };
}
