import type { Conversation } from "../../shared/inbox/conversation.ts";
import { toAgentId } from "../../shared/ids.ts";
import { decide } from "../../shared/sync/decide.ts";
import { parseMutation, type Push, type Hello, type Page, type Pull, type PushAnswer, type Welcome } from "../../shared/sync/protocol.ts";
import { anna } from "./inbox-builders.ts";
import { toMutationId, type MutationResult } from "../../shared/sync/mutations.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { Clock } from "../../shared/time.ts";
import { readSnapshot, type SnapshotStream } from "../../renderer/sync/snapshot.ts";
import type { Transport, TransportListeners } from "../../renderer/sync/transport.ts";

interface Device {
  lastMutId: number;
  readonly results: Map<number, { readonly payload: string; readonly result: MutationResult }>;
}

/** What may go wrong on the way. Each is asked once per event. */
export interface Faults {
  loseDelta?: () => boolean;
  /** The server has done it, and the desk does not hear. */
  loseAnswer?: (event: string) => boolean;
}

export interface FakeServer {
  /** Writes rows as one transaction and sends deltas. */
  readonly commit: (...rows: readonly Unversioned[]) => void;
  readonly row: (e: VersionedRow["e"], id: string) => VersionedRow | undefined;
  readonly conversation: (id: string) => Conversation | undefined;
  readonly head: () => number;
  readonly connect: (deviceId: string, agentId: string) => FakeConnection;
  /** As anna reads it. */
  readonly snapshot: () => Promise<SnapshotStream>;
  /** The same as it comes over HTTP. */
  readonly snapshotText: () => string;
  readonly faults: Faults;
  /** Every mutation that took effect, in order. */
  readonly effects: readonly string[];
  readonly asked: readonly { readonly event: string; readonly question: unknown }[];
  /** As after a restore from a backup: another epoch, mutations forgotten. */
  readonly restore: (lastMutId: number) => void;
  readonly rejectNext: (code: "not_allowed" | "claim_lost") => void;
  readonly forget: (deviceId: string) => void;
}

export type Unversioned = VersionedRow extends infer Row ? (Row extends VersionedRow ? Omit<Row, "v"> : never) : never;

export interface FakeConnection {
  readonly transport: Transport;
  readonly cut: () => void;
  readonly refuse: () => void;
  /** Sends any page as a delta, however wrong. */
  readonly sendDelta: (page: Page) => Promise<void>;
  readonly poke: (head: number) => void;
  readonly presence: (presence: unknown) => void;
  readonly unacknowledged: () => number;
  readonly isOpen: () => boolean;
}

