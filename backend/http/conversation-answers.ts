import { problem } from "../../shared/api/problem.ts";
import { toConversationId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Mutation, RejectionCode } from "../../shared/sync/mutations.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { Clock } from "../../shared/time.ts";
import type { Principal } from "../auth/auth.ts";
import { runMutation, type MutationOutcome } from "../mutations/run-mutation.ts";
import type { ReadTx, Store } from "../store/store.ts";
import { presentConversation } from "./present.ts";
import type { Answer } from "./route.ts";

export interface ConversationDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Something may be ready to send. */
  readonly onApplied: () => void;
}

/** Who may not see it is not told that it exists. */
export const NO_CONVERSATION: Answer = {
  status: 404,
  body: problem(404, "not-found", "There is no such conversation, or it is not yours to see."),
};

export function visible(tx: ReadTx, id: string | undefined, principal: Principal): Conversation | undefined {
  const conversation = tx.get("conversation", id ?? "");
  return conversation !== undefined && maySee(scopesOf(principal.agent), conversation) ? conversation : undefined;
}

export interface ConversationAnswers {
  /** Runs a wish as the desk would, and shows what became of the conversation. */
  readonly mutate: (principal: Principal, mutation: Mutation) => Answer;
  readonly shown: (principal: Principal, id: ConversationId) => Answer;
}

export function conversationAnswers({ clock, onApplied, store }: ConversationDeps): ConversationAnswers {
  const shown: ConversationAnswers["shown"] = (principal, id) =>
    store.read((tx) => {
      const conversation = visible(tx, id, principal);
      return conversation === undefined ? NO_CONVERSATION : { status: 200, body: presentConversation(tx, conversation, clock.now()) };
    });
  return {
    shown,
    mutate: (principal, mutation) => {
      const outcome = store.write((tx) => runMutation(tx, mutation, principal, clock.now()));
      onApplied();
      return outcome.type === "applied" ? shown(principal, toConversationId(mutation.conversationId)) : refusal(outcome);
    },
  };
}

const REASONS: Readonly<Partial<Record<RejectionCode, string>>> = {
  already_resolved: "The case is resolved.",
  nothing_missed: "There is no such clock, or it was not missed.",
  unknown_label: "There is no such label.",
  unknown_target: "There is no such agent or team.",
  in_the_past: "This time has passed.",
  at_capacity: "That person has as many open conversations as they can hold.",
  unavailable: "That person takes nothing new now.",
  lacks_skill: "It asks for a skill that this person does not have.",
  lacks_language: "The customer writes in a language that this person does not answer in.",
  no_bot: "There is no bot for this number that could take it.",
};

export function refusal(outcome: Extract<MutationOutcome, { type: "rejected" }>, owner?: string): Answer {
  switch (outcome.code) {
    case "claim_lost":
      return { status: 409, body: problem(409, "claim-lost", "Somebody else has this conversation.", { by: outcome.by ?? owner, next: outcome.next }) };
    case "at_capacity":
    case "unavailable":
    case "lacks_skill":
    case "lacks_language":
      return {
        status: 409,
        body: problem(409, outcome.code.replaceAll("_", "-"), REASONS[outcome.code] ?? "This cannot be done.", {
          by: outcome.by,
          available: outcome.available,
        }),
      };
    case "not_found":
      return NO_CONVERSATION;
    case "not_allowed":
      return { status: 403, body: problem(403, "not-allowed", "This conversation belongs to somebody else.", { by: outcome.by }) };
    case "customer_waits":
      return {
        status: 422,
        body: problem(422, "customer-waits", "A customer waits for an answer.", { detail: "Answer, or say in noReplyNeeded why none is needed." }),
      };
    default:
      return { status: 422, body: problem(422, outcome.code.replaceAll("_", "-"), REASONS[outcome.code] ?? "This cannot be done.") };
  }
}
