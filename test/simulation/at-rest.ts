import { clockHistory } from "../../backend/sla/clock-history.ts";
import { THREAD_START } from "../../backend/sync/read-page.ts";
import type { Store } from "../../backend/store/store.ts";
import { toClientId, toConversationId, toNumberId, toWamid } from "../../shared/ids.ts";
import type { Message, MessageState } from "../../shared/inbox/message.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { clockKey } from "../../shared/sla/records.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, minutes, seconds, type Instant } from "../../shared/time.ts";
import type { Composed } from "./composed.ts";
import type { SimulatedDesk } from "./simulated-desk.ts";
import type { SimulatedPlatform } from "./simulated-platform.ts";
import type { Sometimes } from "./sometimes.ts";
import { must } from "./violations.ts";
import { CONTACTS } from "./workspace.ts";

interface World {
  readonly store: Store;
  readonly platform: SimulatedPlatform;
  readonly composed: ReadonlyMap<string, Composed>;
  readonly desks: readonly SimulatedDesk[];
  readonly now: Instant;
  readonly sometimes: Sometimes;
  /** The server went on from a backup. */
  readonly isRestored: boolean;
}

const SENT: readonly MessageState[] = ["accepted", "sent", "delivered", "read", "played"];
const AT_REST: readonly MessageState[] = [...SENT, "failed", "held", "cancelled"];
const MARGIN = seconds(60);

/** What must hold once everything has come to rest. */
export async function checkAtRest(world: World): Promise<void> {
  inboundOnce(world);
  sentOnce(world);
  everyMessageHasAFate(world);
  breachesAsTheHistorySays(world);
  must("I13", world.store.integrity() === "ok", () => `the database says ${world.store.integrity()}`);
  for (const desk of world.desks) await deskIsLikeTheServer(desk, world);
}

const messagesOf = (store: Store, id: string): readonly Message[] => store.read((tx) => tx.messages(toConversationId(id), 10_000));

function inboundOnce({ platform, store }: World): void {
  const count = new Map<string, number>();
  for (const { conversationId } of CONTACTS)
    for (const { wamid } of messagesOf(store, conversationId)) if (wamid !== undefined) count.set(wamid, (count.get(wamid) ?? 0) + 1);
  for (const { wamid } of platform.inbound) must("I1", count.get(wamid) === 1, () => `${wamid} of a customer is there ${count.get(wamid) ?? 0} times`);
}

function sentOnce({ composed, isRestored, platform, sometimes, store }: World): void {
  const posts = new Map<string, number>();
  const last = new Map<string, number>();
  for (const { clientId, kind, lastInboundAt, startedAt, wamid } of platform.accepted) {
    posts.set(clientId, (posts.get(clientId) ?? 0) + 1);
    must("I2", posts.get(clientId) === 1, () => `${clientId} was accepted twice by the platform`);
    must(
      "I4",
      kind !== "text" || (lastInboundAt !== undefined && startedAt < lastInboundAt + hours(24) - MARGIN),
      () => `${clientId} was posted outside the window`,
    );
    if (lastInboundAt !== undefined && startedAt > lastInboundAt + hours(24) - minutes(5)) sometimes.reached("sent at the edge of the window");
    const written = composed.get(clientId);
    const order = Number(clientId.slice(clientId.lastIndexOf("-") + 1));
    const line = `${written?.desk} ${written?.conversationId}`;
    must("I3", order > (last.get(line) ?? 0), () => `${clientId} overtook what the same desk wrote before it`);
    last.set(line, order);
    const message = store.read((tx) => tx.messageByClientId(toClientId(clientId)));
    // The rights that it was written with were lost with the rest: its author has the words, and was told.
    if (isRestored && written?.fate === "refused") continue;
    must(
      "I3",
      message !== undefined && (SENT.includes(message.state) || message.state === "failed"),
      () => `${clientId} reached the platform and stands as ${message?.state}`,
    );
    must("I3", composed.has(clientId), () => `${clientId} was written by nobody`);
    must("I3", store.read((tx) => tx.messageByWamid(toNumberId("n1"), toWamid(wamid)))?.id === message?.id, () => `${wamid} is not known as ${clientId}`);
  }
}

function everyMessageHasAFate({ composed, platform, store }: World): void {
  const accepted = new Set(platform.accepted.map(({ clientId }) => String(clientId)));
  for (const { clientId, desk, fate } of composed.values()) {
    const message = store.read((tx) => tx.messageByClientId(toClientId(clientId)));
    if (fate === "kept") must("I3", message !== undefined, () => `${clientId} of ${desk} was kept and is nowhere`);
    if (fate === "refused") must("I8", message === undefined, () => `${clientId} of ${desk} was refused and took effect`);
    if (message === undefined) continue;
    must("I3", AT_REST.includes(message.state), () => `${clientId} rests as ${message.state}`);
    must("I3", !SENT.includes(message.state) || accepted.has(clientId), () => `${clientId} is shown as ${message.state} and the platform never had it`);
  }
}

