import type { Principal } from "../../backend/auth/auth.ts";
import type { Line } from "../../backend/sync/lines.ts";
import { EVENTS } from "../../shared/sync/protocol.ts";
import type { Transport, TransportListeners } from "../../renderer/sync/transport.ts";
import type { Chances } from "./chances.ts";
import type { SimulatedServer } from "./simulated-server.ts";
import type { SimulatedTime } from "./simulated-time.ts";
import type { Sometimes } from "./sometimes.ts";

/** The way between one desk and the server. */
export interface SimulatedLink {
  readonly transport: Transport;
  /** The network of this desk comes or goes. Gone without a sign, both sides find out when nothing is heard for a while. */
  readonly setUp: (isUp: boolean, how?: "at once" | "half open") => void;
  /** The server's end has died. */
  readonly serverGone: () => void;
  /** The desk's end has died. */
  readonly deskGone: () => void;
  readonly isConnected: () => boolean;
  readonly heal: () => void;
}

interface Deps {
  readonly time: SimulatedTime;
  readonly chances: Chances;
  readonly sometimes: Sometimes;
  readonly server: SimulatedServer;
  readonly principal: Principal;
}

interface Connection {
  readonly line: Line;
  isOpen: boolean;
  /** Neither side hears the other, and neither knows. */
  isDeaf: boolean;
  /** Nothing overtakes anything on one connection. */
  upAt: number;
  downAt: number;
  /** Questions without an answer: they fail with the connection. */
  readonly asked: Set<() => void>;
}

const ACK_TIMEOUT = 10_000;
const PING_TIMEOUT = 20_000;
const FIRST_RETRY = 500;
const LAST_RETRY = 15_000;

