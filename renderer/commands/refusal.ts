import { toAgentId } from "../../shared/ids.ts";
import { conversationOfMutation } from "../../shared/sync/decide.ts";
import type { MutationResult } from "../../shared/sync/mutations.ts";
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
    const text = mutation.kind === "send" || mutation.kind === "note" ? mutation.text : undefined;
    const isFree = !state().drafts.has(conversationId);
    const by = result.by === undefined ? undefined : (state().agents.get(toAgentId(result.by))?.name ?? result.by);
    mirror.notice({
      id: newId(),
      kind: "rejected",
      messageKey: `notice.rejected.${result.code}`,
      code: result.code,
      conversationId,
      values: { ...(by === undefined ? {} : { by }), ...(result.reason === undefined ? {} : { reason: result.reason }) },
      ...(text === undefined ? {} : { text }),
    });
    if (text !== undefined && isFree) await keepDraft({ conversationId, mode: mutation.kind === "note" ? "note" : "reply", text, updatedAt: madeAt });
  };
