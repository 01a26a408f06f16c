import { numberIn, problemsIn, unrecognised, type Change, type Emit, type Handler } from "./normalise-change.ts";
import { isKnown, pointerOf, readContacts } from "./normalise-identity.ts";
import { emitMessages, quoteOf, readEnvelope, summaryIn } from "./normalise-messages.ts";
import { emitStatuses } from "./normalise-statuses.ts";
import { effectKey, listOf, objectOf, phoneOf, present, shortKey, textOf } from "./normalise-scalars.ts";
import type { PlatformEvent, PlatformNumber } from "./platform-event.ts";

/** Field `smb_message_echoes`: a colleague typed it in the Business app. It answers the customer and stops the clock. */
export const normaliseAppEchoes: Handler = (change, emit) => {
  const { value } = change;
  emitEchoes(change, { number: numberIn(value), echoes: listOf(value.message_echoes), contacts: value.contacts, via: "app" }, emit);
};

/** Field `standby`: what goes on in a thread that another app owns. Shown, never alarmed about. */
export const normaliseStandby: Handler = (change, emit) => {
  const number = numberIn(change.value);
  const standby = objectOf(change.value.standby) ?? change.value;
  const contacts = standby.contacts ?? change.value.contacts;
  const messages = listOf(standby.messages);
  const echoes = listOf(standby.message_echoes);
  const statuses = listOf(standby.statuses);
  emitMessages(change, { number, messages, contacts, via: "standby", summary: summaryIn(change.value) }, emit);
  emitEchoes(change, { number, echoes, contacts, via: "standby" }, emit);
  emitStatuses(change, { number, statuses, contacts, standby: true }, emit);
  if (messages.length + echoes.length + statuses.length === 0) emit(unrecognised(change, "standby", change.value));
};

/** Field `history`: the threads that a Business app brings along. Both sides stand in one list, told apart by sender. */
export const normaliseHistory: Handler = (change, emit) => {
  const number = numberIn(change.value);
  for (const raw of listOf(change.value.history)) {
    const chunk = objectOf(raw) ?? {};
    const problems = problemsIn(chunk.errors);
    if (problems.length > 0) emit({ type: "number-problem", key: effectKey("n", [number.phoneNumberId, chunk.errors]), number, problems });
    for (const item of listOf(chunk.threads)) {
      const thread = objectOf(item) ?? {};
      const messages = listOf(thread.messages);
      const isOurs = (message: unknown): boolean => phoneOf(objectOf(message)?.from) === number.displayNumber || objectOf(message)?.to !== undefined;
      const customer = { wa_id: thread.id, user_id: phoneOf(thread.id) === undefined ? thread.id : undefined, ...objectOf(thread.context) };
      emitMessages(change, { number, messages: messages.filter((message) => !isOurs(message)), contacts: [customer], via: "history" }, emit);
      emitEchoes(change, { number, echoes: messages.filter(isOurs), contacts: [], via: "history", thread: thread.id }, emit);
    }
    if (problems.length === 0 && !Array.isArray(chunk.threads)) emit(unrecognised(change, "malformed:history", raw));
  }
};

interface EchoBatch {
  readonly number: PlatformNumber;
  readonly echoes: readonly unknown[];
  readonly contacts: unknown;
  readonly via: Extract<PlatformEvent, { type: "echo" }>["via"];
  /** The customer, where the message itself does not name the receiver. */
  readonly thread?: unknown;
}

function emitEchoes(change: Change, batch: EchoBatch, emit: Emit): void {
  const contacts = readContacts(batch.contacts, batch.echoes.length);
  for (const raw of batch.echoes) {
    const outer = objectOf(raw) ?? {};
    // Standby wraps the request as it was posted into `message`; the Business app's echo is flat.
    const message = { ...objectOf(outer.message), ...outer };
    const envelope = readEnvelope(message, batch.number, change.receivedAt);
    const to = contacts.find(pointerOf(message.to ?? message.recipient ?? batch.thread, message.to_user_id ?? message.recipient, message.to_parent_user_id));
    if (envelope === undefined || !isKnown(to)) {
      emit(unrecognised(change, `malformed:${textOf(message.type) ?? "echo"}`, raw));
      continue;
    }
    const { key, wamid, at, content, strange } = envelope;
    emit({ type: "echo", key, number: batch.number, to, wamid, at, content, via: batch.via, ...present({ quotes: quoteOf(message) }) });
    if (strange !== undefined) emit({ type: "unrecognised", key: shortKey(`u:${key}`), field: change.field, kind: strange });
  }
}
