import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import { Server, type Socket } from "socket.io";
import { createHash } from "node:crypto";
import {
  EVENTS,
  helloSchema,
  presenceSchema,
  pullSchema,
  pushSchema,
  PROTOCOL_VERSION,
  SCHEMA_VERSION,
  timeSchema,
  type Page,
  type Presence,
  type SyncProblem,
  type Welcome,
} from "../../shared/sync/protocol.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import type { Clock } from "../../shared/time.ts";
import type { Auth, Principal } from "../auth/auth.ts";
import type { createPush } from "../mutations/push.ts";
import { createTokenBucket } from "../outbound/token-bucket.ts";
import type { Store } from "../store/store.ts";
import { createPresenceBook } from "./presence.ts";
import { readPage } from "./read-page.ts";

interface Deps {
  readonly http: HttpServer;
  readonly store: Store;
  readonly clock: Clock;
  readonly auth: Auth;
  readonly push: ReturnType<typeof createPush>;
  readonly allowsOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly log: Pick<Logger, "error" | "info">;
}

export interface Gateway {
  readonly connected: () => number;
  readonly close: () => Promise<void>;
}

/** One desk's line. `cursor` is what it has told us to have; `scanned` how far the log holds nothing more for it. */
interface Line {
  readonly socket: Socket;
  principal: Principal;
  scopes: readonly string[];
  deviceId: string;
  cursor: number;
  scanned: number;
  greeted: boolean;
  delta: "idle" | "under-way";
}

/** [H41] */
const MAX_FRAME = 512 * 1024;
const DELTA_TIMEOUT = 30_000;
/** A desk that leaves so many packets lying gets no more deltas, only one poke (A4 rule 7). */
const MOST_BUFFERED = 64;
const GIVE_UP_BUFFERED = 1_024;
/** When much happens, what happens within this time goes out together. */
const TICK_MS = 20;

type Answer = (value: unknown) => void;

