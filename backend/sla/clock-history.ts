import type { Conversation } from "../../shared/inbox/conversation.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import type { FoldOptions } from "../../shared/sla/fold.ts";
import type { PolicyContext } from "../../shared/sla/policy.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { settingsFor } from "./settings.ts";

/** Each calendar is compiled once for the process. */
export const compile = createCompile();

/** What the engine reads to say what became of a conversation's clocks. */
export interface ClockHistory {
  readonly events: readonly SlaEvent[];
  readonly options: FoldOptions;
  /** Whether it is kept what policies read at the beginning. */
  readonly hasBeginning: boolean;
}

export function clockHistory(tx: ReadTx, conversation: Conversation): ClockHistory {
  const { calendars, changes, policies } = settingsFor(tx, conversation.createdAt);
  const events = tx.events(conversation.id);
  const beginning = beginningOf(events);
  return {
    events: [...events, ...changes],
    options: { policies, calendars, compile, context: beginning ?? contextOf(tx, conversation) },
    hasBeginning: beginning !== undefined,
  };
}

const BEGINNING = "beginning";

/**
 * [P3] What policies read about the conversation is kept as it was at its beginning, once: later changes are events of their own,
 * and what the number, the contact or the team say today must not reach back to closed runs (S13).
 */
export function keepBeginning(tx: WriteTx, conversation: Conversation): void {
  tx.appendEvent(conversation.id, `${BEGINNING}:${conversation.id}`, {
    type: "context",
    id: BEGINNING,
    at: conversation.createdAt,
    ...contextOf(tx, conversation),
  });
}

export function beginningOf(events: readonly SlaEvent[]): PolicyContext | undefined {
  const event = events.find(({ id }) => id === BEGINNING);
  if (event?.type !== "context") return undefined;
  const { at: _at, id: _id, type: _type, ...context } = event;
  return context;
}

function contextOf(tx: ReadTx, { contactId, numberId, teamId }: Conversation) {
  const number = tx.get("number", numberId)?.phoneNumberId;
  const { language, tier } = tx.get("contact", contactId) ?? {};
  return {
    ...(number === undefined ? {} : { number }),
    ...(teamId === undefined ? {} : { team: teamId }),
    ...(language === undefined ? {} : { language }),
    ...(tier === undefined ? {} : { tier }),
  };
}
