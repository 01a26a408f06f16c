import { expect, test, vi } from "vitest";
import { createSendText } from "../../renderer/commands/send-message.ts";
import type { Mutate } from "../../renderer/commands/mutate.ts";
import { amelia } from "../../renderer/dev/conversations.ts";
import { fakeInbox } from "../../renderer/dev/fixtures.tsx";
import { NOW } from "../../renderer/dev/people.ts";
import { withCannedTags } from "../../renderer/guard/canned-facts.ts";
import type { Draft } from "../../renderer/state/inbox-state.ts";

const WAIT = "Thank you, Amelia. I am looking into it and will be back with an answer today.";
const SPRING = "Hi Amelia, until Sunday all boots are ten percent off in our shop.";

async function sent(text: string, draft: Partial<Draft> = {}, options: Parameters<ReturnType<typeof createSendText>>[2] = {}) {
  const drafts = new Map([[amelia, { conversationId: amelia, mode: "reply" as const, text, updatedAt: NOW, ...draft }]]);
  const state = fakeInbox({ drafts });
  const mutate = vi.fn<Mutate>(async () => undefined as never);
  const taken = vi.fn();
  const blocking = vi.fn(async () => []);
  await createSendText({
    state: () => state,
    mutate,
    drafts: { sent: taken },
    guard: { blocking, findings: async () => [] },
    clock: { now: () => NOW },
    newId: () => "k1",
  })(amelia, text, options);
  return { mutation: mutate.mock.calls[0]?.[0], dropsDraftOf: mutate.mock.calls[0]?.[1], taken, asked: (blocking.mock.calls as unknown[][])[0]?.[1] };
}

test("[G-BULK] [S1-3] a canned reply that is sent as it is says so with its name; a changed one has the name alone; the others say nothing", async () => {
  expect((await sent(WAIT, { cannedReplyId: "cr-wait" })).mutation).toMatchObject({ cannedReply: true, cannedReplyId: "cr-wait" });
  const changed = (await sent(`${WAIT} Promised!`, { cannedReplyId: "cr-wait" })).mutation;
  expect(changed).toMatchObject({ cannedReplyId: "cr-wait" });
  expect(changed).not.toHaveProperty("cannedReply");
  for (const draft of [{}, { cannedReplyId: "long-gone" }]) expect((await sent(WAIT, draft)).mutation).not.toHaveProperty("cannedReplyId");
});

test("[G-OPTED-OUT] the confirmation goes out as what it is, and what was being written stays", async () => {
  const confirmed = await sent("Done.", { text: "Still writing", cannedReplyId: "cr-wait" }, { confirmsOptOut: true });
  expect(confirmed.mutation).toMatchObject({ text: "Done.", confirmsOptOut: true });
  expect(confirmed.mutation).not.toHaveProperty("cannedReplyId");
  expect([confirmed.dropsDraftOf, confirmed.taken.mock.calls.length]).toEqual([undefined, 0]);
  expect(confirmed.asked).toMatchObject({ text: "Done.", confirmsOptOut: true });
});

test("[S0-24] [G-PROMO] the desk tells the guard what the server will find: a promotional one is known by its words, named or not", () => {
  const tagged = (text: string, cannedReplyId?: string) => withCannedTags(fakeInbox(), amelia, { kind: "text", text, cannedReplyId });
  expect(tagged(SPRING)).toMatchObject({ macro: { tags: ["promo"] } });
  expect(tagged(`Sure. ${SPRING} Bye`)).toMatchObject({ macro: { tags: ["promo"] } });
  expect(tagged("Come and see them", "cr-spring")).toMatchObject({ macro: { tags: ["promo"] } });
  expect(tagged(WAIT, "cr-wait")).toMatchObject({ cannedReply: true, macro: { tags: ["waiting"] } });
  expect(tagged("Where did you see that?")).toEqual({ kind: "text", text: "Where did you see that?", cannedReplyId: undefined });
});