/** The socket side of the sync protocol: every event is authorised and parsed here, and nothing else is answered. */
export function startGateway({ allowsOrigin, auth, clock, http, log, push, store }: Deps): Gateway {
  const io = new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_FRAME,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, done) => done(null, allowsOrigin(request.headers.origin, request.headers.host)),
  });
  const lines = new Set<Line>();
  const book = createPresenceBook();
  const events = createTokenBucket({ burst: 200, everyMs: 1_000 / 50 });

  io.use((socket, next) => {
    const token: unknown = socket.handshake.auth["token"];
    const principal = typeof token === "string" ? auth.authenticate(token) : undefined;
    if (principal === undefined) return next(new Error("auth"));
    socket.data = principal;
    next();
  });

  io.on("connection", (socket) => {
    const principal = socket.data as Principal;
    const line: Line = { socket, principal, scopes: scopesOf(principal.agent), deviceId: "", cursor: 0, scanned: 0, greeted: false, delta: "idle" };
    lines.add(line);

    /** [H37] Rate, rights and shape of every event, before its handler. */
    const on = <T>(
      event: string,
      schema: { readonly safeParse: (raw: unknown) => { readonly success: true; readonly data: T } | { readonly success: false } },
      handler: (asked: T) => unknown,
    ): void => {
      socket.on(event, (raw: unknown, answer: unknown) => {
        const reply: Answer = typeof answer === "function" ? (answer as Answer) : () => {};
        const now = clock.now();
        if (events.freeAt(socket.id, now) > now) return reply({ problem: "rate" } satisfies SyncProblem);
        events.take(socket.id, now);
        const valid = auth.stillValid(line.principal);
        if (valid === undefined) {
          reply({ problem: "auth" } satisfies SyncProblem);
          return void socket.disconnect(true);
        }
        line.principal = valid;
        const parsed = schema.safeParse(raw);
        if (!parsed.success) return reply({ problem: "invalid" } satisfies SyncProblem);
        if (event !== EVENTS.hello && event !== EVENTS.time && !line.greeted) return reply({ problem: "hello-first" } satisfies SyncProblem);
        try {
          reply(handler(parsed.data));
        } catch (error) {
          log.error({ event, error }, "A socket event failed.");
          reply({ problem: "internal" } satisfies SyncProblem);
        }
      });
    };

    on(EVENTS.hello, helloSchema, (hello): Welcome => {
      line.scopes = scopesOf(line.principal.agent);
      line.deviceId = line.principal.deviceId ?? hello.deviceId;
      const scopesHash = hashScopes(line.scopes);
      const head = store.read((tx) => tx.head());
      const known = hello.cursor !== undefined && hello.epoch === store.epoch && hello.scopesHash === scopesHash && hello.cursor <= head;
      const mode =
        hello.proto !== PROTOCOL_VERSION || hello.schema !== SCHEMA_VERSION ? "upgrade" : known ? "delta" : hello.cursor === undefined ? "snapshot" : "reset";
      line.greeted = mode !== "upgrade";
      // After a snapshot the desk pulls once from its sequence; that pull sets the cursor from which deltas go on.
      line.cursor = mode === "delta" ? (hello.cursor ?? 0) : Number.POSITIVE_INFINITY;
      line.scanned = line.cursor;
      const lastMutId = line.principal.deviceId === undefined ? 0 : store.read((tx) => tx.device(line.principal.deviceId ?? ("" as never))?.lastMutId ?? 0);
      schedule();
      return { mode, epoch: store.epoch, head, floor: 0, lastMutId, serverNow: clock.now(), scopesHash, agentId: line.principal.agent.id };
    });

    on(EVENTS.pull, pullSchema, ({ from, max }): Page => {
      const page = store.read((tx) =>
        readPage(tx, { from, max, scopes: line.scopes, deviceId: line.principal.deviceId, epoch: store.epoch, now: clock.now() }),
      );
      // The desk asks from where it stands, so it has what came before; what this page brings it has once it asks again.
      line.cursor = page.to;
      line.scanned = page.to;
      return page;
    });

    on(EVENTS.push, pushSchema, ({ deviceId, muts }) => {
      const own = line.principal.deviceId;
      if (own === undefined || own !== deviceId) return { problem: "auth", detail: "Mutations come from a signed-in device." } satisfies SyncProblem;
      const outcome = push(line.principal.agent, own, muts);
      return outcome.type === "fork" ? ({ problem: "fork" } satisfies SyncProblem) : outcome.answer;
    });

    on(EVENTS.time, timeSchema, ({ tC }) => ({ tC, tS: clock.now() }));

    on(EVENTS.presence, presenceSchema, ({ conversationId, what }) => {
      const conversation = store.read((tx) => tx.get("conversation", conversationId));
      if (conversation === undefined || !maySee(line.scopes, conversation)) return;
      tell(book.sign(conversationId, line.principal.agent.id, what, clock.now()));
    });

    socket.on("disconnect", () => {
      lines.delete(line);
      if (![...lines].some((one) => one.principal.agent.id === line.principal.agent.id)) book.leaveAll(line.principal.agent.id).forEach(tell);
    });
  });

  const tell = (presence: Presence | undefined): void => {
    if (presence === undefined) return;
    const conversation = store.read((tx) => tx.get("conversation", presence.conversationId));
    if (conversation === undefined) return;
    for (const line of lines) if (line.greeted && maySee(line.scopes, conversation)) line.socket.volatile.emit(EVENTS.presence, presence);
  };

  /** Pages that several desks with the same rights and cursor need are read once. */
  const deliver = (): void => {
    const pages = new Map<string, Page>();
    const head = store.read((tx) => tx.head());
    for (const line of lines) {
      if (!line.greeted || line.delta === "under-way" || line.scanned >= head) continue;
      const buffered = bufferedPackets(line.socket);
      if (buffered > GIVE_UP_BUFFERED) {
        line.socket.disconnect(true);
        continue;
      }
      if (buffered > MOST_BUFFERED) {
        line.socket.volatile.emit(EVENTS.poke, { head });
        continue;
      }
      const key = `${line.scanned} ${line.scopes.join(" ")}`;
      const shared = pages.get(key) ?? store.read((tx) => readPage(tx, { from: line.scanned, scopes: line.scopes, epoch: store.epoch, now: clock.now() }));
      pages.set(key, shared);
      send(line, shared);
    }
  };

  const send = (line: Line, shared: Page): void => {
    if (shared.rows.length === 0) {
      line.scanned = shared.to;
      return;
    }
    const { deviceId } = line.principal;
    const page: Page = { ...shared, from: line.cursor, wm: deviceId === undefined ? 0 : store.read((tx) => tx.device(deviceId)?.lastMutId ?? 0) };
    line.delta = "under-way";
    line.socket.timeout(DELTA_TIMEOUT).emit(EVENTS.delta, page, (error: unknown) => {
      line.delta = "idle";
      if (error !== null && error !== undefined) return void line.socket.disconnect(true);
      // A pull may have moved the line meanwhile.
      if (line.cursor <= page.to) {
        line.cursor = page.to;
        line.scanned = Math.max(line.scanned, page.to);
      }
      schedule();
    });
  };

  let last = 0;
  let timer: NodeJS.Timeout | undefined;
  const schedule = (): void => {
    if (timer !== undefined) return;
    const wait = Math.max(0, last + TICK_MS - clock.now());
    timer = setTimeout(
      () => {
        timer = undefined;
        last = clock.now();
        deliver();
      },
      Math.min(wait, TICK_MS),
    );
  };

  const stops = [
    store.onCommit(schedule),
    auth.onRevoked((deviceId) => [...lines].filter((line) => line.principal.deviceId === deviceId).forEach((line) => line.socket.disconnect(true))),
  ];
  const sweep = setInterval(() => book.expire(clock.now()).forEach(tell), 5_000);
  sweep.unref();

  return {
    connected: () => lines.size,
    close: async () => {
      stops.forEach((stop) => stop());
      clearInterval(sweep);
      clearTimeout(timer);
      await io.close();
    },
  };
}

/** Says whether the rights of a desk are still those under which its rows came. */
export const hashScopes = (scopes: readonly string[]): string =>
  createHash("sha256")
    .update([...scopes].sort().join("\n"))
    .digest("base64url")
    .slice(0, 16);

/** Packets that the transport has not taken yet. */
function bufferedPackets(socket: Socket): number {
  const buffer: unknown = Reflect.get(socket.conn, "writeBuffer");
  return Array.isArray(buffer) ? buffer.length : 0;
}
