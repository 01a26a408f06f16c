import type { ConversationId } from "../../../shared/ids.ts";
import type { InboxState } from "../../state/inbox-state.ts";

/** Conversations that were claimed here, of which the server has not heard yet. */
export const claimsUnderWay = (pending: InboxState["pending"]): readonly ConversationId[] =>
  [...pending].flatMap(([id, all]) => (all.some(({ mutation }) => mutation.kind === "claim") ? [id] : []));
