import "fake-indexeddb/auto";
import { fileURLToPath } from "node:url";
import { createStore } from "zustand/vanilla";
import { openAcknowledgedBook } from "../../renderer/replica/acknowledged.ts";
import { openOutbox } from "../../renderer/replica/outbox.ts";
import { openReplica } from "../../renderer/replica/replica.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { createMirror } from "../../renderer/state/mirror.ts";
import { loadPendingQueue } from "../../renderer/sync/pending-queue.ts";
import { piecesOf, readSnapshot } from "../../renderer/sync/snapshot.ts";
import { createSyncClient } from "../../renderer/sync/sync-client.ts";
import { createSocketTransport } from "../../renderer/sync/transport.ts";
import { pageTimers as timers } from "../../renderer/timers.ts";
import { RULE_IDS } from "../../shared/guard/rule-ids.ts";
import { toClientId, toDeviceId, toNoteId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { hours, minus, plus, toInstant, type Instant } from "../../shared/time.ts";
import { textWebhook } from "../backend/running-backend.ts";
import { eventually, PHONE_NUMBER_ID, startTestPlatform } from "../backend/simulated-platform.ts";
import { createClosing, phoneOf, say } from "./built-inbox.ts";
import { median, printFigures, rounded, spread } from "./figures.ts";

/**
 * A desk comes back after 26 hours with 500 actions of all kinds in its outbox: how long until each of them is settled, on this
 * desk and on the server. The real queue, outbox and replica, real sockets, a real server with its file, and the simulated platform.
 * What is too old to be sent by itself is held, and settled with that.
 */
const RUNS = Number(process.env["BENCH_RUNS"] ?? 5);
const ACTIONS = 500;
const CUSTOMERS = 250;
const OFFLINE = hours(26);
const GOAL_SECONDS = 5;
const PASSWORD = "a-good-password";
const clock = { now: () => toInstant(Date.now()) };
/** Nobody reads a warning here: whoever writes has a reason for everything. */
const REASONS = Object.fromEntries(RULE_IDS.map((rule) => [rule, "meant"]));

const THINGS = ["parcel", "refund", "invoice", "appointment", "repair", "voucher", "exchange", "warranty", "subscription", "delivery"];
const DOES = ["left this morning", "is ready", "was approved by Anna", "waits at the depot", "takes one more day", "has been checked", "comes on Monday"];
const ENDS = ["Thank you for waiting.", "Tell me if that suits you.", "I am sorry for the delay.", "Is there anything else?", "Have a good evening."];
/** No two alike: that would be a matter for the guard. */
const wordsOf = (no: number): string => `Your ${THINGS[no % 10]} ${no * PRIME} ${DOES[no % 7]}. ${ENDS[no % 5]}`;
const PRIME = 7_919;

/** What somebody does in a train: takes, answers, notes, sets aside. Each conversation is answered once. */
function wishOf(no: number, { claimEpoch, id: conversationId, lastInboundAt }: Conversation, at: Instant): Mutation {
  if (no % 2 === 0)
    return {
      kind: "send",
      conversationId,
      clientId: toClientId(`drain-${no}`),
      text: wordsOf(no),
      claimEpoch,
      overrides: REASONS,
      composedAt: at,
      ...(lastInboundAt === undefined ? {} : { seenInboundAt: lastInboundAt }),
    };
  switch (no % 10) {
    case 1:
      return { kind: "priority", conversationId, priority: "high" };
    case 3:
      return { kind: "note", conversationId, noteId: toNoteId(`note-${no}`), text: `Called the depot about ${no}.`, at };
    case 5:
      return { kind: "snooze", conversationId, until: plus(clock.now(), hours(3)) };
    case 7:
      return { kind: "claim", conversationId, epoch: claimEpoch };
    default:
      return { kind: "resolve", conversationId, outcome: "solved", noReplyNeeded: "goodbye" };
  }
}

async function once(run: number) {
  const closing = createClosing();
  try {
    const { backend, simulator } = closing.own(await startTestPlatform({ seed: `drain-${run}` }), ({ stop }) => stop());
    const name = "Sofia Almeida";
    await backend.api("/api/v1/agents", { body: { name, role: "lead", password: PASSWORD } });
    const now = clock.now();
    for (let no = 0; no < CUSTOMERS; no += 1)
      await backend.post(
        textWebhook({ at: minus(now, hours(27 * (no / CUSTOMERS))), from: phoneOf(no), name: `Customer ${no}`, phoneNumberId: PHONE_NUMBER_ID }),
      );
    await backend.settled();

    const deviceId = `device-${run}`;
    const signedIn = await (
      await backend.api("/api/v1/sessions", { token: "", body: { name, password: PASSWORD, device: { id: deviceId, name: "Desk" } } })
    ).json();
    const me = signedIn.agent as Agent;
    const replica = closing.own(await openReplica(`drain-${run}`), ({ close }) => close());
    const { outbox } = await openOutbox(`drain-outbox-${run}`, toDeviceId(signedIn.deviceId));
    const book = await openAcknowledgedBook(`drain-book-${run}`);
    const queue = await loadPendingQueue(outbox, book, undefined);
    const store = createStore<InboxState>(() => emptyInbox);
    const mirror = createMirror({ store, replica, me, clock, timers });
    const transport = createSocketTransport(backend.url, async () => signedIn.accessToken as string);
    const errors: unknown[] = [];
    let refused = 0;
    const sync = createSyncClient({
      deviceId: toDeviceId(signedIn.deviceId),
      app: "bench",
      transport,
      replica,
      queue,
      fetchSnapshot: async () => readSnapshot(piecesOf((await backend.api("/api/v1/snapshot", { token: signedIn.accessToken })).body!)),
      renew: async () => "renewed",
      clock,
      timers,
      random: Math.random,
      listener: {
        onRows: mirror.rows,
        onPending: mirror.pending,
        onSnapshot: mirror.load,
        onConnection: mirror.connection,
        onPresence: mirror.presence,
        onSample: () => undefined,
        onRefusal: async () => {
          refused += 1;
        },
        onError: (error) => errors.push(error),
      },
    });
    closing.own(sync, ({ stop }) => {
      stop();
      mirror.stop();
    });
    const isLive = () => eventually(() => store.getState().connection.kind === "live", 30_000, "the connection");
    await sync.start();
    await isLive();

    transport.close();
    const conversations = [...store.getState().conversations.values()];
    for (let no = 0; no < ACTIONS; no += 1) {
      const at = minus(clock.now(), hours((26 * (ACTIONS - no)) / ACTIONS));
      await queue.append(wishOf(no, conversations[Math.floor(no / 2)]!, at), at);
    }
    if (queue.toPush().length === 0) throw new Error("Nothing waits.");

    const began = performance.now();
    const cpu = process.cpuUsage();
    transport.open();
    await eventually(() => queue.visible().length === 0 && queue.toPush().length === 0, 60_000, "the outbox");
    const emptied = performance.now();
    const open = new Set(["queued", "sending", "validating", "ready", "unknown"]);
    let held = 0;
    await eventually(
      async () => {
        const messages: { readonly state: string }[] = [];
        for (const { id } of conversations)
          for (const row of await replica.readParts(id)) if (row.e === "message" && row.row?.direction === "out") messages.push(row.row);
        held = messages.filter(({ state }) => state === "held").length;
        return messages.length === CUSTOMERS - refused && messages.every(({ state }) => !open.has(state));
      },
      60_000,
      "the sends",
    );
    const { system, user } = process.cpuUsage(cpu);
    if (errors.length > 0) say(`Errors: ${errors.map(String).join("; ")}`);
    return {
      emptied: (emptied - began) / 1_000,
      settled: (performance.now() - began) / 1_000,
      cpu: (system + user) / 1e6,
      refused,
      posted: simulator.sends.length,
      held,
    };
  } finally {
    await closing.close();
  }
}

export async function benchDrain() {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) runs.push(await once(run));
  const settled = runs.map((one) => one.settled);
  return {
    id: "drain",
    what: `${OFFLINE / hours(1)} hours offline, ${ACTIONS} actions: seconds until each is settled after the connection is back`,
    outboxEmpty: spread(runs.map(({ emptied }) => emptied)),
    settled: spread(settled),
    cpuSeconds: spread(runs.map(({ cpu }) => cpu)),
    refused: runs[0]?.refused,
    posted: runs[0]?.posted,
    held: runs[0]?.held,
    goal: `at most ${GOAL_SECONDS} s`,
    met: { settled: rounded(median(settled)) <= GOAL_SECONDS },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await printFigures(benchDrain);
