import { requestHandoff } from "../../backend/ingest/project-handover.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { keepOverflow } from "../../backend/handoffs/keep-overflow.ts";
import { startClaimTimer } from "../../backend/handoffs/claim-timer.ts";
import { saveQueueSettings } from "../../backend/handoffs/queue-settings.ts";
import { accept } from "../../backend/ingest/acceptance.ts";
import type { Store } from "../../backend/store/store.ts";
import { DEFAULT_QUEUE_SETTINGS, type QueueSettings } from "../../shared/handoffs/queue-settings.ts";
import { toAgentId, toConversationId, toMessageId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation, Handoff } from "../../shared/inbox/conversation.ts";
import type { Message } from "../../shared/inbox/message.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { toInstant } from "../../shared/time.ts";
import { createSlaWorkspace, silent, wrote } from "./sla-workspace.ts";

/** A workspace with a queue: customers write, a bot gives up, people claim and answer. */
export async function createHandoffDesk(given: Partial<QueueSettings> = {}) {
  const workspace = await createSlaWorkspace();
  const { store, time } = workspace;
  const now = () => time.clock.now();
  const row = (id: string, on: Store = store): Conversation => {
    const found = on.read((tx) => tx.get("conversation", id));
    if (found === undefined) throw new Error(`There is no conversation ${id}.`);
    return found;
  };
  const settle = (settings: Partial<QueueSettings>) => store.write((tx) => saveQueueSettings(tx, { ...DEFAULT_QUEUE_SETTINGS, ...settings }, "lea", now()));
  if (Object.keys(given).length > 0) settle(given);

  return {
    ...workspace,
    now,
    row,
    settle,
    /** A customer wrote, and a bot gave up on it. */
    handOver: (id: string, fields: Partial<Conversation> = {}, handoff: Partial<Handoff> = {}) => {
      workspace.add(id, fields);
      workspace.happens(id, wrote(now()));
      store.write((tx) => {
        const touched = new Set<ConversationId>();
        requestHandoff({ tx, touched }, toConversationId(id), { requestedAt: now(), reason: "lost", slots: {}, failedAttempts: 2, ...handoff });
        for (const one of touched) refreshClocks(tx, one, now());
      });
    },
    claim: (agent: Agent, id: string, epoch = row(id).claimEpoch) => workspace.does(agent, { kind: "claim", conversationId: id, epoch }),
    /** What an agent wrote, in whatever state; accepted by the platform where it says so. */
    writes: (agent: Agent, id: string, fields: Partial<Message> = {}) =>
      store.write((tx) => {
        const message: Message = {
          id: toMessageId(`m:${id}:${now()}`),
          conversationId: toConversationId(id),
          direction: "out",
          author: { kind: "human", id: toAgentId(agent.id) },
          content: { type: "text", body: "Hello" },
          at: now(),
          order: tx.nextOrder(),
          state: "accepted",
          stateAt: {},
          ...fields,
        };
        tx.put("message", message.id, message);
        const touched = new Set<ConversationId>();
        if (message.state === "accepted") accept({ tx, touched }, message, now());
        for (const one of touched) refreshClocks(tx, one, now());
      }),
    startTimer: (on: Store = store) => startClaimTimer({ store: on, clock: time.clock, log: silent, at: time.at }),
    watchOverflow: (on: Store = store) => keepOverflow({ store: on, clock: time.clock, log: silent, at: time.at }),
    story: (id: string, on: Store = store) => on.read((tx) => tx.parts("story", toConversationId(id))),
    toldOf: (agent: Agent) =>
      store
        .read((tx) => tx.alertsFor(toAgentId(agent.id)))
        .flatMap(({ conversationId, what }) => (what === "claim-ended" || what === "overflow" ? [[conversationId, what]] : [])),
    clock: (id: string, kind: string) => row(id).clocks.find((one) => one.kind === kind),
    passTo: (instant: number) => time.passTo(toInstant(instant)),
  };
}

export type HandoffDesk = Awaited<ReturnType<typeof createHandoffDesk>>;