/** The server's side of the protocol in memory: one log, row versions, stored results, deltas to whoever is connected. */
export function createFakeServer({
  clock,
  refuseConnections = () => false,
}: {
  readonly clock: Clock;
  readonly refuseConnections?: () => boolean;
}): FakeServer {
  let epoch = "epoch-1";
  let head = 0;
  let rejection: "not_allowed" | "claim_lost" | undefined;
  const rows = new Map<string, VersionedRow>();
  const devices = new Map<string, Device>();
  const connections = new Set<{ readonly deviceId: string; readonly position: () => number; readonly send: (page: Page) => void }>();
  const faults: Faults = {};
  const effects: string[] = [];
  const asked: { readonly event: string; readonly question: unknown }[] = [];

  const device = (id: string): Device => {
    const known = devices.get(id) ?? { lastMutId: 0, results: new Map() };
    devices.set(id, known);
    return known;
  };

  const pageFrom = (from: number, deviceId: string, max = 500): Page => {
    const news = [...rows.values()].filter(({ v }) => v > from).sort((a, b) => a.v - b.v);
    const cut = news.slice(0, max);
    const more = cut.length < news.length;
    return { epoch, from, to: more ? (cut.at(-1)?.v ?? from) : head, rows: cut, more, wm: device(deviceId).lastMutId, serverNow: clock.now() };
  };

  const fanOut = (): void => {
    for (const connection of connections) if (faults.loseDelta?.() !== true) connection.send(pageFrom(connection.position(), connection.deviceId));
  };

  const write = (unversioned: readonly Unversioned[]): void => {
    for (const row of unversioned) {
      head++;
      rows.set(`${row.e}:${row.id}`, { ...row, v: head } as VersionedRow);
    }
  };

  const run = (raw: unknown, id: number, agentId: string): MutationResult => {
    const parsed = parseMutation(raw);
    if (!parsed.success) return { id: toMutationId(id), st: "rejected", code: "invalid" };
    if (rejection !== undefined) {
      const code = rejection;
      rejection = undefined;
      return { id: toMutationId(id), st: "rejected", code };
    }
    const mutation = parsed.data;
    const conversation = rows.get(`conversation:${mutation.conversationId}`);
    if (conversation?.e !== "conversation" || conversation.row === undefined) return { id: toMutationId(id), st: "rejected", code: "not_found" };

    const messageId = mutation.kind === "cancel" ? mutation.messageId : undefined;
    const message = messageId === undefined ? undefined : rows.get(`message:${messageId}`);
    const decision = decide(conversation.row, mutation, {
      by: toAgentId(agentId),
      byKind: "human",
      mayTakeOver: false,
      now: clock.now(),
      message: message?.e === "message" ? message.row : undefined,
      renderTemplate: () => undefined,
      knowsLabel: () => true,
    });
    if (decision.type === "reject") return { id: toMutationId(id), st: "rejected", code: decision.code, by: decision.by };

    effects.push(`${mutation.kind}:${mutation.conversationId}`);
    write([
      ...(decision.conversation === conversation.row ? [] : [{ e: "conversation" as const, id: decision.conversation.id, row: decision.conversation }]),
      ...(decision.message === undefined ? [] : [{ e: "message" as const, id: decision.message.id, row: { ...decision.message, order: head + 1 } }]),
      ...(decision.note === undefined ? [] : [{ e: "note" as const, id: decision.note.id, row: decision.note }]),
    ]);
    return { id: toMutationId(id), st: "applied" };
  };

  const push = ({ deviceId, muts }: Push, agentId: string): PushAnswer | { readonly problem: "fork" } => {
    const known = device(deviceId);
    const results: MutationResult[] = [];
    for (const { id, mutation } of muts) {
      const payload = JSON.stringify(mutation);
      const stored = known.results.get(id);
      if (stored !== undefined && stored.payload !== payload) return { problem: "fork" };
      if (id > known.lastMutId + 1) {
        results.push({ id: toMutationId(id), st: "gap", expected: toMutationId(known.lastMutId + 1) });
        break;
      }
      if (stored === undefined && id === known.lastMutId + 1) {
        known.lastMutId = id;
        known.results.set(id, { payload, result: run(mutation, id, agentId) });
      }
      const result = known.results.get(id)?.result;
      if (result !== undefined) results.push(result);
    }
    queueMicrotask(fanOut);
    return { lastMutId: known.lastMutId, results };
  };

  const connect = (deviceId: string, agentId: string): FakeConnection => {
    let listeners: TransportListeners | undefined;
    let isOpen = false;
    let connection = 0;
    let position = 0;
    let unacknowledged = 0;

    const send = (page: Page): void => {
      if (!isOpen) return;
      position = page.to;
      unacknowledged++;
      listeners?.onDelta(structuredClone(page), () => unacknowledged--);
    };
    const entry = { deviceId, position: () => position, send };

    const close = (): void => {
      connection++;
      isOpen = false;
      connections.delete(entry);
    };
    const cut = (): void => {
      if (!isOpen) return;
      close();
      listeners?.onClose();
    };
    const open = (): void => {
      queueMicrotask(() => {
        if (isOpen) return;
        if (refuseConnections()) return listeners?.onClose();
        isOpen = true;
        connections.add(entry);
        listeners?.onOpen();
      });
    };

    const answer = (event: string, question: unknown): unknown => {
      switch (event) {
        case "hello": {
          const { cursor, epoch: known } = question as Hello;
          const mode = cursor === undefined ? "snapshot" : known !== epoch ? "reset" : "delta";
          return { mode, epoch, head, floor: 0, lastMutId: device(deviceId).lastMutId, serverNow: clock.now(), scopesHash: "s1", agentId } satisfies Welcome;
        }
        case "pull": {
          const { from, max } = question as Pull;
          const page = pageFrom(from, deviceId, max);
          position = page.to;
          return page;
        }
        case "push":
          return push(question as Push, agentId);
        case "time":
          return { ...(question as { readonly tC: number }), tS: clock.now() };
        default:
          return { problem: "invalid" };
      }
    };

    const transport: Transport = {
      listen: (given) => {
        listeners = given;
      },
      open,
      reconnect: () => {
        if (isOpen) {
          close();
          listeners?.onClose();
        }
        open();
      },
      close,
      tell: (event, news) => void asked.push({ event, question: news }),
      ask: async (event, question) => {
        if (!isOpen) throw new Error("Not connected.");
        const mine = connection;
        asked.push({ event, question: structuredClone(question) });
        const given = structuredClone(answer(event, question));
        await Promise.resolve();
        if (faults.loseAnswer?.(event) === true) cut();
        if (mine !== connection) throw new Error("The connection was lost.");
        return given;
      },
    };

    return {
      transport,
      cut,
      refuse: () => {
        close();
        listeners?.onRefused();
      },
      sendDelta: (page) => new Promise((resolve) => listeners?.onDelta(structuredClone(page), resolve)),
      poke: (to) => listeners?.onPoke({ head: to }),
      presence: (presence) => listeners?.onPresence(presence),
      unacknowledged: () => unacknowledged,
      isOpen: () => isOpen,
    };
  };

  const snapshotText = (): string => {
    const live = [...rows.values()].filter(({ del }) => !del);
    return [{ epoch, seq: head, scopesHash: "s1" }, ...live, { end: live.length }].map((line) => JSON.stringify(line)).join("\n");
  };

  return {
    commit: (...unversioned) => {
      write(unversioned);
      fanOut();
    },
    row: (e, id) => rows.get(`${e}:${id}`),
    conversation: (id) => {
      const row = rows.get(`conversation:${id}`);
      return row?.e === "conversation" ? row.row : undefined;
    },
    head: () => head,
    connect,
    snapshot: async () => {
      const text = snapshotText();
      return readSnapshot(
        (async function* () {
          yield new TextEncoder().encode(text);
        })(),
        anna.id,
      );
    },
    snapshotText,
    faults,
    effects,
    asked,
    restore: (lastMutId) => {
      epoch = `${epoch}+`;
      for (const known of devices.values()) {
        known.lastMutId = lastMutId;
        for (const id of known.results.keys()) if (id > lastMutId) known.results.delete(id);
      }
    },
    rejectNext: (code) => {
      rejection = code;
    },
    forget: (deviceId) => devices.delete(deviceId),
  };
}
