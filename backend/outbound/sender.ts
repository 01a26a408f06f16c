import type { Logger } from "pino";
import type { TopicContext } from "../../shared/guard/topic/topic-context.ts";
import { explainError } from "../../shared/platform/error-codes.ts";
import { rateFacts } from "../../shared/platform/facts.ts";
import type { ClientId, ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { BusinessNumber, Contact } from "../../shared/inbox/people.ts";
import { minutes, plus, seconds, toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { CloudApi, OutboundBody, Recipient, SendOutcome, SendRequest } from "../cloud-api/port.ts";
import { hearRefusal } from "../consent/from-platform.ts";
import { logOverridden } from "../guard/guard-log.ts";
import { accept } from "../ingest/acceptance.ts";
import { unpark } from "../ingest/project-status.ts";
import { refreshClocks } from "../sla/clocks.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import type { SendRow, Store, WriteTx } from "../store/store.ts";
import { lookAgain } from "./guard-send.ts";
import { holdFollowers, holdSend, putMessage } from "./put-message.ts";
import { createTokenBucket } from "./token-bucket.ts";
import { releaseDue, undeliveredUntil, waitUntilDelivered } from "./waiting-sends.ts";

interface Deps {
  readonly clock: Clock;
  readonly store: Store;
  readonly cloudApi: CloudApi;
  readonly newId: () => string;
  readonly log: Pick<Logger, "error" | "warn">;
  /** What the off-topic rule needs for the second look; asked before it, for it is answered on another thread. */
  readonly aboutTopic?: ((send: SendRow) => Promise<TopicContext | undefined>) | undefined;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

export interface Sender {
  /** Something is ready, or may be. */
  readonly wake: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** An answer that never came is a person's to judge after this long (sync.md A8). */
export const UNKNOWN_WAIT = minutes(5);
const AT_ONCE = 16;
const STOP_GRACE = seconds(2);
const RETRY = seconds(1);

type Attempt = { readonly send: SendRow; readonly message: Message; readonly number: BusinessNumber; readonly to: Recipient; readonly body: OutboundBody };

/**
 * Hands composed messages to the platform. The attempt is on disk before the POST begins, so after a crash it is known that
 * something may have gone out; what may have gone out is never sent again by itself (I2).
 *
 * ready -> sending -> done | ready (refused for now) | unknown -> done (a report names it) | held
 */
export function startSender({ aboutTopic, at, clock, cloudApi, log, newId, store }: Deps): Sender {
  // One person takes one message in six seconds, 45 of them in advance; one number 80 a second (whatsapp.md 6.4).
  const pairs = createTokenBucket({ burst: rateFacts.pairBurst.value, everyMs: rateFacts.pairInterval.value });
  const numbers = createTokenBucket({ burst: rateFacts.numberPerSecond.value, everyMs: 1_000 / rateFacts.numberPerSecond.value });
  const busy = new Map<ConversationId, Promise<void>>();
  let cancelTimer = () => {};
  let stopped = false;
  let closed = false;

  // [I2] What was under way when the process ended may have gone out.
  store.write((tx) => {
    for (const send of tx.sends({ state: "sending" })) becomeUnknown(tx, send, clock.now());
  });

  const grace = (): Promise<void> => new Promise((resolve) => void at(plus(clock.now(), STOP_GRACE), resolve));

  /** What fails here (a full disk) is tried again in a moment, never at once: the trouble is not the message's. */
  const wake = (): void => {
    if (stopped) return;
    try {
      look();
    } catch (error) {
      log.error({ error }, "The sender could not look for work and tries again.");
      wakeLater();
    }
  };
  const wakeLater = (): void => {
    cancelTimer();
    cancelTimer = at(plus(clock.now(), RETRY), wake);
  };

  const look = (): void => {
    const now = clock.now();
    giveUpOnUnknown(now);
    let next: number = store.read((tx) => tx.nextSend()) ?? Number.POSITIVE_INFINITY;
    if (next <= now) {
      store.write((tx) => releaseDue(tx, now));
      next = store.read((tx) => tx.nextSend()) ?? Number.POSITIVE_INFINITY;
    }
    const waiting = new Set<ConversationId>();
    for (const send of store.read((tx) => tx.sends({ state: "ready" }))) {
      // In order within a conversation: who comes later waits for who came first.
      if (busy.has(send.conversationId) || waiting.has(send.conversationId)) continue;
      waiting.add(send.conversationId);
      if (send.nextAt > now) next = Math.min(next, send.nextAt);
      else if (busy.size < AT_ONCE) begin(send);
    }
    for (const { postStartedAt } of store.read((tx) => tx.sends({ state: "unknown" }))) next = Math.min(next, (postStartedAt ?? now) + UNKNOWN_WAIT);
    cancelTimer();
    if (next < Number.POSITIVE_INFINITY) cancelTimer = at(toInstant(next), wake);
  };

  const begin = (send: SendRow): void => {
    const work = attempt(send).then(
      () => {
        busy.delete(send.conversationId);
        wake();
      },
      (error: unknown) => {
        busy.delete(send.conversationId);
        log.error({ clientId: send.clientId, error }, "A send failed in a way nobody foresaw.");
        if (!stopped) wakeLater();
      },
    );
    busy.set(send.conversationId, work);
  };

  /** Whatever is thrown once the POST may have begun is an answer that never came (I2). */
  const post = (request: SendRequest): Promise<SendOutcome> =>
    cloudApi.send(request).catch((error: unknown): SendOutcome => ({ type: "unknown", reason: error instanceof Error ? error.message : String(error) }));

  const attempt = async (send: SendRow): Promise<void> => {
    const topic = aboutTopic === undefined ? undefined : await aboutTopic(send);
    if (closed) return;
    const prepared = store.write((tx) => prepareAttempt(tx, send.clientId, clock.now(), topic));
    if (prepared === undefined) return;
    const { body, message, number, to } = prepared;
    const outcome = await post({
      phoneNumberId: number.phoneNumberId,
      to,
      body,
      clientId: send.clientId,
      ...(message.quotes === undefined ? {} : { quotes: message.quotes.wamid }),
    });
    await keepOutcome(prepared.send.clientId, outcome);
  };

  /** What the platform said is known to nobody else: where the disk does not take it now, it is tried until it does. */
  const keepOutcome = async (clientId: ClientId, outcome: SendOutcome): Promise<void> => {
    while (!closed) {
      try {
        return store.write((tx) => {
          const touched = new Set<ConversationId>();
          settle(tx, clientId, outcome, touched, clock.now());
          for (const id of touched) refreshClocks(tx, id, clock.now());
        });
      } catch (error) {
        if (!isStoreTrouble(error)) throw error;
        log.error({ clientId, error }, "The platform's answer to a send could not be kept; it is tried again.");
        await new Promise<void>((resolve) => void at(plus(clock.now(), RETRY), resolve));
      }
    }
  };

  /** Guard, rates, and the attempt's own row, in one transaction; nothing where the message waits. */
  const prepareAttempt = (tx: WriteTx, clientId: ClientId, now: Instant, topic: TopicContext | undefined): Attempt | undefined => {
    const send = tx.send(clientId);
    const message = send === undefined ? undefined : tx.get("message", send.messageId);
    const conversation = send === undefined ? undefined : tx.get("conversation", send.conversationId);
    if (send?.state !== "ready" || message === undefined || conversation === undefined) return undefined;

    const look = lookAgain(tx, send, message, conversation, now, topic);
    if (look.type === "hold") {
      // What was sent between its writing and now has not arrived either: it goes on waiting, as its author wished.
      const until = send.whenDelivered === true && look.hold.reason === "undelivered_before" ? undeliveredUntil(tx, conversation.id) : undefined;
      return void (until !== undefined && until > now ? waitUntilDelivered(tx, send, message, until) : holdSend(tx, send, message, look.hold, now));
    }
    const number = tx.get("number", conversation.numberId);
    const to = recipientOf(tx.get("contact", conversation.contactId));
    const body = bodyOf(message);
    if (number === undefined || to === undefined || body === undefined) return void holdSend(tx, send, message, { reason: "needs_update", findings: [] }, now);

    const free = Math.max(pairs.freeAt(conversation.id, now), numbers.freeAt(number.id, now));
    if (free > now) return void tx.putSend({ ...send, nextAt: toInstant(free) });
    pairs.take(conversation.id, now);
    numbers.take(number.id, now);

    const begun: SendRow = { ...send, state: "sending", attempt: send.attempt + 1, postStartedAt: now };
    tx.putSend(begun);
    logOverridden(tx, look.findings, message.overrides, { conversationId: conversation.id, agentId: send.agentId, messageId: message.id, now });
    putMessage(tx, { ...message, state: "sending", stateAt: { ...message.stateAt, sending: now } });
    return { send: begun, message, number, to, body };
  };

  const settle = (tx: WriteTx, clientId: ClientId, outcome: SendOutcome, touched: Set<ConversationId>, now: Instant): void => {
    const send = tx.send(clientId);
    const message = send === undefined ? undefined : tx.get("message", send.messageId);
    // A report may have been faster than the answer: then all is settled.
    if (send?.state !== "sending" || message === undefined) {
      if (outcome.type === "accepted" && message !== undefined && message.wamid === undefined) putMessage(tx, { ...message, wamid: outcome.wamid });
      return;
    }
    switch (outcome.type) {
      case "accepted": {
        const accepted: Message = { ...message, wamid: outcome.wamid, state: "accepted", stateAt: { ...message.stateAt, accepted: now }, at: now };
        tx.putSend({ ...send, state: "done" });
        putMessage(tx, accepted);
        accept({ tx, touched }, accepted, now);
        const conversation = tx.get("conversation", send.conversationId);
        if (conversation !== undefined) unpark({ tx, touched, now, newId }, { id: conversation.numberId }, accepted);
        return;
      }
      case "refused":
        if (outcome.retry === "later") {
          // 4^n seconds, as the platform asks for, but never longer than ten minutes.
          tx.putSend({ ...send, state: "ready", nextAt: toInstant(now + Math.min(600_000, 4 ** Math.min(send.attempt, 8) * 1_000)) });
          putMessage(tx, { ...message, state: "queued" });
          return;
        }
        tx.putSend({ ...send, state: "done" });
        putMessage(tx, {
          ...message,
          state: "failed",
          stateAt: { ...message.stateAt, failed: now },
          problem: { code: outcome.code, ...problemOf(outcome.code, outcome.details ?? outcome.title) },
        });
        holdFollowers(tx, send);
        hearRefusal(tx, message, outcome.code, now);
        return;
      case "unknown":
        becomeUnknown(tx, send, now);
        holdFollowers(tx, send);
        return;
    }
  };

  const giveUpOnUnknown = (now: Instant): void => {
    const due = store.read((tx) => tx.sends({ state: "unknown" })).filter(({ postStartedAt }) => plus(postStartedAt ?? now, UNKNOWN_WAIT) <= now);
    if (due.length === 0) return;
    store.write((tx) => {
      for (const send of due) {
        const message = tx.get("message", send.messageId);
        if (message !== undefined) holdSend(tx, send, message, { reason: "unknown_outcome", findings: [] }, now);
      }
    });
  };

  return {
    wake,
    idle: async () => {
      while (busy.size > 0) await Promise.all(busy.values());
    },
    stop: async () => {
      stopped = true;
      cancelTimer();
      // What is not answered by then is unknown at the next start, which is what it is.
      await Promise.race([Promise.all(busy.values()), grace()]);
      closed = true;
    },
  };
}

function becomeUnknown(tx: WriteTx, send: SendRow, now: Instant): void {
  tx.putSend({ ...send, state: "unknown", postStartedAt: send.postStartedAt ?? now });
  const message = tx.get("message", send.messageId);
  if (message !== undefined) putMessage(tx, { ...message, state: "unknown", stateAt: { ...message.stateAt, unknown: now } });
}

const problemOf = (code: number, details: string) => {
  const { meaning, next, title } = explainError(code, details);
  return { title, meaning, next };
};

function recipientOf(contact: Contact | undefined): Recipient | undefined {
  if (contact?.phone !== undefined) return { phone: contact.phone };
  return contact?.userId === undefined ? undefined : { userId: contact.userId };
}

function bodyOf({ content }: Message): OutboundBody | undefined {
  switch (content.type) {
    case "text":
      return { type: "text", body: content.body };
    case "template":
      return { type: "template", name: content.name, language: content.language, variables: content.variables };
    default:
      return undefined;
  }
}
