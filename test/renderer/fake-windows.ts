import type { WindowChannel } from "../../renderer/sync/window-channel.ts";
import type { Timers } from "../../renderer/timers.ts";

/** A window as its page lives and ends. What the page began goes nowhere once it is gone. */
export interface FakePage {
  readonly timers: Timers;
  readonly locks: LockManager;
  readonly channel: (name: string) => WindowChannel;
  readonly isAlive: () => boolean;
  /** Now, when the page thaws, or never. */
  readonly inPage: (task: () => void) => void;
  /** An answer from outside the page: a page that is gone never hears it, a frozen one later. */
  readonly outside: <Outcome>(task: () => Promise<Outcome>) => Promise<Outcome>;
  /** Without a word, as a crash or a reload. Its locks pass on. */
  readonly crash: () => void;
  /** It holds what it holds, and does and hears nothing. */
  readonly freeze: () => void;
  /** It goes on, and hears nothing of other windows. */
  readonly deafen: () => void;
  readonly thaw: () => void;
}

interface Asked {
  readonly page: symbol;
  readonly callback: LockGrantedCallback<unknown>;
  readonly resolve: (outcome: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Pages of one browser: what `navigator.locks` and `BroadcastChannel` do between them. `onStep` is asked before whatever a page does outside of itself. */
export function createFakeBrowser(timers: Timers, onStep: (page: FakePage) => void = () => undefined) {
  const held = new Map<string, Asked>();
  const queued = new Map<string, Asked[]>();
  const ears = new Map<string, Set<{ readonly page: FakePage; readonly hear: (message: unknown) => void }>>();
  const posted: unknown[] = [];

  const grant = (name: string): void => {
    if (held.has(name)) return;
    const next = queued.get(name)?.shift();
    if (next === undefined) return;
    held.set(name, next);
    run(name, next);
  };
  const run = (name: string, asked: Asked): void => {
    const end = (): void => {
      if (held.get(name) !== asked) return;
      held.delete(name);
      grant(name);
    };
    Promise.resolve()
      .then(() => asked.callback({ name, mode: "exclusive" } as Lock))
      .then(asked.resolve, asked.reject)
      .finally(end);
  };

  const open = (): FakePage => {
    const id = Symbol("page");
    let state: "alive" | "deaf" | "frozen" | "gone" = "alive";
    let late: (() => void)[] = [];
    const inPage = (task: () => void): void => {
      if (state === "alive" || state === "deaf") task();
      if (state === "frozen") late.push(task);
    };
    const fromWindows = (task: () => void): void => {
      if (state === "deaf") late.push(task);
      else inPage(task);
    };

    const request = (name: string, options: LockOptions, callback: LockGrantedCallback<unknown>): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const asked: Asked = {
          page: id,
          callback: (lock) => new Promise((done) => fromWindows(() => done(callback(lock)))),
          resolve: (outcome) => fromWindows(() => resolve(outcome)),
          reject: (error) => fromWindows(() => reject(error)),
        };
        const waiting = queued.get(name) ?? [];
        queued.set(name, waiting);
        options.signal?.addEventListener("abort", () => {
          const at = waiting.indexOf(asked);
          if (at === -1) return;
          waiting.splice(at, 1);
          asked.reject(new DOMException("Given up.", "AbortError"));
        });
        if (options.steal !== true) {
          waiting.push(asked);
          return grant(name);
        }
        const before = held.get(name);
        held.set(name, asked);
        before?.reject(new DOMException("Stolen.", "AbortError"));
        run(name, asked);
      });

    const page: FakePage = {
      timers: { after: (ms, task) => timers.after(ms, () => inPage(task)) },
      locks: { request } as unknown as LockManager,
      channel: (name) => {
        const all = ears.get(name) ?? new Set();
        ears.set(name, all);
        let mine: { readonly page: FakePage; readonly hear: (message: unknown) => void } | undefined;
        return {
          post: (message) => {
            onStep(page);
            if (state === "frozen" || state === "gone") return;
            posted.push(message);
            // As it is now, however late it is heard.
            const copy = structuredClone(message);
            for (const ear of all) if (ear !== mine) setImmediate(() => ear.hear(copy));
          },
          listen: (heard) => {
            mine = {
              page,
              hear: (message) =>
                fromWindows(() => {
                  onStep(page);
                  inPage(() => heard(message));
                }),
            };
            all.add(mine);
          },
          close: () => mine !== undefined && void all.delete(mine),
        };
      },
      isAlive: () => state === "alive" || state === "deaf",
      inPage,
      outside: (task) =>
        new Promise((resolve, reject) => {
          onStep(page);
          inPage(() => {
            task().then(
              (outcome) => {
                onStep(page);
                inPage(() => resolve(outcome));
              },
              (error: unknown) => inPage(() => reject(error as Error)),
            );
          });
        }),
      crash: () => {
        state = "gone";
        late = [];
        for (const [name, waiting] of queued)
          queued.set(
            name,
            waiting.filter((asked) => asked.page !== id),
          );
        for (const [name, asked] of held)
          if (asked.page === id) {
            held.delete(name);
            grant(name);
          }
      },
      freeze: () => {
        state = "frozen";
      },
      deafen: () => {
        state = "deaf";
      },
      thaw: () => {
        if (state === "gone") return;
        state = "alive";
        const tasks = late;
        late = [];
        for (const task of tasks) inPage(task);
      },
    };
    return page;
  };

  return { open, posted, holders: () => [...held.keys()] };
}
