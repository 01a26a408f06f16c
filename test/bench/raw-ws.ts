import { createRequire } from "node:module";

/** As much of a socket of `ws` as the benchmarks use. */
export interface RawSocket {
  readonly send: (data: string | Uint8Array, options?: { readonly binary: boolean }) => void;
  readonly on: ((event: "message", heard: (data: Buffer) => void) => void) & ((event: "close" | "open", heard: () => void) => void);
  readonly once: (event: "error", heard: (error: Error) => void) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly terminate: () => void;
}

interface RawWs {
  readonly WebSocket: new (url: string, options: { readonly perMessageDeflate: false }) => RawSocket;
  readonly WebSocketServer: new (options: { readonly port: number; readonly host: string; readonly perMessageDeflate: false }) => {
    readonly clients: ReadonlySet<RawSocket>;
    readonly address: () => { readonly port: number };
    readonly on: (event: "listening", heard: () => void) => void;
  };
}

/** The very package that socket.io sends with: what is compared is what lies on top of it. */
const here = createRequire(import.meta.url);
const engine = createRequire(createRequire(here.resolve("socket.io")).resolve("engine.io"));
export const { WebSocket, WebSocketServer } = engine("ws") as RawWs;
