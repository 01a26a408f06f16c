import { toAgentId } from "../../shared/ids.ts";
import { conversationOfMutation } from "../../shared/sync/decide.ts";
import type { MutationResult } from "../../shared/sync/mutations.ts";
import type { Clock } from "../../shared/time.ts";
import type { Draft, InboxState, PendingMutation } from "../state/inbox-state.ts";
import type { Mirror } from "../state/mirror.ts";
import { isAside, modeOf, refusedWish, wordsIn, type Returned } from "../state/returned.ts";

/** A wish that the server did not grant, with everything that was in it. */
interface Refusal {
  readonly pending: PendingMutation;
  readonly result: Extract<MutationResult, { readonly st: "rejected" }>;
}

interface Deps {
  readonly state: () => InboxState;
  readonly mirror: Pick<Mirror, "notice">;
  /** Both are on disk when they resolve. */
  readonly keepDraft: (draft: Draft) => Promise<void>;
  readonly keepReturned: (returned: Returned) => Promise<void>;
  readonly clock: Clock;
  readonly newId: () => string;
}

/**
 * Tells what was refused, and keeps it with the agent's words until the agent has looked at it [I12] [I16]. The words go
 * back into the draft too where none has been begun since.
 */
export const createOnRefusal =
  ({ clock, keepDraft, keepReturned, mirror, newId, state }: Deps) =>
  async ({ pending: { madeAt, mutation }, result }: Refusal): Promise<void> => {
    const conversationId = conversationOfMutation(mutation);
    const text = wordsIn(mutation);
    const by = result.by === undefined ? undefined : (state().agents.get(toAgentId(result.by))?.name ?? result.by);
    const names = (result.available ?? []).flatMap((id) => state().agents.get(toAgentId(id))?.name ?? []);
    mirror.notice({
      id: newId(),
      kind: "rejected",
      // [HO8] Where others could take it, they are named.
      messageKey: names.length > 0 ? `handoffs.refused.${result.code}` : `notice.rejected.${result.code}`,
      code: result.code,
      conversationId,
      values: {
        ...(by === undefined ? {} : { by }),
        ...(names.length === 0 ? {} : { names: names.join(", ") }),
        ...(result.reason === undefined ? {} : { reason: result.reason }),
      },
      ...(text === undefined ? {} : { text }),
    });
    if (!isAside(mutation)) await keepReturned(refusedWish({ madeAt, mutation }, result, clock.now()));
    // Looked at now, not before the disk was waited for: somebody may have begun to type meanwhile.
    if (text !== undefined && !state().drafts.has(conversationId)) await keepDraft({ conversationId, mode: modeOf(mutation), text, updatedAt: madeAt });
  };
