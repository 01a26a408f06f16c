import { toAgentId } from "../../shared/ids.ts";
import { conversationOfMutation } from "../../shared/sync/decide.ts";
import type { Mutation, MutationResult } from "../../shared/sync/mutations.ts";
import type { Draft, InboxState, PendingMutation } from "../state/inbox-state.ts";
import type { Mirror } from "../state/mirror.ts";

/** A wish that the server did not grant, with everything that was in it. */
interface Refusal {
  readonly pending: PendingMutation;
  readonly result: Extract<MutationResult, { readonly st: "rejected" }>;
}

interface Deps {
  readonly state: () => InboxState;
  readonly mirror: Pick<Mirror, "notice">;
  /** On disk when it resolves. */
  readonly keepDraft: (draft: Draft) => Promise<void>;
  readonly newId: () => string;
}

/** Tells what was refused, and gives the agent's words back: into the draft where none has been begun since, and with the notice [I12]. */
export const createOnRefusal =
  ({ keepDraft, mirror, newId, state }: Deps) =>
  async ({ pending: { madeAt, mutation }, result }: Refusal): Promise<void> => {
    const conversationId = conversationOfMutation(mutation);
    const text = wordsIn(mutation);
    const isFree = !state().drafts.has(conversationId);
    const by = result.by === undefined ? undefined : (state().agents.get(toAgentId(result.by))?.name ?? result.by);
    const names = (result.available ?? []).flatMap((id) => state().agents.get(toAgentId(id))?.name ?? []);
    mirror.notice({
      id: newId(),
      kind: "rejected",
      // [HO8] Where others could take it, they are named.
      messageKey: names.length > 0 ? `handoffs.refused.${result.code}` : `notice.rejected.${result.code}`,
      code: result.code,
      conversationId,
      values: { ...(by === undefined ? {} : { by }), ...(names.length === 0 ? {} : { names: names.join(", ") }), ...(result.reason === undefined ? {} : { reason: result.reason }) },
      ...(text === undefined ? {} : { text }),
    });
    if (text !== undefined && isFree) await keepDraft({ conversationId, mode: mutation.kind === "send" ? "reply" : "note", text, updatedAt: madeAt });
  };

/** [HO8] What was said to the next one is a note, and stays one. */
function wordsIn(mutation: Mutation): string | undefined {
  if (mutation.kind === "send" || mutation.kind === "note") return mutation.text;
  return mutation.kind === "assign" || mutation.kind === "return-to-bot" ? mutation.note : undefined;
}
