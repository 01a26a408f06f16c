import { z } from "zod";
import type { ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Mirror } from "../state/mirror.ts";

interface Deps {
  readonly request: (path: string) => Promise<Response>;
  readonly mirror: Pick<Mirror, "oldest" | "loadingOlder" | "addOlder">;
}

const PAGE = 50;

/** The rows' own shape is the server's promise: it wrote them through the same types. */
const answer = z.object({
  rows: z.array(z.object({ e: z.literal("message"), row: z.looseObject({ id: z.string(), conversationId: z.string(), at: z.number() }) })),
  more: z.boolean(),
});

/** Brings older messages from the server into an open thread. They are not part of the replica, and not offline. */
export const createLoadOlder =
  ({ mirror, request }: Deps) =>
  async (conversationId: ConversationId): Promise<void> => {
    mirror.loadingOlder(conversationId, true);
    try {
      const before = mirror.oldest(conversationId);
      const query = new URLSearchParams({ limit: String(PAGE), shape: "row", ...(before === undefined ? {} : { before: before.id }) });
      const response = await request(`/api/v1/conversations/${encodeURIComponent(conversationId)}/messages?${query.toString()}`);
      if (!response.ok) return;
      const { more, rows } = answer.parse(await response.json());
      mirror.addOlder(
        conversationId,
        rows.map(({ row }) => row as unknown as Message),
        more,
      );
    } catch {
      // Without a network the thread simply ends here; it says so by itself.
    } finally {
      mirror.loadingOlder(conversationId, false);
    }
  };
