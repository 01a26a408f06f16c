import { plus, toDuration, type Instant } from "../../../shared/time.ts";
import { explainError } from "../../../shared/platform/error-codes.ts";
import type { Behaviour, BehaviourQueue } from "./behaviour.ts";
import { createBuckets } from "./buckets.ts";
import { statusPayload, type SimulatedCustomer } from "./payloads.ts";
import { refusal, refusalBody, type Refusal } from "./refusal.ts";
import type { SimulatedNumber, SimulatorDeps } from "./simulator-config.ts";
import { rolledPlan, writtenPlan, type PlannedStatus } from "./status-plan.ts";
import { validateSend, type ValidSend } from "./validate-send.ts";
import type { WindowBook } from "./window-book.ts";

/** A post that the platform took in, whatever it answered. */
export interface Send {
  readonly wamid: string;
  readonly at: Instant;
  readonly phoneNumberId: string;
  readonly customer: SimulatedCustomer | undefined;
  readonly clientId?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly answered: "accept" | "timeout" | "reset";
  readonly statuses: { readonly status: string; readonly at: Instant }[];
}

/** What the HTTP side has to do with a post. */
export type DeskAnswer =
  | { readonly type: "answer"; readonly status: number; readonly body: unknown }
  | { readonly type: "silence" }
  | { readonly type: "hang-up" };

export interface SendDesk {
  readonly take: (number: SimulatedNumber, body: unknown) => DeskAnswer;
  readonly sends: readonly Send[];
}

interface Desk extends SimulatorDeps {
  readonly behaviours: BehaviourQueue;
  readonly windows: WindowBook;
  readonly nextWamid: () => string;
  readonly post: (payload: unknown) => void;
  readonly onSend: (send: Send) => void;
}

const KEPT = 20_000;

/** Takes in what is sent: checks it as the platform does, answers, and sees to the reports that follow. */
export function createSendDesk({ clock, random, timers, config, behaviours, windows, nextWamid, post, onSend }: Desk): SendDesk {
  const sends: Send[] = [];
  const pairs = createBuckets(clock, config.rates.pair);
  const numbers = createBuckets(clock, config.rates.number);

  const take = (number: SimulatedNumber, body: unknown): DeskAnswer => {
    const behaviour = behaviours.next();
    if (behaviour?.outcome.startsWith("http:") === true) return { type: "answer", status: Number(behaviour.outcome.slice(5)), body: "upstream error" };
    if (behaviour?.outcome.startsWith("error:") === true) return refuse(refusal(Number(behaviour.outcome.slice(6)), "as told by the control API"));

    const validation = validateSend(body, number, config.templates);
    if (!validation.ok) return refuse(validation.refusal);
    const { send } = validation;
    if (!numbers.take(number.phoneNumberId)) return refuse(refusal(130429, "Cloud API message throughput has been reached."));
    if (!pairs.take(`${number.phoneNumberId} ${send.input}`))
      return refuse(refusal(131056, "Too many messages sent from this phone number to the same receiver in a short time."));
    return accept(number, send, behaviour);
  };

  const accept = (number: SimulatedNumber, send: ValidSend, behaviour: Behaviour | undefined): DeskAnswer => {
    const answered = behaviour?.outcome === "timeout" || behaviour?.outcome === "reset" ? behaviour.outcome : "accept";
    const made: Send = {
      wamid: nextWamid(),
      at: clock.now(),
      phoneNumberId: number.phoneNumberId,
      customer: send.customer,
      clientId: send.clientId,
      body: send.body,
      answered,
      statuses: [],
    };
    sends.push(made);
    if (sends.length > KEPT) sends.shift();
    for (const planned of planOf(number, send, behaviour)) schedule(number, made, planned);
    onSend(made);
    if (answered === "timeout") return { type: "silence" };
    if (answered === "reset") return { type: "hang-up" };
    return { type: "answer", status: 200, body: accepted(send, made.wamid) };
  };

  const planOf = (number: SimulatedNumber, send: ValidSend, behaviour: Behaviour | undefined): readonly PlannedStatus[] => {
    if (send.customer === undefined) return [];
    if (behaviour?.statusPlan !== undefined) return writtenPlan(behaviour.statusPlan, behaviour.delays);
    const customer = "phone" in send.customer ? send.customer.phone : send.customer.userId;
    // The window is judged after the answer: the post succeeds, and the failure comes by webhook.
    if (send.type !== "template" && !windows.isOpen(number.phoneNumberId, customer, clock.now())) return writtenPlan(["failed:131047"], [300]);
    return send.type === "reaction" ? writtenPlan(["sent"], [300]) : rolledPlan(random);
  };

  const schedule = (
    number: SimulatedNumber,
    { wamid, at, customer, clientId, statuses, body }: Send,
    { status, code, happensAfterMs, postedAfterMs }: PlannedStatus,
  ): void => {
    if (customer === undefined) return;
    timers.after(postedAfterMs, () => {
      const happenedAt = Math.min(plus(at, toDuration(happensAfterMs)), clock.now()) as Instant;
      statuses.push({ status, at: happenedAt });
      const title = code === undefined ? undefined : explainError(code).title;
      const pricing =
        status === "sent" || status === "delivered"
          ? { billable: true, pricing_model: "PMP", type: "regular", category: body.type === "template" ? "utility" : "service" }
          : undefined;
      post(statusPayload(config.wabaId, number, customer, { wamid, status, at: happenedAt, clientId, code, title, pricing }));
    });
  };

  return { take, sends };
}

const refuse = (no: Refusal): DeskAnswer => ({ type: "answer", status: no.status, body: refusalBody(no) });

const accepted = ({ input, customer, type }: ValidSend, wamid: string): unknown => ({
  messaging_product: "whatsapp",
  contacts: [{ input, ...(customer === undefined ? {} : "phone" in customer ? { wa_id: customer.phone } : { user_id: customer.userId }) }],
  messages: [{ id: wamid, ...(type === "template" ? { message_status: "accepted" } : {}) }],
});
