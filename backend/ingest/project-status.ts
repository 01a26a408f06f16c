import { explainError } from "../../shared/platform/error-codes.ts";
import { toClientId, type NumberId } from "../../shared/ids.ts";
import { advance } from "../../shared/inbox/delivery.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { BusinessNumber } from "../../shared/inbox/people.ts";
import { latest, type Instant } from "../../shared/time.ts";
import type { WriteTx } from "../store/store.ts";
import { hearRefusal } from "../consent/from-platform.ts";
import { releaseArrived } from "../outbound/waiting-sends.ts";
import { accept } from "./acceptance.ts";
import { ensureNumber } from "./people.ts";
import type { EventOf, Projection } from "./projection.ts";

/** What a report needs of a projection: it makes nothing new. */
type Reporting = Omit<Projection, "newId"> & Partial<Pick<Projection, "newId">>;

export function projectStatus(p: Projection, event: EventOf<"status">): void {
  const { tx } = p;
  const number = ensureNumber(tx, event.number, p);
  const message = tx.messageByWamid(number.id, event.wamid) ?? (event.clientId === undefined ? undefined : tx.messageByClientId(toClientId(event.clientId)));
  // A report may overtake the answer to the POST, or the message itself: it waits for it.
  if (message === undefined) return tx.parkStatus(number.id, event.wamid, JSON.stringify(event), { clientId: event.clientId, at: p.now });
  report(p, message, event);
}

/** Statuses that were faster than their message, or that its server has forgotten and its author's desk has not. */
export function unpark(p: Reporting, number: Pick<BusinessNumber, "id">, message: Message): void {
  const named = message.wamid === undefined ? [] : p.tx.unparkStatuses(number.id as NumberId, message.wamid);
  const meant = message.clientId === undefined ? [] : p.tx.unparkStatusesOf(message.clientId);
  for (const body of [...named, ...meant]) {
    const current = p.tx.get("message", message.id);
    if (current !== undefined) report(p, current, JSON.parse(body) as EventOf<"status">);
  }
}

/** [I10] One report about one of our messages: the state only moves forward. */
function report(p: Reporting, message: Message, event: EventOf<"status">): void {
  const { tx } = p;
  const before = message.state;
  const moved = advance(message, { state: event.status, at: event.at });
  const failed = moved.state === "failed";
  const problem = event.problems[0];
  const after: Message = {
    ...moved,
    wamid: message.wamid ?? event.wamid,
    held: moved.state === before ? moved.held : undefined,
    problem: failed && problem !== undefined ? { code: problem.code, ...explainedOf(problem) } : failed ? moved.problem : undefined,
  };
  tx.put("message", after.id, after);

  const arrived = event.status !== "failed";
  // A report proves that the platform took the message, also where the answer to our POST was lost.
  if (arrived && (before === "unknown" || before === "held" || before === "sending" || before === "queued")) accept(p, after, event.at);
  if (arrived && before === "failed" && moved.state !== "failed")
    tx.appendEvent(after.conversationId, `again:${after.id}`, outbound(after, "accepted", event.at));
  // The platform's clock counts whole seconds: a failure must not seem to come before the acceptance that it takes back.
  if (failed && before !== "failed")
    tx.appendEvent(after.conversationId, `fail:${after.id}`, outbound(after, "failed", latest(message.stateAt.accepted, event.at)));
  settleSend(tx, after);
  if (failed && before !== "failed") hearRefusal(tx, after, problem?.code, p.now);
  releaseArrived(tx, after.conversationId, p.now);

  const conversation = tx.get("conversation", after.conversationId);
  if (conversation?.lastMessage?.id === after.id)
    tx.put("conversation", conversation.id, { ...conversation, lastMessage: { ...conversation.lastMessage, state: after.state } });
  p.touched.add(after.conversationId);
}

const explainedOf = (problem: { readonly code: number; readonly title: string; readonly details?: string }) => {
  const { meaning, next, title } = explainError(problem.code, problem.details ?? problem.title);
  return { title, meaning, next };
};

const outbound = (message: Message, state: "accepted" | "failed", at: Instant) =>
  ({ type: "outbound", at, id: message.id, messageId: message.id, author: message.author.kind === "customer" ? "human" : message.author.kind, state }) as const;

function settleSend(tx: WriteTx, message: Message): void {
  const send = message.clientId === undefined ? undefined : tx.send(message.clientId);
  if (send !== undefined && send.state !== "done") tx.putSend({ ...send, state: "done" });
}
