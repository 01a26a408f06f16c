import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Simulator } from "../../backend/cloud-api/simulator/simulator.ts";
import { masterKey } from "../../backend/store/master-key.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { THREAD_START } from "../../backend/sync/read-page.ts";
import { toAgentId, toClientId, toDeviceId } from "../../shared/ids.ts";
import type { MessageState } from "../../shared/inbox/message.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { must } from "../simulation/violations.ts";
import type { DeskReport } from "./desk-messages.ts";

/** What somebody wished for at a desk, and whether it is known to have reached that desk's disk. */
export interface Wish {
  readonly id: string;
  readonly deviceId: string;
  readonly kind: Mutation["kind"];
  mutation?: Mutation;
}

export interface AskedDesk {
  readonly deviceId: string;
  readonly agentId: string;
  readonly report: DeskReport;
  readonly refused: readonly { readonly mutation: Mutation; readonly code: string }[];
}

interface World {
  readonly folder: string;
  readonly simulator: Pick<Simulator, "sends">;
  /** What customers wrote, as the platform named it. */
  readonly inbound: readonly string[];
  readonly wishes: ReadonlyMap<string, Wish>;
  readonly desks: readonly AskedDesk[];
}

const SENT: readonly MessageState[] = ["accepted", "sent", "delivered", "read", "played"];
const AT_REST: readonly MessageState[] = [...SENT, "failed", "held", "cancelled"];

export interface Books {
  readonly messages: number;
  readonly posted: number;
  readonly held: number;
  /** The platform never had it, and nobody can know that yet: a person judges it after five minutes [I2]. */
  readonly stillUnknown: number;
  readonly mutations: number;
}

/** What must hold once everything has come to rest, read from the database of a backend that has ended. Throws what does not. */
export async function checkBooks(world: World): Promise<Books> {
  const store = await openSqliteStore({ path: join(world.folder, "greenline.db"), vault: createVault(masterKey(world.folder, undefined)) });
  try {
    inboundOnce(world, store);
    postedOnce(world, store);
    const { held, messages, stillUnknown } = everyWishHasAFate(world, store);
    const mutations = resultsOfEveryDevice(world);
    for (const desk of world.desks) deskIsLikeTheServer(desk, store);
    must("I13", store.integrity() === "ok", () => `the database says ${store.integrity()}`);
    return { held, messages, stillUnknown, mutations, posted: world.simulator.sends.length };
  } finally {
    store.close();
  }
}

function conversationsOf(store: Store) {
  return store.read((tx) => tx.conversations({ sort: "newest", limit: 1_000 })).map(({ conversation }) => conversation);
}

const messagesOf = (store: Store, { id }: { readonly id: ReturnType<typeof conversationsOf>[number]["id"] }) => store.read((tx) => tx.messages(id, 10_000));

function inboundOnce({ inbound }: World, store: Store): void {
  const count = new Map<string, number>();
  for (const conversation of conversationsOf(store))
    for (const { wamid } of messagesOf(store, conversation)) if (wamid !== undefined) count.set(wamid, (count.get(wamid) ?? 0) + 1);
  for (const wamid of inbound) must("I1", count.get(wamid) === 1, () => `${wamid} of a customer is there ${count.get(wamid) ?? 0} times`);
}

function postedOnce({ simulator, wishes }: World, store: Store): void {
  const seen = new Set<string>();
  for (const send of simulator.sends) {
    const clientId = String(send.clientId);
    must("I2", !seen.has(clientId), () => `${clientId} was accepted twice by the platform`);
    seen.add(clientId);
    must("I3", wishes.get(clientId)?.kind === "send", () => `${clientId} was written by nobody`);
    const message = store.read((tx) => tx.messageByClientId(toClientId(clientId)));
    must(
      "I3",
      message !== undefined && (SENT.includes(message.state) || message.state === "failed"),
      () => `${clientId} reached the platform and stands as ${message?.state}`,
    );
  }
}

