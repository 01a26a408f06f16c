import { toClientId, toMessageId, type ConversationId } from "../../shared/ids.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { toMutationId, type Mutation } from "../../shared/sync/mutations.ts";
import { hours, plus } from "../../shared/time.ts";
import type { WaitingCommands } from "../commands/waiting.ts";
import type { InboxState, PendingMutation } from "../state/inbox-state.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { refusedWish, type Returned } from "../state/returned.ts";
import { ago, amelia, idOf } from "./conversations.ts";
import { irene, NOW, sofia } from "./people.ts";

export const fakeWaitingCommands: WaitingCommands = {
  withdraw: async (id) => {
    inboxStore.setState(({ pending }) => ({ pending: new Map([...pending].map(([key, each]) => [key, each.filter((one) => one.id !== id)])) }));
    return true;
  },
  isOnItsWay: () => false,
  wishAgain: async () => {},
  keepDrafts: async () => {},
  dropReturned: async (id) => inboxStore.setState(({ returned }) => ({ returned: new Map([...returned].filter(([key]) => key !== id)) })),
  keepReturned: async (each) => inboxStore.setState(({ returned }) => ({ returned: new Map(returned).set(each.id, each) })),
  dismissHomecoming: () => inboxStore.setState({ homecoming: undefined }),
};

const wishes: readonly (readonly [minutes: number, mutation: Mutation])[] = [
  [290, { kind: "send", conversationId: idOf(8), clientId: "w-1", text: "I sent you the login again", composedAt: ago(290), seenInboundAt: NOW }],
  [12, { kind: "claim", conversationId: amelia, epoch: 0 }],
  [
    11,
    {
      kind: "send",
      conversationId: amelia,
      clientId: "w-2",
      text: "Yes, we can still change the address. Which one is it?",
      composedAt: ago(11),
      seenInboundAt: NOW,
    },
  ],
  [9, { kind: "note", conversationId: idOf(4), noteId: "n-1", text: "Wants an invoice to the company, not to her.", at: ago(9) }],
  [6, { kind: "label", conversationId: idOf(4), add: ["refund"], remove: [] }],
  [4, { kind: "snooze", conversationId: idOf(6), until: plus(NOW, hours(20)) }],
  [2, { kind: "resolve", conversationId: idOf(9), outcome: "solved" }],
];

/** What somebody did on a train: dev.html?pending */
export function withWaiting(): Partial<InboxState> {
  const pending = new Map<ConversationId, PendingMutation[]>();
  wishes.forEach(([since, mutation], at) => {
    const id = mutation.conversationId as ConversationId;
    pending.set(id, [...(pending.get(id) ?? []), { id: toMutationId(at + 1), madeAt: ago(since), mutation }]);
  });
  return { pending, queued: wishes.length, connection: { kind: "offline", asOf: ago(13) }, offset: { ms: 0, certain: false } };
}

const held = (
  id: string,
  conversationId: ConversationId,
  text: string,
  reason: "new_inbound_since" | "window_closed" | "too_old",
  since: number,
): Returned => ({
  id: `send ${id}`,
  conversationId,
  madeAt: ago(since),
  returnedAt: ago(1),
  mutation: { kind: "send", conversationId, clientId: id, text, composedAt: ago(since) },
  why: { kind: "held", reason },
});

/** And what the server said to it: dev.html?conflicts */
export function withConflicts(state: InboxState): Partial<InboxState> {
  const lost = refusedWish(
    { madeAt: ago(40), mutation: { kind: "claim", conversationId: idOf(4), epoch: 0 } },
    { id: toMutationId(1), st: "rejected", code: "claim_lost", by: sofia },
    ago(1),
  );
  const refused = refusedWish(
    {
      madeAt: ago(38),
      mutation: {
        kind: "send",
        conversationId: amelia,
        clientId: "r-1",
        text: "I have booked the courier for tomorrow between nine and eleven.",
        composedAt: ago(38),
      },
    },
    { id: toMutationId(2), st: "rejected", code: "not_allowed", by: sofia },
    ago(1),
  );
  const returned = [
    lost,
    refused,
    held("h-1", amelia, "Your parcel leaves today, to the address in your order.", "new_inbound_since", 35),
    held("h-2", idOf(6), "The colour is back in stock from Monday.", "window_closed", 30),
  ];
  const answer: Message = {
    id: toMessageId("h-1"),
    clientId: toClientId("h-1"),
    conversationId: amelia,
    direction: "out",
    author: { kind: "human", id: irene },
    content: { type: "text", body: "Your parcel leaves today, to the address in your order." },
    at: ago(1),
    order: 99,
    stateAt: {},
    state: "held",
    held: { reason: "new_inbound_since" },
  };
  const thread = state.threads.get(amelia);
  return {
    returned: new Map(returned.map((each) => [each.id, each])),
    homecoming: { of: [...returned.map(({ id }) => id), ..."abcdefgh"] },
    pending: new Map(),
    ...(thread === undefined ? {} : { threads: new Map(state.threads).set(amelia, { ...thread, messages: [...thread.messages, answer] }) }),
  };
}
