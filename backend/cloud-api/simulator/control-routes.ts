import { z } from "zod";
import { toInstant, type Clock } from "../../../shared/time.ts";
import { behaviourSchema, type BehaviourQueue } from "./behaviour.ts";
import { appEchoPayload, inboundPayload, standbyEchoPayload, standbyInboundPayload } from "./payloads.ts";
import type { SendDesk } from "./send-desk.ts";
import type { SimulatedNumber, SimulatorConfig } from "./simulator-config.ts";
import type { ThreadDesk } from "./thread-desk.ts";
import type { WebhookPoster } from "./webhook-poster.ts";

interface ControlReply {
  readonly status: number;
  readonly body: unknown;
}

interface Deps {
  readonly clock: Clock;
  readonly config: SimulatorConfig;
  readonly numbers: Map<string, SimulatedNumber>;
  readonly desk: SendDesk;
  readonly threads: ThreadDesk;
  readonly poster: WebhookPoster;
  readonly behaviours: BehaviourQueue;
  readonly nextWamid: () => string;
  /** Signs and posts, and notes what the platform itself learns from it. */
  readonly post: (payload: unknown) => void;
  readonly postRaw: (body: string) => void;
}

const personSchema = z.union([
  z
    .string()
    .regex(/^\+?\d+$/)
    .transform((phone) => ({ phone: phone.replace("+", "") })),
  z.object({ phone: z.string().optional(), userId: z.string().optional(), username: z.string().optional(), name: z.string().optional() }),
]);
const inboundSchema = z.object({
  customer: personSchema,
  phoneNumberId: z.string().optional(),
  via: z.enum(["inbound", "app-echo", "standby", "standby-echo"]).default("inbound"),
  type: z.string().default("text"),
  text: z.string().optional(),
  /** What stands under the property named like the type, in the platform's words. */
  content: z.unknown().optional(),
  /** ISO 8601 or epoch milliseconds. */
  at: z.union([z.number(), z.iso.datetime({ offset: true }).transform((iso) => Date.parse(iso))]).optional(),
  wamid: z.string().optional(),
  context: z.unknown().optional(),
  referral: z.unknown().optional(),
});
const numberSchema = z.object({
  phoneNumberId: z.string(),
  displayNumber: z.string(),
  name: z.string().default("Test number"),
  countryCode: z.string().default("39"),
  health: z.object({ quality: z.string().optional(), status: z.string().optional(), limit: z.string().optional() }).optional(),
});

const payloadOf = { inbound: inboundPayload, "app-echo": appEchoPayload, standby: standbyInboundPayload, "standby-echo": standbyEchoPayload };

/** What a test or a demo tells the platform to do. */
export function createControlRoutes({
  clock,
  config,
  numbers,
  desk,
  threads,
  poster,
  behaviours,
  nextWamid,
  post,
  postRaw,
}: Deps): (method: string, url: URL, body: Buffer) => ControlReply {
  const inbound = (raw: unknown): ControlReply => {
    const { customer, phoneNumberId, via, type, text, content, at, wamid, context, referral } = inboundSchema.parse(raw);
    const number = phoneNumberId === undefined ? [...numbers.values()][0] : numbers.get(phoneNumberId);
    if (number === undefined) return { status: 404, body: { error: "unknown phoneNumberId" } };
    const message = { id: wamid ?? nextWamid(), at: at ?? clock.now(), type, content: content ?? { body: text ?? "" }, context, referral };
    post(payloadOf[via](config.wabaId, number, customer, message));
    return { status: 200, body: { wamid: message.id } };
  };

  const routes: Readonly<Record<string, (body: Buffer, url: URL) => ControlReply>> = {
    "POST /control/inbound": (body) => inbound(JSON.parse(body.toString("utf8"))),
    "POST /control/webhook": (body) => {
      postRaw(body.toString("utf8"));
      return { status: 200, body: { ok: true } };
    },
    "GET /control/sends": (_body, url) => {
      const since = toInstant(Number(url.searchParams.get("since") ?? 0));
      return { status: 200, body: { items: desk.sends.filter(({ at }) => at >= since) } };
    },
    "GET /control/webhooks": () => ({ status: 200, body: { waiting: poster.waiting(), items: poster.postings.slice(-1_000) } }),
    "POST /control/behaviour": (body) => {
      behaviours.add(behaviourSchema.parse(JSON.parse(body.toString("utf8"))));
      return { status: 200, body: { ok: true } };
    },
    "DELETE /control/behaviour": () => {
      behaviours.clear();
      return { status: 200, body: { ok: true } };
    },
    "POST /control/pause": (body) => {
      const { paused } = z.object({ paused: z.boolean().default(true) }).parse(body.length === 0 ? {} : JSON.parse(body.toString("utf8")));
      poster.pause(paused);
      return { status: 200, body: { paused } };
    },
    "POST /control/target": (body) => {
      poster.aim(z.object({ url: z.url() }).parse(JSON.parse(body.toString("utf8"))).url);
      return { status: 200, body: { ok: true } };
    },
    "GET /control/threads": () => ({ status: 200, body: { items: threads.done } }),
    "POST /control/escalation": (body) => {
      const { partner } = z.object({ partner: z.boolean() }).parse(JSON.parse(body.toString("utf8")));
      threads.setEscalation(partner);
      return { status: 200, body: { partner } };
    },
    "POST /control/numbers": (body) => {
      const number = numberSchema.parse(JSON.parse(body.toString("utf8")));
      numbers.set(number.phoneNumberId, number);
      return { status: 200, body: { ok: true } };
    },
  };

  return (method, url, body) => {
    const route = routes[`${method} ${url.pathname}`];
    if (route === undefined) return { status: 404, body: { error: "no such control" } };
    try {
      return route(body, url);
    } catch (error) {
      if (error instanceof z.ZodError || error instanceof SyntaxError) return { status: 400, body: { error: error.message } };
      throw error;
    }
  };
}