function everyWishHasAFate({ desks, simulator, wishes }: World, store: Store) {
  const refused = new Set(desks.flatMap((desk) => desk.refused.flatMap(({ mutation }) => idOf(mutation) ?? [])));
  const accepted = new Set(simulator.sends.map(({ clientId }) => String(clientId)));
  const counts = { messages: 0, held: 0, stillUnknown: 0 };
  for (const { id, kind, mutation } of wishes.values()) {
    if (kind === "note" && mutation !== undefined) {
      const notes = store.read((tx) => tx.parts("note", mutation.conversationId as never)).filter((note) => note.id === id).length;
      must("I8", notes === (refused.has(id) ? 0 : 1), () => `note ${id} is there ${notes} times`);
    }
    if (kind !== "send") continue;
    const message = store.read((tx) => tx.messageByClientId(toClientId(id)));
    if (mutation !== undefined) must("I3", (message !== undefined) !== refused.has(id), () => `${id} was kept, and is ${message?.state ?? "nowhere"}`);
    if (message === undefined) continue;
    counts.messages += 1;
    if (message.state === "held") counts.held += 1;
    if (message.state === "unknown") counts.stillUnknown += 1;
    must("I3", AT_REST.includes(message.state) || message.state === "unknown", () => `${id} rests as ${message.state}`);
    must("I3", accepted.has(id) || !SENT.includes(message.state), () => `${id} is shown as ${message.state}, and the platform never had it`);
  }
  return counts;
}

const idOf = (mutation: Mutation): string | undefined =>
  mutation.kind === "send" ? mutation.clientId : mutation.kind === "note" ? mutation.noteId : undefined;

/**
 * [I8] 1, 2, 3 … of every device, each with its one result; [I5] and who was refused has heard of it. Read from the tables, with
 * nothing of the product in between.
 */
function resultsOfEveryDevice({ desks, folder }: World): number {
  const database = new DatabaseSync(join(folder, "greenline.db"), { readOnly: true });
  try {
    let all = 0;
    for (const { deviceId, refused } of desks) {
      const results = database.prepare("SELECT id, result FROM mutation_result WHERE device_id = ? ORDER BY id").all(deviceId);
      const last = Number(database.prepare("SELECT last_mut_id FROM device WHERE id = ?").get(deviceId)?.["last_mut_id"] ?? 0);
      must(
        "I8",
        results.length === last && results.every((row, at) => row["id"] === at + 1),
        () => `${deviceId} has ${results.length} results and stands at ${last}`,
      );
      const rejected = results.filter((row) => (JSON.parse(String(row["result"])) as { readonly st: string }).st === "rejected").length;
      must("I5", refused.length >= rejected, () => `${deviceId} was refused ${rejected} times and heard of ${refused.length}`);
      all += last;
    }
    return all;
  } finally {
    database.close();
  }
}

/** [I6] [I11] The rows of a desk are those that its person may see, as they stand on the server, and nothing waits. */
function deskIsLikeTheServer({ agentId, deviceId, report }: AskedDesk, store: Store): void {
  const { cursor, pending, rows, shown, snapshotAt } = report;
  must("I6", pending.length === 0, () => `${deviceId} still waits for ${JSON.stringify(pending[0])}`);
  const agent = store.read((tx) => tx.get("agent", toAgentId(agentId)));
  const device = store.read((tx) => tx.device(toDeviceId(deviceId)));
  must("I6", agent !== undefined && device?.revoked === false, () => `${deviceId} is shut out`);
  if (agent === undefined) return;
  const scopes = scopesOf(agent);
  const missing = store.read((tx) => tx.changes(cursor ?? 0, scopes, 1));
  must("I6", missing.length === 0, () => `${deviceId} stands at ${cursor} and lacks ${JSON.stringify(missing)}`);

  const here = new Map(rows.map((row) => [`${row.e} ${row.id}`, row]));
  for (const row of here.values()) {
    const there = store.read((tx) => tx.versioned(row.e, row.id));
    must(
      "I6",
      JSON.stringify(row) === JSON.stringify(there),
      () => `${deviceId} has another ${row.e} ${row.id}: ${JSON.stringify(row)} instead of ${JSON.stringify(there)}`,
    );
  }
  const screen = new Map(shown);
  for (const conversation of conversationsOf(store)) {
    const isSeen = here.has(`conversation ${conversation.id}`);
    must("I11", isSeen === maySee(scopes, conversation), () => `${deviceId} ${isSeen ? "has" : "lacks"} ${conversation.id}`);
    if (!isSeen) continue;
    must(
      "I6",
      JSON.stringify(screen.get(conversation.id)) === JSON.stringify(conversation),
      () => `${deviceId} shows another ${conversation.id} than there is`,
    );
    for (const { id } of messagesOf(store, conversation).slice(0, THREAD_START)) {
      const isNew = (store.read((tx) => tx.versioned("message", id))?.v ?? 0) > snapshotAt;
      must("I6", !isNew || here.has(`message ${id}`), () => `${deviceId} lacks message ${id} of ${conversation.id}`);
    }
  }
}
