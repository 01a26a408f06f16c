import { createHash } from "node:crypto";
import type { Logger } from "pino";
import {
  EVENTS,
  helloSchema,
  presenceSchema,
  pullSchema,
  pushSchema,
  OLDEST_SCHEMA,
  SCHEMA_VERSION,
  timeSchema,
  type Page,
  type Presence,
  type SyncProblem,
  type Welcome,
} from "../../shared/sync/protocol.ts";
import type { AgentId, ConversationId } from "../../shared/ids.ts";
import { MUTATION_VERSION } from "../../shared/sync/mutations.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { isServed } from "../../shared/sync/skew.ts";
import { plus, toDuration, type Clock, type Instant } from "../../shared/time.ts";
import type { Auth, Principal } from "../auth/auth.ts";
import type { createPush } from "../mutations/push.ts";
import { createTokenBucket } from "../outbound/token-bucket.ts";
import type { Store } from "../store/store.ts";
import { readLineage } from "./lineage.ts";
import { createPresenceBook } from "./presence.ts";
import { createPageReader } from "./page-reader.ts";
import { readPage } from "./read-page.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly auth: Pick<Auth, "stillValid" | "onRevoked">;
  readonly push: ReturnType<typeof createPush>;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
  readonly log: Pick<Logger, "error">;
  /** [HO4] Somebody types there now. */
  readonly onTyping?: ((conversationId: ConversationId, agentId: AgentId) => void) | undefined;
}

/** What carries a desk's words: a socket, or what stands for one. */
export interface Wire {
  /** Names the connection: its rate is counted by it. */
  readonly id: string;
  /** May be lost. */
  readonly tell: (event: string, news: unknown) => void;
  /** Calls back once: whether the desk has said that it has the page. */
  readonly deliver: (page: Page, done: (acknowledged: boolean) => void) => void;
  /** Packets that were given to the wire and have not left. */
  readonly buffered: () => number;
  readonly hangUp: () => void;
}

/** A desk that is connected. */
export interface Line {
  /** The answer to a question of the desk; what is wrong with the question is an answer too. */
  readonly ask: (event: string, raw: unknown) => unknown;
  readonly left: () => void;
}

export interface Lines {
  readonly connect: (principal: Principal, wire: Wire) => Line;
  readonly connected: () => number;
  readonly stop: () => void;
}

/** `cursor` is what the desk has told us to have; `scanned` how far the log holds nothing more for it. */
interface OpenLine {
  readonly wire: Wire;
  principal: Principal;
  scopes: readonly string[];
  cursor: number;
  scanned: number;
  /** The shape of the rows that it reads. */
  schema: number;
  greeted: boolean;
  delta: "idle" | "under-way";
}

/** A desk that leaves so many packets lying gets no more deltas, only one poke (A4 rule 7). */
const MOST_BUFFERED = 64;
const GIVE_UP_BUFFERED = 1_024;
/** When much happens, what happens within this time goes out together. */
const TICK = toDuration(20);
/** However long the one before took, and wherever the clock was set meanwhile. */
const LONGEST_TICK = toDuration(200);

interface Schema<T> {
  readonly safeParse: (raw: unknown) => { readonly success: true; readonly data: T } | { readonly success: false };
}

