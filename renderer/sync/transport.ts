import { io } from "socket.io-client";
import { EVENTS } from "../../shared/sync/protocol.ts";

/** A pipe to the server that knows nothing of cursors: it asks, tells, and says when it is open. */
export interface Transport {
  readonly open: () => void;
  /** Drops the connection, if there is one, and tries at once. */
  readonly reconnect: () => void;
  readonly close: () => void;
  /** Answered by acknowledgement within ten seconds; fails when the connection does. */
  readonly ask: (event: string, question: unknown) => Promise<unknown>;
  /** May be lost. */
  readonly tell: (event: string, news: unknown) => void;
  readonly listen: (listeners: TransportListeners) => void;
}

export interface TransportListeners {
  readonly onOpen: () => void;
  /** The connection is gone, or could not be made; it is tried again by itself, unless it was refused. */
  readonly onClose: () => void;
  /** The server did not take our token, or hung up. It is not tried again by itself. */
  readonly onRefused: () => void;
  readonly onDelta: (page: unknown, acknowledge: () => void) => void;
  readonly onPoke: (poke: unknown) => void;
  readonly onPresence: (presence: unknown) => void;
}

const ACK_TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** Recovery and retries of socket.io stay off: our cursor and our mutation numbers do that work (sync.md, decision 2). */
export function createSocketTransport(server: string, token: () => Promise<string | undefined>): Transport {
  const socket = io(server, {
    transports: ["websocket"],
    autoConnect: false,
    reconnection: true,
    reconnectionDelay: FIRST_RETRY_MS,
    reconnectionDelayMax: LAST_RETRY_MS,
    randomizationFactor: 0.5,
    timeout: ACK_TIMEOUT_MS,
    auth: (give) => void token().then((accessToken) => give(accessToken === undefined ? {} : { token: accessToken })),
  });

  return {
    open: () => void socket.connect(),
    reconnect: () => void socket.disconnect().connect(),
    close: () => void socket.disconnect(),
    ask: (event, question) => {
      // Never into socket.io's own buffer: after a reconnect the greeting comes first.
      if (!socket.connected) return Promise.reject(new Error("Not connected."));
      return socket.timeout(ACK_TIMEOUT_MS).emitWithAck(event, question);
    },
    tell: (event, news) => {
      if (socket.connected) socket.volatile.emit(event, news);
    },
    listen: ({ onClose, onDelta, onOpen, onPoke, onPresence, onRefused }) => {
      socket.on("connect", onOpen);
      socket.on("disconnect", (reason) => {
        // The server hung up on purpose, which socket.io takes as final. Mostly the token has expired.
        if (reason === "io server disconnect") onRefused();
        else onClose();
      });
      socket.on("connect_error", (error) => {
        if (error.message === "auth") onRefused();
        else onClose();
      });
      socket.on(EVENTS.delta, (page: unknown, acknowledge: (n: number) => void) => onDelta(page, () => acknowledge(1)));
      socket.on(EVENTS.poke, onPoke);
      socket.on(EVENTS.presence, onPresence);
    },
  };
}
