import { toWamid, type Wamid } from "../../shared/ids.ts";
import type { MessageContent } from "../../shared/inbox/message.ts";
import type { Instant } from "../../shared/time.ts";
import { readContent, typeOf, unsupported } from "./message-content.ts";
import { numberIn, problemsIn, unrecognised, type Change, type Emit, type Handler } from "./normalise-change.ts";
import { isKnown, pointerOf, readContacts } from "./normalise-identity.ts";
import { emitIdentityChange } from "./normalise-identity-change.ts";
import { emitStatuses } from "./normalise-statuses.ts";
import { effectKey, eventTime, listOf, objectOf, present, shortKey, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformEvent, PlatformNumber } from "./platform-event.ts";

type MessageEvent = Extract<PlatformEvent, { type: "message" }>;

/** Field `messages`: what customers wrote, what became of our messages, and troubles of the number as a whole. */
export const normaliseMessages: Handler = (change, emit) => {
  const { value } = change;
  const number = numberIn(value);
  const messages = listOf(value.messages);
  const statuses = listOf(value.statuses);
  const problems = problemsIn(value.errors);

  emitMessages(change, { number, messages, contacts: value.contacts, via: "inbound", summary: summaryIn(value) }, emit);
  emitStatuses(change, { number, statuses, contacts: value.contacts }, emit);
  if (problems.length > 0) emit({ type: "number-problem", key: effectKey("n", [number.phoneNumberId, value.errors]), number, problems });
  if (messages.length + statuses.length + problems.length === 0) emit(unrecognised(change, undefined, value));
};

interface MessageBatch {
  readonly number: PlatformNumber;
  readonly messages: readonly unknown[];
  readonly contacts: unknown;
  readonly via: MessageEvent["via"];
  readonly summary?: string | undefined;
}

export function emitMessages(change: Change, batch: MessageBatch, emit: Emit): void {
  const contacts = readContacts(batch.contacts, batch.messages.length);
  for (const [index, raw] of batch.messages.entries()) {
    const message = objectOf(raw);
    const envelope = message === undefined ? undefined : readEnvelope(message, batch.number, change.receivedAt);
    if (message === undefined || envelope === undefined) {
      emit(unrecognised(change, `malformed:${textOf(message?.type) ?? "message"}`, raw));
      continue;
    }
    const from = contacts.find(pointerOf(message.from, message.from_user_id, message.from_parent_user_id));
    if (!isKnown(from)) {
      emit(unrecognised(change, `malformed:${envelope.type}`, raw));
      continue;
    }
    emit({
      type: "message",
      key: envelope.key,
      number: batch.number,
      from,
      wamid: envelope.wamid,
      at: envelope.at,
      content: envelope.content,
      via: batch.via,
      ...extrasOf(message),
      // The summary is about the thread that comes with it; a batch has at most one.
      ...(index === 0 ? present({ summary: batch.summary }) : {}),
      problems: problemsIn(message.errors),
    });
    if (envelope.strange !== undefined) emit({ type: "unrecognised", key: shortKey(`u:${envelope.key}`), field: change.field, kind: envelope.strange });
    if (envelope.content.type === "system") emitIdentityChange(message, from, { at: envelope.at, number: batch.number }, emit);
  }
}

interface Envelope {
  readonly wamid: Wamid;
  readonly key: string;
  readonly at: Instant;
  readonly type: string;
  readonly content: MessageContent;
  /** What we could not read of it, to be counted. The message itself is kept as `unsupported`. */
  readonly strange?: string;
}

/** What inbound messages and echoes have in common. Without an id there is no message to speak of. */
export function readEnvelope(message: Raw, number: PlatformNumber, receivedAt: Instant): Envelope | undefined {
  const id = textOf(message.id);
  if (id === undefined) return undefined;
  const type = typeOf(message) ?? "unknown";
  const reading = readContent(type, message);
  const envelope = { wamid: toWamid(id), key: shortKey(`m:${number.phoneNumberId}:${id}`), at: eventTime(message.timestamp, receivedAt), type };
  switch (reading.type) {
    case "read":
      return { ...envelope, content: reading.content, ...strangeContent(reading.content) };
    case "unknown":
      return { ...envelope, content: unsupported(type, message), strange: type };
    case "malformed":
      return { ...envelope, content: unsupported(type, message), strange: `malformed:${type}` };
  }
}

const strangeContent = (content: MessageContent): { strange?: string } =>
  content.type === "interactive" && content.kind === "other" ? { strange: `interactive:${content.title}` } : {};

/** What the customer's message refers to: a quoted one, a group, an advert. */
function extrasOf(message: Raw): Pick<MessageEvent, "quotes" | "forwarded" | "groupId" | "referral"> {
  const context = objectOf(message.context);
  const referral = objectOf(message.referral);
  const forwarded = context?.forwarded === true || context?.frequently_forwarded === true;
  return present({
    quotes: quoteOf(message),
    forwarded: forwarded ? true : undefined,
    groupId: textOf(message.group_id),
    referral:
      referral === undefined
        ? undefined
        : { source: textOf(referral.source_type) ?? "unknown", ...present({ headline: textOf(referral.headline), clickId: textOf(referral.ctwa_clid) }) },
  });
}

export function quoteOf(message: Raw): { wamid: Wamid } | undefined {
  const context = objectOf(message.context);
  const id = textOf(context?.id) ?? textOf(context?.message_id);
  return id === undefined ? undefined : { wamid: toWamid(id) };
}

/** Machine prose: shown as such, never parsed. */
export const summaryIn = (value: Raw): string | undefined => textOf(objectOf(objectOf(value.conversation_context)?.summary)?.text);