/** The server's side of the sync protocol: every event is authorised and parsed here, and nothing else is answered. */
export function startLines({ at, auth, clock, log, onTyping, push, store }: Deps): Lines {
  const lines = new Set<OpenLine>();
  const book = createPresenceBook();
  const events = createTokenBucket({ burst: 200, everyMs: 1_000 / 50 });

  const connect = (given: Principal, wire: Wire): Line => {
    const line: OpenLine = {
      wire,
      principal: given,
      scopes: scopesOf(given.agent),
      cursor: 0,
      scanned: 0,
      schema: SCHEMA_VERSION,
      greeted: false,
      delta: "idle",
    };
    lines.add(line);

    /** [H37] Rate, rights and shape of every event, before its handler. */
    const checked = <T>(event: string, raw: unknown, schema: Schema<T>, handler: (asked: T) => unknown): unknown => {
      const now = clock.now();
      if (events.freeAt(wire.id, now) > now) return { problem: "rate" } satisfies SyncProblem;
      events.take(wire.id, now);
      try {
        const valid = auth.stillValid(line.principal);
        if (valid === undefined) {
          // The answer goes out first.
          queueMicrotask(wire.hangUp);
          return { problem: "auth" } satisfies SyncProblem;
        }
        line.principal = valid;
        if (line.greeted && haveChanged(line, valid)) {
          dismiss(line);
          return { problem: "hello-first" } satisfies SyncProblem;
        }
        const parsed = schema.safeParse(raw);
        if (!parsed.success) return { problem: "invalid" } satisfies SyncProblem;
        if (event !== EVENTS.hello && event !== EVENTS.time && !line.greeted) return { problem: "hello-first" } satisfies SyncProblem;
        return handler(parsed.data);
      } catch (error) {
        log.error({ event, error }, "A desk's question could not be answered.");
        return { problem: "internal" } satisfies SyncProblem;
      }
    };

    const ask = (event: string, raw: unknown): unknown => {
      switch (event) {
        case EVENTS.hello:
          return checked(event, raw, helloSchema, (hello): Welcome => {
            line.scopes = scopesOf(line.principal.agent);
            const scopesHash = hashScopes(line.scopes);
            const { floor, head, lineage } = store.read((tx) => ({ floor: tx.logFloor(), head: tx.head(), lineage: readLineage(tx) }));
            const known =
              hello.cursor !== undefined && hello.epoch === store.epoch && hello.scopesHash === scopesHash && hello.cursor >= floor && hello.cursor <= head;
            const mode = !isServed(hello) ? "upgrade" : known ? "delta" : hello.cursor === undefined ? "snapshot" : "reset";
            line.schema = hello.schema;
            line.greeted = mode !== "upgrade";
            // After a snapshot the desk pulls once from its sequence; that pull sets the cursor from which deltas go on.
            line.cursor = mode === "delta" ? (hello.cursor ?? 0) : Number.POSITIVE_INFINITY;
            line.scanned = line.cursor;
            const { agent, deviceId } = line.principal;
            const lastMutId = deviceId === undefined ? 0 : store.read((tx) => tx.device(deviceId)?.lastMutId ?? 0);
            schedule();
            return {
              mode,
              epoch: store.epoch,
              head,
              floor,
              lastMutId,
              serverNow: clock.now(),
              scopesHash,
              agentId: agent.id,
              schemaRange: { oldest: OLDEST_SCHEMA, newest: SCHEMA_VERSION },
              mutationVersion: MUTATION_VERSION,
              lineage,
            };
          });
        case EVENTS.pull:
          return checked(event, raw, pullSchema, ({ from, max }): Page | SyncProblem => {
            // What lay between has been let go of meanwhile: only a new greeting can tell.
            if (from < store.read((tx) => tx.logFloor())) {
              dismiss(line);
              return { problem: "hello-first" };
            }
            const page = store.read((tx) =>
              readPage(tx, { from, max, schema: line.schema, scopes: line.scopes, deviceId: line.principal.deviceId, epoch: store.epoch, now: clock.now() }),
            );
            // The desk asks from where it stands, so it has what came before; what this page brings it has once it asks again.
            line.cursor = page.to;
            line.scanned = page.to;
            return page;
          });
        case EVENTS.push:
          return checked(event, raw, pushSchema, ({ deviceId, muts }) => {
            const own = line.principal.deviceId;
            if (own === undefined || own !== deviceId) return { problem: "auth", detail: "Mutations come from a signed-in device." } satisfies SyncProblem;
            const outcome = push(line.principal.agent, own, muts);
            return outcome.type === "fork" ? ({ problem: "fork" } satisfies SyncProblem) : outcome.answer;
          });
        case EVENTS.time:
          return checked(event, raw, timeSchema, ({ tC }) => ({ tC, tS: clock.now() }));
        case EVENTS.presence:
          return checked(event, raw, presenceSchema, ({ conversationId, what }) => {
            const conversation = store.read((tx) => tx.get("conversation", conversationId));
            if (conversation === undefined || !maySee(line.scopes, conversation)) return;
            if (what === "type") onTyping?.(conversation.id, line.principal.agent.id);
            tell(book.sign(conversationId, line.principal.agent.id, what, clock.now()));
          });
        default:
          return { problem: "invalid" } satisfies SyncProblem;
      }
    };

    return {
      ask,
      left: () => {
        lines.delete(line);
        if (![...lines].some((one) => one.principal.agent.id === line.principal.agent.id)) book.leaveAll(line.principal.agent.id).forEach(tell);
      },
    };
  };

  const tell = (presence: Presence | undefined): void => {
    if (presence === undefined) return;
    const conversation = store.read((tx) => tx.get("conversation", presence.conversationId));
    if (conversation === undefined) return;
    for (const line of lines) if (line.greeted && maySee(line.scopes, conversation)) line.wire.tell(EVENTS.presence, presence);
  };

  const haveChanged = ({ scopes }: OpenLine, { agent }: Principal): boolean => scopesOf(agent).join(" ") !== scopes.join(" ");

  /** [I11] Whose rights have changed greets anew: its cursor speaks of other rows. The answer under way goes out first. */
  const dismiss = (line: OpenLine): void => {
    line.greeted = false;
    queueMicrotask(line.wire.hangUp);
  };

  const lookAtRights = (head: number): void => {
    const changed = store.read((tx) => tx.agentsChangedSince(rightsSeen));
    rightsSeen = head;
    if (changed.length === 0) return;
    for (const line of lines) {
      if (!line.greeted || !changed.includes(line.principal.agent.id)) continue;
      const valid = auth.stillValid(line.principal);
      if (valid === undefined || haveChanged(line, valid)) dismiss(line);
    }
  };
  let rightsSeen = store.read((tx) => tx.head());

  const deliver = (): void => {
    const head = store.read((tx) => tx.head());
    lookAtRights(head);
    const ready = [...lines].filter((line) => takesPage(line, head));
    const pages = store.read((tx) => {
      const read = createPageReader(tx, { epoch: store.epoch, now: clock.now() });
      return ready.map((line) => {
        const { deviceId } = line.principal;
        const page = read({ from: line.scanned, schema: line.schema, scopes: line.scopes });
        const wm = deviceId === undefined || page.rows.length === 0 ? 0 : (tx.device(deviceId)?.lastMutId ?? 0);
        return { line, page: { ...page, from: line.cursor, wm } };
      });
    });
    for (const { line, page } of pages) send(line, page);
  };

  /** Whether it gets a page now. A desk that leaves packets lying is told that there is something, or given up. */
  const takesPage = (line: OpenLine, head: number): boolean => {
    if (!line.greeted || line.delta === "under-way" || line.scanned >= head) return false;
    const buffered = line.wire.buffered();
    if (buffered > GIVE_UP_BUFFERED) line.wire.hangUp();
    else if (buffered > MOST_BUFFERED) line.wire.tell(EVENTS.poke, { head });
    return buffered <= MOST_BUFFERED;
  };

  const send = (line: OpenLine, page: Page): void => {
    if (page.rows.length === 0) {
      line.scanned = page.to;
      return;
    }
    line.delta = "under-way";
    line.wire.deliver(page, (acknowledged) => {
      line.delta = "idle";
      if (!acknowledged) return line.wire.hangUp();
      // A pull may have moved the line meanwhile.
      if (line.cursor <= page.to) {
        line.cursor = page.to;
        line.scanned = Math.max(line.scanned, page.to);
      }
      schedule();
    });
  };

  let nextTick = clock.now();
  let cancelTick: (() => void) | undefined;
  const schedule = (): void => {
    if (cancelTick !== undefined) return;
    // A clock that was set back must not keep the desks waiting.
    const soonest = Math.min(nextTick, plus(clock.now(), LONGEST_TICK));
    cancelTick = at(soonest as Instant, () => {
      cancelTick = undefined;
      const began = clock.now();
      nextTick = plus(began, TICK);
      deliver();
      // [PF3] Whoever writes and asks gets as much time as this took, however many desks there are.
      const took = clock.now() - began;
      if (took > TICK) nextTick = plus(clock.now(), toDuration(took));
    });
  };

  const sweep = (): void => {
    book.expire(clock.now()).forEach(tell);
    cancelSweep = at(plus(clock.now(), SWEEP), sweep);
  };
  let cancelSweep = at(plus(clock.now(), SWEEP), sweep);

  const stops = [
    store.onCommit(schedule),
    auth.onRevoked((deviceId) => [...lines].filter((line) => line.principal.deviceId === deviceId).forEach((line) => line.wire.hangUp())),
  ];

  return {
    connect,
    connected: () => lines.size,
    stop: () => {
      stops.forEach((stop) => stop());
      cancelSweep();
      cancelTick?.();
    },
  };
}

const SWEEP = toDuration(5_000);

/** Says whether the rights of a desk are still those under which its rows came. */
export const hashScopes = (scopes: readonly string[]): string =>
  createHash("sha256")
    .update([...scopes].sort().join("\n"))
    .digest("base64url")
    .slice(0, 16);