export function createSimulatedLink({ chances, principal, server, sometimes, time }: Deps): SimulatedLink {
  let listeners: TransportListeners | undefined;
  let connection: Connection | undefined;
  let wantsOpen = false;
  let isUp = true;
  let healed = false;
  let failures = 0;
  let generation = 0;
  let sockets = 0;

  const latency = (): number => (healed ? 5 : chances.delay(2, 120, 3_000));

  const up = (made: Connection, work: () => void): void => {
    made.upAt = Math.max(made.upAt, time.now() + latency());
    time.at(made.upAt, () => {
      if (made.isOpen && !made.isDeaf) work();
    });
  };
  const down = (made: Connection, work: () => void): void => {
    made.downAt = Math.max(made.downAt, time.now() + latency());
    time.at(made.downAt, () => {
      if (made.isOpen && !made.isDeaf && connection === made) work();
    });
  };

  const fail = (made: Connection): void => {
    for (const failed of made.asked) failed();
    made.asked.clear();
  };

  /** Both ends are told, each by itself. */
  const drop = (made: Connection | undefined, tell: boolean): void => {
    if (made === undefined || !made.isOpen) return;
    made.isOpen = false;
    made.line.left();
    fail(made);
    if (connection !== made) return;
    connection = undefined;
    if (!tell) return;
    listeners?.onClose();
    tryAgain();
  };

  const tryAgain = (): void => {
    if (!wantsOpen) return;
    const mine = generation;
    const wait = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(failures++, 5)) * (0.5 + chances.share());
    time.after(wait, () => {
      if (mine === generation && wantsOpen && connection === undefined) connect();
    });
  };

  const connect = (): void => {
    const mine = generation;
    time.after(latency(), () => {
      if (mine !== generation || !wantsOpen || connection !== undefined) return;
      if (!isUp || !server.isUp()) {
        listeners?.onClose();
        return tryAgain();
      }
      const made: Connection = { line: undefined as never, isOpen: true, isDeaf: false, upAt: time.now(), downAt: time.now(), asked: new Set() };
      const line = server.connect(principal, {
        id: `socket-${principal.deviceId}-${++sockets}`,
        tell: (event, news) => {
          if (!healed && chances.likely(0.1)) return;
          down(made, () => (event === EVENTS.poke ? listeners?.onPoke(news) : listeners?.onPresence(news)));
        },
        deliver: (page, done) => {
          const copy: unknown = structuredClone(page);
          let isDone = false;
          const once = (acknowledged: boolean): void => {
            if (isDone) return;
            isDone = true;
            done(acknowledged);
          };
          // A delta that is lost is lost with its connection, or eaten by whoever sits between.
          if (!healed && chances.likely(0.03)) {
            sometimes.reached("delta lost");
            once(true);
            return;
          }
          down(made, () => listeners?.onDelta(copy, () => up(made, () => once(true))));
          time.after(30_000, () => {
            if (made.isOpen) once(false);
          });
        },
        buffered: () => 0,
        hangUp: () =>
          void time.after(0, () => {
            if (!made.isOpen) return;
            const mine = connection === made;
            drop(made, false);
            if (mine) listeners?.onRefused();
          }),
      });
      (made as { line: Line }).line = line;
      connection = made;
      failures = 0;
      listeners?.onOpen();
    });
  };

  const ask = (event: string, question: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const made = connection;
      if (made === undefined) return reject(new Error("Not connected."));
      let isOver = false;
      const over = (work: () => void): void => {
        if (isOver) return;
        isOver = true;
        work();
      };
      const copy: unknown = structuredClone(question);
      up(made, () => {
        const answer: unknown = structuredClone(made.line.ask(event, copy));
        if (answer === undefined) return;
        if (!healed && chances.likely(0.02)) {
          sometimes.reached("answer lost");
          return drop(made, true);
        }
        down(made, () => over(() => resolve(answer)));
      });
      const failed = (): void => over(() => reject(new Error("The connection is gone.")));
      made.asked.add(failed);
      time.after(ACK_TIMEOUT, () => {
        made.asked.delete(failed);
        over(() => reject(new Error("Timed out.")));
      });
    });

  return {
    transport: {
      open: () => {
        wantsOpen = true;
        generation++;
        connect();
      },
      reconnect: () => {
        drop(connection, false);
        listeners?.onClose();
        wantsOpen = true;
        generation++;
        connect();
      },
      close: () => {
        wantsOpen = false;
        generation++;
        drop(connection, false);
      },
      ask,
      tell: (event, news) => {
        const made = connection;
        if (made !== undefined) up(made, () => void made.line.ask(event, structuredClone(news)));
      },
      listen: (given) => {
        listeners = given;
      },
    },
    setUp: (next, how = "at once") => {
      if (next === isUp) return;
      isUp = next;
      if (isUp) return;
      const made = connection;
      if (made === undefined) return;
      if (how === "at once") {
        sometimes.reached("connection cut");
        return drop(made, true);
      }
      sometimes.reached("connection half open");
      made.isDeaf = true;
      time.after(PING_TIMEOUT, () => drop(made, true));
    },
    serverGone: () => {
      const made = connection;
      if (made === undefined) return;
      made.isOpen = false;
      connection = undefined;
      fail(made);
      // A process that dies closes its sockets; one whose machine dies does not.
      if (healed || chances.likely(0.7)) {
        time.after(latency(), () => {
          if (connection !== undefined) return;
          listeners?.onClose();
          tryAgain();
        });
      } else
        time.after(PING_TIMEOUT, () => {
          if (connection !== undefined) return;
          listeners?.onClose();
          tryAgain();
        });
    },
    deskGone: () => {
      wantsOpen = false;
      generation++;
      listeners = undefined;
      const made = connection;
      connection = undefined;
      if (made === undefined) return;
      made.isDeaf = true;
      time.after(healed ? 0 : chances.pick([0, PING_TIMEOUT]), () => {
        if (!made.isOpen) return;
        made.isOpen = false;
        made.line.left();
      });
    },
    isConnected: () => connection !== undefined,
    heal: () => void (healed = true),
  };
}
