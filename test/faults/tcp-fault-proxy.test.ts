import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTcpFaultProxy, type TcpFaultProxy } from "./tcp-fault-proxy.ts";

/** The proxy itself: a fault that it does not really make would be a fault that nothing is tested against. */
let echo: Server;
const echoing: Socket[] = [];
let proxy: TcpFaultProxy;
const callers: Caller[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    echoing.push(socket);
    socket.on("error", () => undefined);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, "127.0.0.1", resolve));
  proxy = await startTcpFaultProxy(echoPort());
});
afterEach(async () => {
  for (const { socket } of callers.splice(0)) socket.destroy();
  for (const socket of echoing.splice(0)) socket.destroy();
  await proxy.stop();
  await new Promise<void>((resolve) => void echo.close(() => resolve()));
});

interface Caller {
  readonly socket: Socket;
  readonly heard: () => string;
  /** How it ended: `reset`, `end`, or not at all. */
  readonly fate: () => string | undefined;
}

const echoPort = (): number => (echo.address() as AddressInfo).port;

async function call(port: number = proxy.port): Promise<Caller> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  let fate: string | undefined;
  socket.on("data", (chunk: Buffer) => void (heard += chunk.toString()));
  socket.on("end", () => (fate ??= "end"));
  socket.on("error", () => void (fate = "reset"));
  // Who is refused may hear of it even before.
  await once(socket, "connect").catch(() => undefined);
  const caller = { socket, heard: () => heard, fate: () => fate };
  callers.push(caller);
  return caller;
}

const hears = async (caller: Caller, text: string): Promise<void> => await expect.poll(caller.heard, { timeout: 30_000, interval: 5 }).toBe(text);
const ends = async (caller: Caller, how: string): Promise<void> => await expect.poll(caller.fate, { timeout: 30_000, interval: 5 }).toBe(how);
/** A whole round trip of somebody else, through the proxy or beside it: whatever was to arrive would have arrived by then. */
async function aRoundTrip(port?: number): Promise<void> {
  const other = await call(port);
  other.socket.write("round");
  await hears(other, "round");
}

test("in clear weather it is not there, and an end is an end", async () => {
  const caller = await call();
  caller.socket.write("hello");
  await hears(caller, "hello");
  expect(proxy.open()).toBe(1);
  caller.socket.end();
  await ends(caller, "end");
  await expect.poll(proxy.open, { timeout: 30_000 }).toBe(0);
});

test("a cut resets what is open, and the next connection passes", async () => {
  const caller = await call();
  caller.socket.write("hello");
  await hears(caller, "hello");
  proxy.cut();
  await ends(caller, "reset");
  await aRoundTrip();
});

test("who is refused is reset before a byte has passed", async () => {
  proxy.set({ refuses: true });
  const caller = await call();
  caller.socket.write("hello");
  await ends(caller, "reset");
  expect([caller.heard(), echoing.length]).toEqual(["", 0]);
  proxy.heal();
  await aRoundTrip();
});

test("half open: bytes are gone one way, neither end is told, and the connection never speaks again", async () => {
  const caller = await call();
  proxy.set({ back: { flow: "swallow" } });
  caller.socket.write("there and not back");
  await expect.poll(() => echoing[0]?.bytesRead, { timeout: 30_000 }).toBe("there and not back".length);
  // Healed before the echo has come to the proxy, it would pass.
  await aRoundTrip(echoPort());
  proxy.heal();
  caller.socket.write("and again");
  await aRoundTrip();
  expect([caller.heard(), caller.fate()]).toEqual(["", undefined]);
});

test("lost without a word: what is open now is dead both ways, what comes after lives", async () => {
  const caller = await call();
  caller.socket.write("hello");
  await hears(caller, "hello");
  proxy.lose();
  caller.socket.write("anybody?");
  await aRoundTrip();
  expect([caller.heard(), caller.fate(), echoing[0]?.bytesRead]).toEqual(["hello", undefined, "hello".length]);
});

test("frozen bytes wait, and arrive whole and in order", async () => {
  const caller = await call();
  caller.socket.write("zero ");
  await hears(caller, "zero ");
  proxy.set({ there: { flow: "freeze" } });
  caller.socket.write("one ");
  caller.socket.write("two");
  await aRoundTrip(echoPort());
  expect([caller.heard(), echoing[0]?.bytesRead]).toEqual(["zero ", "zero ".length]);
  proxy.heal();
  await hears(caller, "zero one two");
});

test("a delay and a narrow road take their time", async () => {
  const caller = await call();
  proxy.set({ there: { delayMs: 60 }, back: { bytesPerSecond: 1_000 } });
  const began = performance.now();
  caller.socket.write("x".repeat(200));
  await hears(caller, "x".repeat(200));
  // 60 ms there, and 200 bytes at 1,000 in a second back; only the least is sure on a busy machine.
  expect(performance.now() - began).toBeGreaterThan(230);
});

test("it breaks in the middle of what is said, after exactly so many bytes", async () => {
  const caller = await call();
  proxy.cutAfter("back", 5);
  caller.socket.write("hello, world");
  await ends(caller, "reset");
  expect(caller.heard()).toBe("hello");
  await aRoundTrip();
});
