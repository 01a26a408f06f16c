import { EVENTS, PROTOCOL_VERSION, SCHEMA_VERSION } from "../../shared/sync/protocol.ts";
import { monotonic } from "./fan-out-process.ts";
import { WebSocket, type RawSocket } from "./raw-ws.ts";

/** A frame with changes: its text, and when it was there. */
export type OnFrame = (desk: number, text: string, at: number) => void;

export interface Desks {
  /** Their sockets are not read until they are let go on. */
  readonly hold: (desks: readonly number[]) => void;
  readonly goOn: (desks: readonly number[]) => void;
  /** Desks that were told to ask for themselves, or were hung up on: none, if all is well. */
  readonly trouble: () => number;
  readonly close: () => void;
}

const GREETED = 1;
const PULLED = 2;
const DELTA = /^42(\d+)\["delta"/;
const OPEN_AT_ONCE = 25;

/** A socket that only hears. */
export const LISTENER = "";

/**
 * Desks that speak the wire of socket.io by hand over `ws`, and acknowledge at once: hundreds of the real client in one process would
 * be what is measured. `tokens` says for each who it is.
 */
export async function openDesks(url: string, tokens: readonly string[], onFrame: OnFrame): Promise<Desks> {
  const sockets: RawSocket[] = [];
  let troubles = 0;
  let closing = false;

  const open = (token: string, desk: number): Promise<RawSocket> =>
    new Promise((ready, failed) => {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      const ask = (id: number, event: string, value: unknown): void => socket.send(`42${id}${JSON.stringify([event, value])}`);
      const hear = (text: string): void => {
        if (text === "2") socket.send("3");
        else if (text.startsWith("0{")) socket.send(`40${JSON.stringify({ token })}`);
        else if (text.startsWith("40{"))
          ask(GREETED, EVENTS.hello, { proto: PROTOCOL_VERSION, schema: SCHEMA_VERSION, app: "bench", deviceId: `device-${token}`, tC: 0 });
        else if (text.startsWith(`43${GREETED}[`)) ask(PULLED, EVENTS.pull, { from: JSON.parse(text.slice(3))[0].head });
        else if (text.startsWith(`43${PULLED}[{"epoch"`)) ready(socket);
        else if (text.startsWith(`42["${EVENTS.poke}"`)) troubles += 1;
        else failed(new Error(`A desk heard ${text.slice(0, 200)}.`));
      };
      socket.on("message", (data) => {
        const at = monotonic();
        const text = data.toString();
        const delta = token === LISTENER ? undefined : DELTA.exec(text)?.[1];
        if (delta !== undefined) socket.send(`43${delta}[1]`);
        if (delta !== undefined || token === LISTENER) onFrame(desk, text, at);
        else hear(text);
      });
      socket.on("open", () => {
        if (token === LISTENER) ready(socket);
      });
      socket.on("close", () => {
        if (!closing) troubles += 1;
      });
      socket.once("error", failed);
    });

  for (let from = 0; from < tokens.length; from += OPEN_AT_ONCE)
    sockets.push(...(await Promise.all(tokens.slice(from, from + OPEN_AT_ONCE).map((token, at) => open(token, from + at)))));
  return {
    hold: (desks) => desks.forEach((desk) => sockets[desk]!.pause()),
    goOn: (desks) => desks.forEach((desk) => sockets[desk]!.resume()),
    trouble: () => troubles,
    close: () => {
      closing = true;
      for (const socket of sockets) socket.terminate();
    },
  };
}