/** [I9] Every miss stands once, at its own instant, as the whole history says. */
function breachesAsTheHistorySays({ now, store }: World): void {
  for (const { conversationId } of CONTACTS) {
    const conversation = store.read((tx) => tx.get("conversation", conversationId));
    if (conversation === undefined) continue;
    const { events, options } = store.read((tx) => clockHistory(tx, conversation));
    const misses = foldCases(events, { ...options, now }).flatMap(({ clocks }) => clocks.filter(({ state }) => state === "breached"));
    const log = store.read((tx) => tx.slaLog(conversationId));
    const corrected = new Set(log.flatMap((entry) => (entry.what === "correction" ? [entry.corrects] : [])));
    const standing = log.filter(({ n, what }) => what === "breach" && !corrected.has(n)).map((one) => `${clockKey(one)} ${one.at}`);
    const expected = [...new Set(misses.map((one) => `${clockKey(one)} ${one.dueAt}`))];
    must(
      "I9",
      standing.toSorted().join() === expected.toSorted().join(),
      () => `${conversationId} has misses ${standing.join()} and should have ${expected.join()}`,
    );
  }
}

/** [I6] [I11] The rows of a desk are those that its person may see, as they stand on the server, and nothing waits. */
async function deskIsLikeTheServer(desk: SimulatedDesk, { store }: World): Promise<void> {
  const { agent, deviceId } = desk.principal;
  const running = desk.running();
  must("I6", running !== undefined, () => `${deviceId} does not run`);
  if (running === undefined) return;
  const { queue, replica, state } = running;
  must(
    "I6",
    queue.visible().length === 0 && queue.toPush().length === 0,
    () => `${deviceId} still waits for ${JSON.stringify(queue.toPush()[0] ?? queue.visible()[0])}`,
  );
  const position = await replica.position();
  const scopes = scopesOf(store.read((tx) => tx.get("agent", agent.id)) ?? agent);
  // What others may see and this person may not moves the log, and the desk hears of the new end with its next pull.
  const missing = store.read((tx) => tx.changes(position?.cursor ?? 0, scopes, 1));
  must("I6", missing.length === 0, () => `${deviceId} stands at ${position?.cursor} and lacks ${JSON.stringify(missing)}`);
  const here = new Map<string, VersionedRow>();
  await replica.readAll("conversation", (rows) => rows.forEach((row) => here.set(row.id, row)));
  for (const { conversationId } of CONTACTS) {
    const row = store.read((tx) => tx.versioned("conversation", conversationId));
    const conversation = store.read((tx) => tx.get("conversation", conversationId));
    const mine = here.get(conversationId);
    const visible = conversation !== undefined && maySee(scopes, conversation);
    if (!visible) {
      must("I11", mine === undefined && !state().conversations.has(conversationId), () => `${deviceId} has ${conversationId} and may not see it`);
      must("I11", (await replica.readParts(conversationId)).length === 0, () => `${deviceId} has messages of ${conversationId} and may not see it`);
      continue;
    }
    must(
      "I6",
      JSON.stringify(mine) === JSON.stringify(row),
      () => `${deviceId} has another ${conversationId}: ${JSON.stringify(mine)} instead of ${JSON.stringify(row)}`,
    );
    must(
      "I6",
      JSON.stringify(state().conversations.get(conversationId)) === JSON.stringify(conversation),
      () => `${deviceId} shows another ${conversationId} than it has`,
    );
    const parts = new Map((await replica.readParts(conversationId)).map((part) => [`${part.e} ${part.id}`, part]));
    for (const part of parts.values()) {
      const there = store.read((tx) => tx.versioned(part.e, part.id));
      must(
        "I6",
        JSON.stringify(part) === JSON.stringify(there),
        () => `${deviceId} has another ${part.e} ${part.id}: ${JSON.stringify(part)} instead of ${JSON.stringify(there)}`,
      );
    }
    for (const { id } of messagesOf(store, conversationId).slice(0, THREAD_START)) {
      const isNew = (store.read((tx) => tx.versioned("message", id))?.v ?? 0) > desk.snapshotAt();
      must("I6", !isNew || parts.has(`message ${id}`), () => `${deviceId} lacks message ${id} of ${conversationId}`);
    }
  }
}
