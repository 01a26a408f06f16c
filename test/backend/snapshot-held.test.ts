import { expect, test } from "vitest";
import { snapshotLines } from "../../backend/http/routes/snapshot.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { THREAD_START } from "../../backend/sync/read-page.ts";
import { toAgentId, toClientId, toConversationId, toMessageId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { toInstant } from "../../shared/time.ts";
import { aConversation, aMessage } from "./store-contract.ts";

const sofia: Agent = { id: toAgentId("sofia"), name: "Sofia", role: "lead", teamIds: [] };
const marco: Agent = { ...sofia, id: toAgentId("marco"), name: "Marco" };
const LATER = THREAD_START + 10;

test("[I12] what is held of somebody comes with their snapshot, however much was written after it and though its conversation is resolved", async () => {
  const store = await openSqliteStore({ path: ":memory:", vault: createVault(new Uint8Array(32)) });
  store.write((tx) => {
    tx.put("conversation", "c1", aConversation("c1", { state: "resolved" }));
    tx.put("conversation", "c2", aConversation("c2", { state: "resolved" }));
    for (let n = 0; n <= LATER + 5; n++) tx.put("message", `m${n}`, aMessage(`m${n}`, "c1", { at: toInstant(1_000 + n), order: n }));
    tx.put("message", "other", aMessage("other", "c2", { at: toInstant(1_000), order: 1 }));
    tx.put("message", "m5", aMessage("m5", "c1", { at: toInstant(1_005), order: 5, state: "held", held: { reason: "conversation_resolved" } }));
    tx.putSend({
      clientId: toClientId("m5"),
      messageId: toMessageId("m5"),
      conversationId: toConversationId("c1"),
      agentId: sofia.id,
      state: "held",
      order: 5,
      attempt: 0,
      nextAt: toInstant(0),
      composedAt: toInstant(1_005),
    });
  });
  const messages = async (agent: Agent): Promise<readonly string[]> => {
    let text = "";
    for await (const lines of snapshotLines(store, agent)) text += lines;
    return text
      .trim()
      .split("\n")
      .map((line): { readonly e?: string; readonly id: string } => JSON.parse(line))
      .flatMap(({ e, id }) => (e === "message" ? [id] : []));
  };

  // The end of the thread without a gap, as far back as that one.
  expect(await messages(sofia)).toEqual(Array.from({ length: LATER + 1 }, (_, n) => `m${LATER + 5 - n}`));
  expect(await messages(marco)).toEqual([]);
  store.close();
});
