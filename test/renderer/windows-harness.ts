import "fake-indexeddb/auto";
import { createStore } from "zustand/vanilla";
import type { Commands } from "../../renderer/commands/commands.ts";
import { openOutbox, type Outbox } from "../../renderer/replica/outbox.ts";
import type { Session } from "../../renderer/session/session.ts";
import type { Aside } from "../../renderer/session/desk-part.ts";
import { startDesk, type Desk } from "../../renderer/session/start-desk.ts";
import type { InboxState } from "../../renderer/state/inbox-state.ts";
import { emptyInbox } from "../../renderer/state/inbox-store.ts";
import { joinWindows } from "../../renderer/sync/windows.ts";
import { toDeviceId } from "../../shared/ids.ts";
import { settled } from "./desk-harness.ts";
import { createFakeBrowser, type FakePage } from "./fake-windows.ts";
import { createFakeServer } from "./fake-sync-server.ts";
import { createFakeTime } from "./fake-time.ts";
import { aContact, aConversation, anInbound, anna, c, NOON } from "./inbox-builders.ts";

let worlds = 0;

export interface TestWindow {
  readonly name: string;
  readonly page: FakePage;
  readonly desk: Desk;
  readonly commands: Commands;
  readonly state: () => InboxState;
  readonly asides: readonly Aside[];
  readonly errors: readonly unknown[];
}

/** Several windows of one person in one browser, each a whole desk with the real databases, against the fake server. */
export async function openWorld({ keepsCopy = () => true, onStep }: { readonly keepsCopy?: () => boolean; readonly onStep?: (page: FakePage) => void } = {}) {
  const home = `https://windows-${++worlds}.example`;
  const time = createFakeTime(NOON);
  let isCut = false;
  const server = createFakeServer({ clock: time.clock, refuseConnections: () => isCut });
  server.commit(
    { e: "agent", id: anna.id, row: anna },
    { e: "contact", id: "p1", row: aContact() },
    ...[1, 2, 3].map((n) => ({ e: "conversation" as const, id: c(n), row: aConversation({ id: c(n) }) })),
    { e: "message", id: "m1", row: anInbound() },
  );
  const browser = createFakeBrowser(time.timers, (page) => onStep?.(page));
  const connections: { readonly page: FakePage; readonly line: ReturnType<typeof server.connect> }[] = [];
  let ids = 0;

  const snapshot = async (): Promise<Response> => new Response(server.snapshotText());

  const start = async (name: string, version?: number): Promise<Aside | (Omit<TestWindow, "asides"> & { asides: Aside[] })> => {
    const page = browser.open();
    const store = createStore<InboxState>(() => emptyInbox);
    const asides: Aside[] = [];
    const errors: unknown[] = [];
    const session = {
      request: (path: string) => page.outside(async () => (path === "/api/v1/snapshot" ? snapshot() : Promise.reject(new Error("No such thing here.")))),
      renew: async () => "renewed" as const,
      token: async () => "token",
      signOut: async () => undefined,
    } as unknown as Session;
    const outside = <Part extends object>(part: Part): Part =>
      Object.fromEntries(
        Object.entries(part).map(([key, value]) => [
          key,
          key === "close" ? value : (...args: unknown[]) => page.outside(() => (value as (...a: unknown[]) => Promise<unknown>)(...args)),
        ]),
      ) as Part;

    const desk = await startDesk({
      session,
      signedIn: { server: home, agentId: anna.id, deviceId: toDeviceId("d1"), agent: anna },
      home,
      store,
      createTransport: () => {
        const line = server.connect("d1", anna.id);
        connections.push({ page, line });
        return {
          ...line.transport,
          open: () => page.isAlive() && line.transport.open(),
          reconnect: () => page.isAlive() && line.transport.reconnect(),
          ask: (event, question) => page.outside(() => line.transport.ask(event, question)),
          listen: (listeners) =>
            line.transport.listen(
              Object.fromEntries(
                Object.entries(listeners).map(([key, heard]) => [key, (...args: never[]) => page.inPage(() => (heard as (...a: never[]) => void)(...args))]),
              ) as unknown as typeof listeners,
            ),
          tell: (event, news) => page.isAlive() && line.transport.tell(event, news),
        };
      },
      joinWindows: (lock) =>
        joinWindows({
          locks: page.locks,
          channel: page.channel(lock),
          name: lock,
          newId: () => `${name}-${++ids}`,
          timers: page.timers,
          ...(version === undefined ? {} : { version }),
        }),
      onAside: (why) => asides.push(why),
      clock: time.clock,
      monotonic: time.monotonic,
      timers: page.timers,
      random: () => 0.5,
      newId: () => `${name}-${++ids}`,
      app: "test",
      keepsCopy: keepsCopy(),
      openOutbox: async (database, deviceId) => {
        const opened = await page.outside(() => openOutbox(database, deviceId));
        return { ...opened, outbox: outside<Outbox>(opened.outbox) };
      },
      openExternal: () => undefined,
      newWindow: () => undefined,
      createUrl: () => "",
      revokeUrl: () => undefined,
      onError: (error) => errors.push(error),
    });
    if (typeof desk === "string") return desk;
    if (desk === undefined) throw new Error("Nobody is named.");
    return { name, page, desk, commands: desk.commands, state: store.getState, asides, errors };
  };

  const crash = ({ page }: Pick<TestWindow, "page">): void => {
    page.crash();
    for (const one of connections) if (one.page === page) one.line.transport.close();
  };

  return {
    home,
    time,
    server,
    browser,
    start: (name: string, version?: number) => meanwhile(start(name, version), time.advance),
    open: async (name: string, version?: number): Promise<TestWindow> => {
      const opened = await meanwhile(start(name, version), time.advance);
      if (typeof opened === "string") throw new Error(`The window waits aside: ${opened}.`);
      return opened;
    },
    crash,
    cutNetwork: () => {
      isCut = true;
      for (const { line } of connections) line.cut();
    },
    healNetwork: () => {
      isCut = false;
      for (const { line, page } of connections) if (page.isAlive()) line.transport.open();
    },
    /** Lets time pass until it is so. */
    until: async (isSo: () => boolean, what: string): Promise<void> => {
      for (let turn = 0; turn < 120; turn++) {
        await settled();
        if (isSo()) return;
        time.advance(500);
      }
      throw new Error(`Waited in vain for ${what}.`);
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Time passes while something is waited for. */
async function meanwhile<Outcome>(task: Promise<Outcome>, advance: (ms: number) => void): Promise<Outcome> {
  let isDone = false;
  void task
    .catch(() => undefined)
    .finally(() => {
      isDone = true;
    });
  for (let turn = 0; turn < 60 && !isDone; turn++) {
    await settled();
    if (!isDone) advance(500);
  }
  if (!isDone) throw new Error("The window did not open.");
  return task;
}

export const leading = (windows: readonly TestWindow[]): readonly TestWindow[] => windows.filter(({ desk, page }) => page.isAlive() && desk.leads());
