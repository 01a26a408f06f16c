import type { AgentId, ConversationId, MessageId } from "../../shared/ids.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { InboxState } from "../state/inbox-state.ts";

export type StandingSaved = "saved" | "no-network" | "failed";

/** [G-APPROVAL] What somebody senior does about a trainee's message; works offline as every wish does. */
export interface ApprovalCommands {
  readonly approve: (conversationId: ConversationId, messageId: MessageId, overrides?: Readonly<Record<string, string>>) => Promise<void>;
  readonly sendBack: (conversationId: ConversationId, messageId: MessageId, note: string) => Promise<void>;
  /** For leads: who learns, and who lets others' messages go. */
  readonly setStanding: (agent: AgentId, standing: { readonly trainee?: boolean; readonly approver?: boolean }) => Promise<StandingSaved>;
}

interface Deps {
  readonly wish: (mutation: Mutation) => Promise<void>;
  readonly state: () => InboxState;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
}

const PATIENCE_MS = 15_000;

export function createApprovalCommands({ request, state, wish }: Deps): ApprovalCommands {
  return {
    approve: (conversationId, messageId, overrides) => {
      const seenInboundAt = state().conversations.get(conversationId)?.lastInboundAt;
      return wish({
        kind: "approve",
        conversationId,
        messageId,
        ...(overrides === undefined ? {} : { overrides: { ...overrides } }),
        ...(seenInboundAt === undefined ? {} : { seenInboundAt }),
      });
    },
    sendBack: (conversationId, messageId, note) => wish({ kind: "send-back", conversationId, messageId, note }),
    setStanding: async (agent, standing) => {
      try {
        const { ok } = await request(`/api/v1/agents/${encodeURIComponent(agent)}/standing`, {
          method: "PUT",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(standing),
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        return ok ? "saved" : "failed";
      } catch {
        return "no-network";
      }
    },
  };
}
