import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Which way the bytes go: to the server, or back to whoever asked. */
export type Way = "there" | "back";

/** What becomes of bytes on one way. */
export interface Road {
  /** `swallow`: they are gone, and nobody is told. `freeze`: they wait. */
  readonly flow: "pass" | "swallow" | "freeze";
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

export interface Weather {
  /** New connections are reset at once. */
  readonly refuses: boolean;
  readonly there: Road;
  readonly back: Road;
}

export interface TcpFaultProxy {
  readonly url: string;
  readonly port: number;
  readonly open: () => number;
  /** Changes what is named and leaves the rest. A connection that lost a byte stays silent for ever, as TCP cannot go on over a hole. */
  readonly set: (change: { readonly refuses?: boolean; readonly there?: Partial<Road>; readonly back?: Partial<Road> }) => void;
  /** From now on nothing of what is open now arrives, either way, and neither end is told; new connections pass. */
  readonly lose: () => void;
  /** Resets everything that is open. */
  readonly cut: () => void;
  /** Resets everything that is open as soon as so many more bytes have gone this way. */
  readonly cutAfter: (way: Way, bytes: number) => void;
  readonly heal: () => void;
  readonly stop: () => Promise<void>;
}

const CLEAR: Road = { flow: "pass", delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };
const CLEAR_WEATHER: Weather = { refuses: false, there: CLEAR, back: CLEAR };
/** A slow road gets its bytes in slices of this long. */
const SLICE_MS = 50;

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  /** It lost bytes: nothing may arrive any more, not even its end. */
  readonly isSilent: Record<Way, boolean>;
  isGone: boolean;
}

/** A network between a client and a server on this machine that does to their connections whatever a test wants. */
export async function startTcpFaultProxy(targetPort: number): Promise<TcpFaultProxy> {
  const links = new Set<Link>();
  const changes = new Set<() => void>();
  let weather = CLEAR_WEATHER;
  let fuse: { readonly way: Way; left: number } | undefined;

  const change = (next: Weather): void => {
    weather = next;
    for (const tell of changes) tell();
  };
  const reset = (link: Link): void => {
    link.isGone = true;
    links.delete(link);
    link.client.resetAndDestroy();
    link.server.resetAndDestroy();
    for (const tell of changes) tell();
  };
  const cut = (): void => [...links].forEach(reset);

  /** Resolves when the road is not frozen any more, or the link is gone. */
  const thawed = async (link: Link, way: Way): Promise<void> => {
    while (weather[way].flow === "freeze" && !link.isGone)
      await new Promise<void>((resolve) => {
        const tell = (): void => {
          changes.delete(tell);
          resolve();
        };
        changes.add(tell);
      });
  };

  const carry = async (link: Link, way: Way, chunk: Buffer): Promise<void> => {
    let rest = chunk;
    while (rest.length > 0) {
      const { bytesPerSecond, delayMs } = weather[way];
      const slice = rest.subarray(0, Math.max(1, Math.min(rest.length, Math.floor((bytesPerSecond * SLICE_MS) / 1_000))));
      const wait = delayMs + (Number.isFinite(bytesPerSecond) ? (slice.length / bytesPerSecond) * 1_000 : 0);
      if (wait > 0) await new Promise((resolve) => void setTimeout(resolve, wait));
      await thawed(link, way);
      if (link.isGone) return;
      if (weather[way].flow === "swallow") link.isSilent[way] = true;
      if (link.isSilent[way]) return;
      const allowed = fuse?.way === way ? slice.subarray(0, fuse.left) : slice;
      const to = way === "there" ? link.server : link.client;
      if (allowed.length > 0 && !to.destroyed && !to.write(allowed)) await Promise.race([once(to, "drain"), once(to, "close")]).catch(() => undefined);
      if (fuse?.way === way) {
        fuse.left -= allowed.length;
        if (fuse.left <= 0) {
          fuse = undefined;
          return burn(to);
        }
      }
      rest = rest.subarray(slice.length);
    }
  };

  /** What was let through is to arrive before the reset does. */
  const burn = (last: Socket): void => {
    if (last.destroyed) return cut();
    last.write(Buffer.alloc(0), () => setImmediate(cut));
  };

  const pave = (link: Link, way: Way): void => {
    const [from, to] = way === "there" ? [link.client, link.server] : [link.server, link.client];
    let work: Promise<void> = Promise.resolve();
    from.on("data", (chunk: Buffer) => {
      from.pause();
      work = carry(link, way, chunk).finally(() => void from.resume());
    });
    from.on("end", () => {
      void work.then(async () => {
        await thawed(link, way);
        if (weather[way].flow === "swallow") link.isSilent[way] = true;
        if (!link.isSilent[way] && !link.isGone) to.end();
      });
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      void work.then(async () => {
        await thawed(link, way);
        if (link.isGone || link.isSilent[way] || weather[way].flow === "swallow") return;
        if (from.errored !== null) return reset(link);
        if (to.destroyed) links.delete(link);
        else if (!to.writableEnded) to.end();
      });
    });
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    client.on("error", () => undefined);
    if (weather.refuses) return void client.resetAndDestroy();
    const link: Link = {
      client,
      server: connect({ port: targetPort, host: "127.0.0.1", allowHalfOpen: true }),
      isSilent: { there: false, back: false },
      isGone: false,
    };
    links.add(link);
    for (const socket of [link.client, link.server]) socket.setNoDelay(true);
    pave(link, "there");
    pave(link, "back");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    open: () => links.size,
    set: ({ back, refuses, there }) =>
      change({ refuses: refuses ?? weather.refuses, there: { ...weather.there, ...there }, back: { ...weather.back, ...back } }),
    lose: () => {
      for (const { isSilent } of links) isSilent.there = isSilent.back = true;
    },
    cut,
    cutAfter: (way, bytes) => void (fuse = { way, left: bytes }),
    heal: () => {
      fuse = undefined;
      change(CLEAR_WEATHER);
    },
    stop: async () => {
      fuse = undefined;
      change(CLEAR_WEATHER);
      cut();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
