import { io, type Socket } from "socket.io-client";
import {
  EVENTS,
  PROTOCOL_VERSION,
  SCHEMA_VERSION,
  type Page,
  type Presence,
  type PushAnswer,
  type SyncProblem,
  type Welcome,
} from "../../shared/sync/protocol.ts";
import type { Mutation } from "../../shared/sync/mutations.ts";
import type { TestBackend } from "./running-backend.ts";

export interface TestDesk {
  readonly socket: Socket;
  readonly welcome: Welcome;
  readonly deviceId: string;
  readonly accessToken: string;
  readonly rows: Map<string, any>;
  readonly presence: Presence[];
  readonly cursor: () => number;
  readonly ask: <T>(event: string, value: unknown) => Promise<T>;
  readonly pull: () => Promise<void>;
  readonly push: (muts: readonly { readonly id: number; readonly mutation: Mutation | unknown }[]) => Promise<PushAnswer & SyncProblem>;
  readonly close: () => void;
}

let counter = 0;

/** Makes a person with a password, signs in on a new device, and connects with the plain protocol: no code of the renderer in it. */
export async function openDesk(
  backend: TestBackend,
  options: { readonly name?: string; readonly role?: string; readonly teams?: readonly string[] } = {},
): Promise<TestDesk> {
  const name = options.name ?? `Agent ${++counter}`;
  await backend.api("/api/v1/agents", { body: { name, role: options.role ?? "agent", password: "a-good-password", teams: options.teams ?? [] } });
  const device = { id: `device-${name}-${++counter}`, name: "Test desk" };
  const session = await (await backend.api("/api/v1/sessions", { token: "", body: { name, password: "a-good-password", device } })).json();
  return connectDesk(backend, session);
}

export async function connectDesk(
  backend: TestBackend,
  session: { readonly accessToken: string; readonly deviceId: string },
  from?: { readonly epoch: string; readonly cursor: number; readonly scopesHash: string },
): Promise<TestDesk> {
  const socket = io(backend.url, { transports: ["websocket"], reconnection: false, auth: { token: session.accessToken } });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  const ask = <T>(event: string, value: unknown): Promise<T> => socket.timeout(10_000).emitWithAck(event, value) as Promise<T>;
  const rows = new Map<string, any>();
  const presence: Presence[] = [];
  let cursor = from?.cursor ?? 0;
  const apply = (page: Page): void => {
    if (page.from !== cursor) return;
    for (const row of page.rows) {
      const key = `${row.e} ${row.id}`;
      if (row.del === true) rows.delete(key);
      else rows.set(key, row.row);
    }
    cursor = page.to;
  };
  socket.on(EVENTS.delta, (page: Page, done: (n: number) => void) => {
    apply(page);
    done(page.to);
  });
  socket.on(EVENTS.presence, (one: Presence) => presence.push(one));
  const welcome = await ask<Welcome>(EVENTS.hello, {
    proto: PROTOCOL_VERSION,
    schema: SCHEMA_VERSION,
    app: "test",
    deviceId: session.deviceId,
    tC: 0,
    ...from,
  });
  const pull = async (): Promise<void> => {
    for (;;) {
      const page = await ask<Page>(EVENTS.pull, { from: cursor });
      // A delta that came in between has moved on: this page is dropped, and what lies behind the delta is still to be asked for.
      const isOvertaken = page.from < cursor;
      apply(page);
      if (!page.more && !isOvertaken) return;
    }
  };
  await pull();
  return {
    socket,
    welcome,
    deviceId: session.deviceId,
    accessToken: session.accessToken,
    rows,
    presence,
    cursor: () => cursor,
    ask,
    pull,
    push: (muts) => ask(EVENTS.push, { deviceId: session.deviceId, muts: muts.map((one) => ({ mv: 1, ...one })) }),
    close: () => socket.disconnect(),
  };
}
