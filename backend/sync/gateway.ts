import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { EVENTS } from "../../shared/sync/protocol.ts";
import type { Auth, Principal } from "../auth/auth.ts";
import type { Lines } from "./lines.ts";

interface Deps {
  readonly http: HttpServer;
  readonly auth: Pick<Auth, "authenticate">;
  readonly lines: Lines;
  readonly allowsOrigin: (origin: string | undefined, host: string | undefined) => boolean;
}

export interface Gateway {
  readonly close: () => Promise<void>;
}

/** [H41] */
const MAX_FRAME = 512 * 1024;
const DELTA_TIMEOUT = 30_000;

type Answer = (value: unknown) => void;

/** The sync protocol over sockets: who connects is known before a word is heard, and what is not asked by acknowledgement gets no answer. */
export function startGateway({ allowsOrigin, auth, http, lines }: Deps): Gateway {
  const io = new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_FRAME,
    pingInterval: 10_000,
    pingTimeout: 10_000,
    allowRequest: (request, done) => done(null, allowsOrigin(request.headers.origin, request.headers.host)),
  });

  io.use((socket, next) => {
    const token: unknown = socket.handshake.auth["token"];
    const principal = typeof token === "string" ? auth.authenticate(token) : undefined;
    if (principal === undefined) return next(new Error("auth"));
    socket.data = principal;
    next();
  });

  io.on("connection", (socket) => {
    const line = lines.connect(socket.data as Principal, {
      id: socket.id,
      tell: (event, news) => void socket.volatile.emit(event, news),
      deliver: (page, done) => void socket.timeout(DELTA_TIMEOUT).emit(EVENTS.delta, page, (error: unknown) => done(error === null || error === undefined)),
      buffered: () => bufferedPackets(socket),
      hangUp: () => void socket.disconnect(true),
    });
    for (const event of [EVENTS.hello, EVENTS.pull, EVENTS.push, EVENTS.time, EVENTS.presence])
      socket.on(event, (raw: unknown, answer: unknown) => {
        const reply = line.ask(event, raw);
        if (typeof answer === "function") (answer as Answer)(reply);
      });
    socket.on("disconnect", line.left);
  });

  return { close: () => io.close() };
}

/** Packets that the transport has not taken yet. */
function bufferedPackets(socket: Socket): number {
  const buffer: unknown = Reflect.get(socket.conn, "writeBuffer");
  return Array.isArray(buffer) ? buffer.length : 0;
}
