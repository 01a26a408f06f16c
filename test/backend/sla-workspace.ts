import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { runMutation, type MutationOutcome } from "../../backend/mutations/run-mutation.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { startSlaScheduler } from "../../backend/sla/scheduler.ts";
import { writeSlaSettings, type SlaSettings } from "../../backend/sla/settings.ts";
import { openSqliteStore } from "../../backend/store/sqlite/sqlite-store.ts";
import type { Store } from "../../backend/store/store.ts";
import { createVault } from "../../backend/store/vault.ts";
import { toAgentId, toContactId, toConversationId, toNumberId, type ConversationId } from "../../shared/ids.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { effectiveRecords } from "../../shared/sla/records.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { createFakeNow } from "./fake-now.ts";
import { aConversation } from "./store-contract.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A Monday, within office hours. */
export const TEN = Date.UTC(2026, 10, 23, 10);

/** First and next reply 10 minutes, handoff 5, resolution 8 hours, round the clock; warnings at half the time and at 80 %. */
export const SETTINGS: SlaSettings = { policies: [aPolicy({ warnings: [0.5, 0.8] })], calendars: { "24/7": "24/7", office: OFFICE } };

export const silent = { error: () => {}, warn: () => {} };

export const anAgent = (id: string, fields: Partial<Omit<Agent, "id">> = {}): Agent => ({ id: toAgentId(id), name: id, role: "agent", teamIds: [], ...fields });

/** A machine's wall clock, which can be set, and its monotonic one, which cannot, and which stands still while the machine sleeps. */
export interface MachineTime {
  readonly clock: Clock;
  readonly monotonic: () => number;
  readonly at: (instant: Instant, work: () => void) => () => void;
  readonly pass: (ms: number) => void;
  readonly passTo: (instant: number) => void;
  readonly setClock: (by: number) => void;
  readonly sleep: (ms: number) => void;
}

export function createMachineTime(start: number): MachineTime {
  const timers = createFakeNow(0);
  let offset = start;
  const wall = () => timers.clock.now() + offset;
  const pass = (ms: number) => timers.moveTo(timers.clock.now() + ms);
  return {
    clock: { now: () => toInstant(wall()) },
    monotonic: () => timers.clock.now(),
    at: (instant, work) => timers.at(toInstant(timers.clock.now() + Math.min(MINUTE, Math.max(0, instant - wall()))), work),
    pass,
    passTo: (instant) => pass(Math.max(0, instant - wall())),
    setClock: (by) => void (offset += by),
    sleep: (ms) => void (offset += ms),
  };
}

/** A data folder with one workspace in it, opened as often as wished, as by several processes or after a restart. */
export async function createSlaWorkspace({ settings = SETTINGS, start = TEN }: { readonly settings?: SlaSettings; readonly start?: number } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "greenline-sla-"));
  const path = join(folder, "greenline.db");
  const stores = new Set<Store>();
  const open = async (): Promise<Store> => {
    const store = await openSqliteStore({ path, vault: createVault(new Uint8Array(32).fill(7)) });
    stores.add(store);
    return store;
  };
  const close = (store: Store): void => {
    stores.delete(store);
    store.close();
  };

  const time = createMachineTime(start);
  const store = await open();
  store.write((tx) => {
    writeSlaSettings(tx, settings, toInstant(0));
    tx.put("number", "n1", {
      id: toNumberId("n1"),
      phoneNumberId: "106",
      displayNumber: "1",
      displayName: "Shop",
      connection: "connected",
      quality: { value: "green", source: "webhook" },
      limit: { scope: "portfolio", value: "unknown" },
      enforcement: [],
    });
  });

  return {
    path,
    store,
    time,
    open,
    close,
    people: (...agents: readonly Agent[]) => store.write((tx) => agents.forEach((agent) => tx.put("agent", agent.id, agent))),
    /** A scheduler as the backend starts it. */
    schedule: (on: Store = store, log = silent) => startSlaScheduler({ store: on, clock: time.clock, monotonic: time.monotonic, at: time.at, log }),
    add: (id: string, fields: Partial<Conversation> = {}) =>
      store.write((tx) => {
        tx.put("contact", `contact-of-${id}`, { id: toContactId(`contact-of-${id}`), name: id });
        tx.put("conversation", id, aConversation(id, { createdAt: time.clock.now(), ...fields }));
      }),
    /** Something happened, and the server hears of it now. */
    happens: (id: string, event: SlaEvent, on: Store = store) => happens(on, toConversationId(id), event, time.clock.now()),
    does: (agent: Agent, mutation: Mutation): MutationOutcome => store.write((tx) => runMutation(tx, mutation, { agent }, time.clock.now())),
    log: (id: string, on: Store = store) => on.read((tx) => tx.slaLog(toConversationId(id))),
    recorded: (id: string, what: "warning" | "breach", on: Store = store) =>
      effectiveRecords(on.read((tx) => tx.slaLog(toConversationId(id)))).filter((entry) => entry.what === what && entry.kind === "first-reply"),
    alerts: (agent: string) =>
      store.read((tx) => tx.alertsFor(toAgentId(agent))).map(({ at, clock, conversationId, toldAt, what }) => ({ conversationId, clock, what, at, toldAt })),
    /** Straight from the file, with nothing of the product in between. */
    sql: (text: string): readonly Record<string, unknown>[] => {
      const database = new DatabaseSync(path);
      try {
        return database.prepare(text).all();
      } finally {
        database.close();
      }
    },
    dispose: () => {
      stores.forEach((one) => one.close());
      stores.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SlaWorkspace = Awaited<ReturnType<typeof createSlaWorkspace>>;

function happens(store: Store, id: ConversationId, event: SlaEvent, now: Instant): void {
  store.write((tx) => {
    tx.appendEvent(id, `${id}:${tx.nextOrder()}`, event);
    refreshClocks(tx, id, now);
  });
}

export const wrote = (at: number): SlaEvent => ({ type: "inbound", at: toInstant(at) });
export const answered = (at: number, messageId = `m${at}`): SlaEvent => ({
  type: "outbound",
  at: toInstant(at),
  author: "human",
  state: "accepted",
  messageId,
});
export const failedToSend = (at: number, messageId: string): SlaEvent => ({ type: "outbound", at: toInstant(at), author: "human", state: "failed", messageId });
