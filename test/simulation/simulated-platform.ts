import type { CloudApi, SendOutcome, SendRequest } from "../../backend/cloud-api/port.ts";
import { inboundPayload, statusPayload } from "../../backend/cloud-api/simulator/payloads.ts";
import { toWamid, type ClientId } from "../../shared/ids.ts";
import { hours, minutes, seconds, toInstant, type Instant } from "../../shared/time.ts";
import type { Chances } from "./chances.ts";
import type { Sometimes } from "./sometimes.ts";
import type { SimulatedTime } from "./simulated-time.ts";

const NUMBER = { phoneNumberId: "1065403", displayNumber: "15550783881" };
const WABA = "102290129340398";

/** One POST as the platform saw it. */
export interface Post {
  readonly clientId: ClientId;
  readonly phone: string;
  readonly startedAt: Instant;
  readonly wamid: string;
  /** [I4] The customer's newest message by its own send time, whether or not its webhook had arrived. */
  readonly lastInboundAt: Instant | undefined;
  readonly kind: "text" | "template";
}

export interface Inbound {
  readonly wamid: string;
  readonly phone: string;
  readonly sentAt: Instant;
}

export interface SimulatedPlatform {
  readonly cloudApi: CloudApi;
  /** A customer writes; the webhook sets out. */
  readonly write: (phone: string, name: string, sentAt: Instant) => void;
  /** What the customer wrote before the story begins. */
  readonly remember: (phone: string, sentAt: Instant) => void;
  readonly accepted: readonly Post[];
  readonly inbound: readonly Inbound[];
  readonly isBusy: () => boolean;
  /** From now on it neither loses nor delays. */
  readonly heal: () => void;
}

interface Deps {
  readonly time: SimulatedTime;
  readonly chances: Chances;
  readonly sometimes: Sometimes;
  /** Hands a body to the server; false where it did not answer 200, and then it is tried again. */
  readonly post: (body: Uint8Array) => boolean;
  /** A POST begins, whatever becomes of it. */
  readonly onSend: (clientId: ClientId) => void;
}

const POST_TIMEOUT = seconds(15);
const FIRST_RETRY = seconds(10);
const LONGEST_RETRY = minutes(20);

/** The platform at its HTTP border: it takes, refuses and loses POSTs, and posts webhooks late, twice and in any order. */
export function createSimulatedPlatform({ chances, onSend, post, sometimes, time }: Deps): SimulatedPlatform {
  const accepted: Post[] = [];
  const inbound: Inbound[] = [];
  const newest = new Map<string, number>();
  const encoder = new TextEncoder();
  let healed = false;
  let underWay = 0;
  let count = 0;

  const deliver = (payload: unknown, delay: number): void => {
    const body = encoder.encode(JSON.stringify(payload));
    underWay++;
    const attempt = (wait: number): void => {
      if (post(body)) return void underWay--;
      const next = healed ? seconds(5) : Math.min(LONGEST_RETRY, wait * 2);
      time.after(next, () => attempt(next));
    };
    time.after(delay, () => attempt(FIRST_RETRY));
  };

  /** Some come late, some twice. */
  const webhook = (payload: unknown): void => {
    const late = !healed && chances.likely(0.08);
    if (late) sometimes.reached("webhook late");
    deliver(payload, late ? chances.delay(minutes(1), minutes(20), hours(2)) : chances.between(20, 900));
    if (healed || !chances.likely(0.08)) return;
    sometimes.reached("webhook twice");
    deliver(payload, chances.between(20, minutes(10)));
  };

  const report = (sent: Post, status: string, at: number): void => {
    const payload = statusPayload(
      WABA,
      NUMBER as never,
      { phone: sent.phone },
      { wamid: sent.wamid, status, at, clientId: sent.clientId, ...(status === "failed" ? { code: 131_026 } : {}) },
    );
    const late = !healed && chances.likely(0.1);
    if (late) sometimes.reached("report late");
    // A fast platform reports before it answers.
    deliver(payload, Math.max(0, at - time.now()) + (late ? chances.delay(minutes(1), minutes(20), hours(2)) : chances.between(0, 400)));
    if (healed || !chances.likely(0.08)) return;
    sometimes.reached("report twice");
    deliver(payload, Math.max(0, at - time.now()) + chances.between(0, minutes(5)));
  };

  const take = ({ body, clientId, to }: SendRequest): Post => {
    const phone = "phone" in to ? to.phone : "";
    const sent: Post = {
      clientId,
      phone,
      startedAt: time.now(),
      wamid: `wamid.out.${++count}`,
      lastInboundAt: newest.has(phone) ? toInstant(newest.get(phone) ?? 0) : undefined,
      kind: body.type,
    };
    accepted.push(sent);
    const at = time.now();
    if (chances.likely(0.06)) report(sent, "failed", at + chances.between(100, 5_000));
    else {
      report(sent, "sent", at + chances.between(0, 300));
      if (chances.likely(0.9)) report(sent, "delivered", at + chances.between(200, 60_000));
      if (chances.likely(0.5)) report(sent, "read", at + chances.between(400, 120_000));
    }
    return sent;
  };

  const send = (request: SendRequest): Promise<SendOutcome> =>
    new Promise((resolve) => {
      onSend(request.clientId);
      const answer = (outcome: SendOutcome, ms: number): void => void time.after(ms, () => resolve(outcome));
      const takes = chances.delay(30, 600, 4_000);
      if (!healed && chances.likely(0.03)) {
        sometimes.reached("post lost on the way there");
        return answer({ type: "unknown", reason: "timeout" }, POST_TIMEOUT);
      }
      if (!healed && chances.likely(0.05)) return answer({ type: "refused", code: 130_429, title: "Rate limit hit", retry: "later" }, takes);
      if (!healed && chances.likely(0.02)) return answer({ type: "refused", code: 131_026, title: "Undeliverable", retry: "never" }, takes);
      const sent = take(request);
      if (!healed && chances.likely(0.08)) {
        sometimes.reached("post lost on the way back");
        return answer({ type: "unknown", reason: "reset" }, POST_TIMEOUT);
      }
      answer({ type: "accepted", wamid: toWamid(sent.wamid), held: false }, takes);
    });

  return {
    cloudApi: {
      send,
      markRead: async () => true,
      templates: async () => [],
      media: async () => ({ type: "gone" }),
      numberHealth: async () => ({}),
      threadControl: async () => ({ type: "done" }),
    },
    write: (phone, name, sentAt) => {
      const id = `wamid.in.${++count}`;
      inbound.push({ wamid: id, phone, sentAt });
      // The wire has whole seconds.
      newest.set(phone, Math.max(newest.get(phone) ?? 0, Math.floor(sentAt / 1_000) * 1_000));
      webhook(inboundPayload(WABA, NUMBER as never, { phone, name }, { id, at: sentAt, type: "text", content: { body: `Question ${id}?` } }));
    },
    remember: (phone, sentAt) => void newest.set(phone, sentAt),
    accepted,
    inbound,
    isBusy: () => underWay > 0,
    heal: () => void (healed = true),
  };
}
