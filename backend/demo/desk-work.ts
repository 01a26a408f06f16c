import { uuidv7 } from "uuidv7";
import type { ContactId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { languageOf } from "../../shared/guard/text/language.ts";
import { readText } from "../../shared/guard/text/reading.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { customerWaits } from "../../shared/inbox/waiting.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { hours, minutes, type Clock, type Instant } from "../../shared/time.ts";
import { serviceWindow } from "../../shared/window/service-window.ts";
import { keepConsent } from "../consent/keep-consent.ts";
import { runMutation } from "../mutations/run-mutation.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { ANSWERS, GOODBYE, TOPIC_WORDS } from "./topics.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Something may be ready to send. */
  readonly onApplied: () => void;
}

const SETTLE_MS = 1_500;
const COLLEAGUE_MS = 12_000;
/** The demo's visitor finds these to do; the colleagues leave them alone. */
const LEFT_FOR_THE_VISITOR = minutes(6);

/**
 * What the demo's people did before the visitor came and do while the visitor looks on: labels, owners, closed cases, and an
 * answer now and then. All of it goes through the same mutations as everybody's work.
 */
export function startDeskWork({ clock, onApplied, store }: Deps): () => void {
  let quiet: NodeJS.Timeout | undefined;
  let colleague: NodeJS.Timeout | undefined;
  let turn = 0;

  const begin = (): void => {
    unsubscribe();
    store.write((tx) => tidy(tx, clock.now()));
    colleague = setInterval(() => {
      if (store.write((tx) => answerOne(tx, clock.now(), turn++))) onApplied();
    }, COLLEAGUE_MS);
  };
  // The past arrives in one stream of webhooks: it is over when nothing has come for a moment.
  const unsubscribe = store.onCommit(() => {
    clearTimeout(quiet);
    quiet = setTimeout(begin, SETTLE_MS);
  });
  return () => {
    unsubscribe();
    clearTimeout(quiet);
    clearInterval(colleague);
  };
}

function tidy(tx: WriteTx, now: Instant): void {
  const people = tx.all("agent").filter(({ role }) => role === "agent" || role === "lead");
  let keptOld = 0;
  for (const [i, conversation] of tx.all("conversation").entries()) {
    if (conversation.labels.length > 0 || conversation.assigneeId !== undefined) continue;
    const said = tx
      .messages(conversation.id, 30)
      .filter(({ direction }) => direction === "in")
      .map(({ content }) => (content.type === "text" ? content.body : ""))
      .join(" ");
    const topic = TOPIC_WORDS.find(({ words }) => words.test(said));
    const owner = people.filter(({ teamIds }) => conversation.teamId === undefined || teamIds.includes(conversation.teamId))[i % 3];
    if (i % 7 !== 3) agreeAtCheckout(tx, conversation.contactId, conversation.createdAt, now);
    const wish = (mutation: Mutation, by: Agent | undefined = owner) => by !== undefined && runMutation(tx, mutation, { agent: by }, now);
    const { id } = conversation;
    if (topic !== undefined) wish({ kind: "label", conversationId: id, add: [topic.label], remove: [] });

    const last = conversation.lastMessage;
    const age = now - (last?.at ?? now);
    const window = serviceWindow(conversation, now);
    const closing = window.kind === "open" && window.closesAt - now < hours(2);
    const handedOver = conversation.handoff !== undefined;
    if (!handedOver && conversation.state !== "bot" && i % 3 !== 0) wish({ kind: "claim", conversationId: id, epoch: conversation.claimEpoch });
    if (last?.direction === "in" && GOODBYE.test(last.text)) wish({ kind: "resolve", conversationId: id, outcome: "solved", noReplyNeeded: "goodbye" });
    else if (last?.direction === "out" && age > hours(10) && !closing) wish({ kind: "resolve", conversationId: id, outcome: "solved" });
    else if (customerWaits(conversation.clocks) && age > hours(2) && ++keptOld > 2)
      wish({ kind: "resolve", conversationId: id, outcome: "answered-elsewhere", noReplyNeeded: "answered by phone" });
    else if (i % 11 === 0 && age < hours(2))
      wish({ kind: "note", conversationId: id, noteId: uuidv7(), text: "Prefers deliveries in the afternoon.", at: now });
  }
}

/** Most of the demo's customers ticked the box when they bought. */
function agreeAtCheckout(tx: WriteTx, contact: ContactId, at: Instant, now: Instant): void {
  if (tx.consents(contact).length > 0) return;
  const form = { wording: "Send me news of my order on WhatsApp.", businessName: "Greenline Shop", noticeVersion: "2026-09", jurisdiction: "EU" };
  const evidence = { source: "website", evidence: "https://shop.example/checkout", evidenceKind: "address" } as const;
  keepConsent(tx, contact, { ...form, ...evidence, category: "order-updates", state: "granted", at, by: "import" }, now);
}

/** A colleague answers what has waited longest among the fresh ones; true where there was something. */
function answerOne(tx: WriteTx, now: Instant, turn: number): boolean {
  const waiting = tx.all("conversation").find((one) => isForColleagues(one, now));
  const people = tx.all("agent").filter(({ role }) => role === "agent");
  const agent =
    waiting?.assigneeId === undefined
      ? (people.filter(({ teamIds }) => waiting?.teamId === undefined || teamIds.includes(waiting.teamId))[turn % people.length] ?? people[0])
      : tx.get("agent", waiting.assigneeId);
  if (waiting === undefined || agent === undefined || agent.role !== "agent") return false;

  if (waiting.assigneeId === undefined) runMutation(tx, { kind: "claim", conversationId: waiting.id, epoch: waiting.claimEpoch }, { agent }, now);
  const said = tx
    .messages(waiting.id, 10)
    .map(({ content, direction }) => (direction === "in" && content.type === "text" ? content.body : ""))
    .join(" ");
  const answers = ANSWERS[languageOf(readText(said).folded, said)?.language ?? "en"] ?? [];
  const text = answers[turn % Math.max(1, answers.length)];
  return (
    text !== undefined &&
    runMutation(tx, { kind: "send", conversationId: waiting.id, clientId: uuidv7(), text, composedAt: now }, { agent }, now).type === "applied"
  );
}

function isForColleagues(conversation: Conversation, now: Instant): boolean {
  if (conversation.state !== "queued" && conversation.state !== "open") return false;
  if (serviceWindow(conversation, now).kind !== "open" || !customerWaits(conversation.clocks)) return false;
  // What the guard has held waits for a decision, and not for more of the same.
  if (conversation.lastMessage?.state === "held" || conversation.lastMessage?.state === "queued") return false;
  const due = conversation.clocks.find(({ kind, state }) => (kind === "first-reply" || kind === "next-reply") && state === "running")?.dueAt;
  return due !== undefined && due > now && due - now < LEFT_FOR_THE_VISITOR;
}
