import type { SimulatedNumber } from "./simulator-config.ts";

/** A person as the simulated platform knows them: with a phone, or by user id only. */
export interface SimulatedCustomer {
  readonly phone?: string | undefined;
  readonly userId?: string | undefined;
  readonly username?: string | undefined;
  readonly name?: string | undefined;
}

export interface SimulatedMessage {
  readonly id: string;
  /** Epoch milliseconds; the wire has seconds. */
  readonly at: number;
  readonly type: string;
  /** What stands under the property named like the type. */
  readonly content: unknown;
  readonly context?: unknown;
  readonly referral?: unknown;
}

type Payload = Readonly<Record<string, unknown>>;

const wireSeconds = (at: number): string => String(Math.floor(at / 1_000));

const envelope = (wabaId: string, field: string, value: Payload, time?: number): Payload => ({
  object: "whatsapp_business_account",
  entry: [{ id: wabaId, ...(time === undefined ? {} : { time: Math.floor(time / 1_000) }), changes: [{ field, value }] }],
});

const base = (number: SimulatedNumber): Payload => ({
  messaging_product: "whatsapp",
  metadata: { display_phone_number: number.displayNumber, phone_number_id: number.phoneNumberId },
});

const contactOf = ({ phone, userId, username, name }: SimulatedCustomer): Payload => ({
  profile: { ...(name === undefined ? {} : { name }), ...(username === undefined ? {} : { username }) },
  ...(phone === undefined ? {} : { wa_id: phone }),
  ...(userId === undefined ? {} : { user_id: userId }),
});

const bodyOf = ({ id, at, type, content, context, referral }: SimulatedMessage): Payload => ({
  id,
  timestamp: wireSeconds(at),
  type,
  [type]: content,
  ...(context === undefined ? {} : { context }),
  ...(referral === undefined ? {} : { referral }),
});

const senderOf = ({ phone, userId }: SimulatedCustomer): Payload => ({
  ...(phone === undefined ? {} : { from: phone }),
  ...(userId === undefined ? {} : { from_user_id: userId }),
});
const receiverOf = ({ phone, userId }: SimulatedCustomer): Payload => ({
  ...(phone === undefined ? {} : { to: phone }),
  ...(userId === undefined ? {} : { to_user_id: userId }),
});

export const inboundPayload = (wabaId: string, number: SimulatedNumber, customer: SimulatedCustomer, message: SimulatedMessage): Payload =>
  envelope(wabaId, "messages", { ...base(number), contacts: [contactOf(customer)], messages: [{ ...senderOf(customer), ...bodyOf(message) }] });

/** A colleague's answer, typed on the phone. */
export const appEchoPayload = (wabaId: string, number: SimulatedNumber, customer: SimulatedCustomer, message: SimulatedMessage): Payload =>
  envelope(wabaId, "smb_message_echoes", {
    ...base(number),
    contacts: [contactOf(customer)],
    message_echoes: [{ from: number.displayNumber, ...receiverOf(customer), ...bodyOf(message) }],
  });

export const standbyInboundPayload = (wabaId: string, number: SimulatedNumber, customer: SimulatedCustomer, message: SimulatedMessage): Payload =>
  envelope(wabaId, "standby", { ...base(number), standby: { contacts: [contactOf(customer)], messages: [{ ...senderOf(customer), ...bodyOf(message) }] } });

/** What the other app of the thread answered: the request as it was posted, wrapped. */
export const standbyEchoPayload = (
  wabaId: string,
  number: SimulatedNumber,
  customer: SimulatedCustomer,
  { id, at, type, content }: SimulatedMessage,
): Payload =>
  envelope(wabaId, "standby", {
    ...base(number),
    standby: {
      message_echoes: [
        {
          id,
          timestamp: wireSeconds(at),
          message: {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            ...(customer.phone === undefined ? { recipient: customer.userId } : { to: customer.phone }),
            type,
            [type]: content,
          },
        },
      ],
    },
  });

interface SimulatedStatus {
  readonly wamid: string;
  readonly status: string;
  readonly at: number;
  readonly clientId?: string | undefined;
  readonly code?: number | undefined;
  readonly title?: string | undefined;
  readonly pricing?: Payload | undefined;
}

export const statusPayload = (
  wabaId: string,
  number: SimulatedNumber,
  customer: SimulatedCustomer,
  { wamid, status, at, clientId, code, title, pricing }: SimulatedStatus,
): Payload =>
  envelope(wabaId, "messages", {
    ...base(number),
    // Failed reports come without contacts.
    ...(status === "failed" ? {} : { contacts: [contactOf(customer)] }),
    statuses: [
      {
        id: wamid,
        status,
        timestamp: wireSeconds(at),
        ...(customer.phone === undefined ? {} : { recipient_id: customer.phone }),
        ...(customer.userId === undefined || status === "failed" ? {} : { recipient_user_id: customer.userId }),
        ...(clientId === undefined ? {} : { biz_opaque_callback_data: clientId }),
        ...(code === undefined
          ? {}
          : { errors: [{ code, title: title ?? `Error ${code}`, message: title ?? `Error ${code}`, error_data: { details: title ?? `Error ${code}` } }] }),
        ...(pricing === undefined ? {} : { pricing }),
      },
    ],
  });

export const handoverPayload = (
  wabaId: string,
  number: SimulatedNumber,
  customer: SimulatedCustomer,
  handover: { readonly at: number; readonly reason: string; readonly summary?: string | undefined },
): Payload =>
  envelope(wabaId, "messaging_handovers", {
    messaging_product: "whatsapp",
    sender: {
      ...(customer.phone === undefined ? {} : { phone_number: customer.phone }),
      ...(customer.userId === undefined ? {} : { user_id: customer.userId }),
    },
    recipient: { phone_number_id: number.phoneNumberId, display_phone_number: number.displayNumber },
    type: "control_passed",
    timestamp: wireSeconds(handover.at),
    control_passed: {
      previous_owner_role: "ai_agent",
      new_owner_role: "escalation",
      metadata: handover.reason,
      ...(handover.summary === undefined ? {} : { conversation_context: { type: "summary", summary: { text: handover.summary } } }),
    },
  });
