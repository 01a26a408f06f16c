import type { EngineSeat, EngineWay } from "../sync/engine-seat.ts";
import type { Windows } from "../sync/windows.ts";
import type { Timers } from "../timers.ts";
import type { DeskWindow } from "./desk-window.ts";
import type { RunningEngine } from "./start-engine.ts";

/** Why a window waits beside another: that one is newer, or has the inbox in memory alone, where no other can read it. */
export type Aside = "outdated" | "elsewhere";

interface Deps {
  readonly windows: Windows;
  readonly seat: Pick<EngineSeat, "sit" | "stand">;
  readonly shown: DeskWindow;
  /** Opens what only the window that leads has open. */
  readonly startEngine: () => Promise<RunningEngine>;
  readonly isInMemory: () => boolean;
  /** After it could go on. */
  readonly onAside: (why: Aside) => void;
  /** It leads and cannot open what was not sent yet; it tries again. */
  readonly onNotLeading: () => void;
  readonly timers: Timers;
  readonly onError: (error: unknown) => void;
}

export interface DeskPart {
  /** Resolves when the first screens are shown, or with why they cannot be; rejects where this window should lead and cannot. */
  readonly begun: Promise<Aside | undefined>;
  /** The connection may be dead without knowing it. Of the window that leads alone. */
  readonly wake: () => void;
  /** No socket any more; what is written is still kept. */
  readonly disconnect: () => void;
  readonly stop: () => void;
}

const TRY_AGAIN_MS = 3_000;

/** Runs the engine while this window leads, and follows the one that does while it does not. */
export function takePart({ isInMemory, onAside, onError, onNotLeading, seat, shown, startEngine, timers, windows }: Deps): DeskPart {
  let running: RunningEngine | undefined;
  let sitsOn: EngineWay | undefined;
  let hasBegun = false;
  let isStopped = false;
  let onFirstScreens = (): void => undefined;

  // One change at a time: news must not overtake what it is news to.
  let work: Promise<unknown> = Promise.resolve();
  const inOrder = (task: () => Promise<boolean>): Promise<boolean> => {
    const done = work.then(() => !isStopped && task());
    work = done.catch(onError);
    return done;
  };

  const stopLeading = (): void => {
    seat.stand();
    running?.stop();
    running?.close();
    running = undefined;
  };

  /** Whether it leads; the lead may be gone again at every step. */
  const lead = async (): Promise<boolean> => {
    if (!windows.leads()) return false;
    const mine = await startEngine();
    running = mine;
    if (windows.leads()) await shown.begin(mine.begin, onFirstScreens);
    if (!windows.leads()) {
      stopLeading();
      return false;
    }
    seat.sit({ ask: (ask, isAgain) => mine.answer(windows.id, ask, isAgain) });
    await mine.connect();
    windows.ready();
    return true;
  };

  const tryAgain = (): void => {
    if (isStopped) return;
    onNotLeading();
    timers.after(TRY_AGAIN_MS, leadOrTryAgain);
  };
  const leadOrTryAgain = (): void => void inOrder(lead).catch(tryAgain);

  const leaderGone = (): void => {
    seat.stand();
    sitsOn = undefined;
  };

  const begun = new Promise<Aside | undefined>((resolve, reject) => {
    const first = (isShown: boolean): void => {
      if (!isShown) return;
      hasBegun = true;
      resolve(undefined);
    };
    onFirstScreens = () => first(true);
    const aside = (why: Aside): void => (hasBegun ? onAside(why) : resolve(why));

    windows.take({
      onLead: () => {
        leaderGone();
        // The first time whoever starts the desk hears why it failed; later it is tried until it works.
        if (hasBegun) leadOrTryAgain();
        else inOrder(lead).then(first, (error: unknown) => (hasBegun ? tryAgain() : reject(error)));
      },
      onLost: () => {
        stopLeading();
        shown.missNews();
      },
      onFollow: (standing, way) => {
        if (standing.isInMemory) return aside("elsewhere");
        const follow = async (): Promise<boolean> => {
          await shown.begin(standing, onFirstScreens);
          if (way !== sitsOn) seat.sit(way);
          sitsOn = way;
          shown.compareClock();
          return true;
        };
        inOrder(follow).then(first, reject);
      },
      onLeaderGone: leaderGone,
      onNews: (news) => {
        const hear = async (): Promise<boolean> => {
          await shown.hear(news);
          return true;
        };
        inOrder(hear).catch(() => undefined);
      },
      onOutdated: () => aside("outdated"),
      standing: () => ({ ...shown.standing(), isInMemory: isInMemory() }),
      answer: (from, ask, isAgain) => (running === undefined ? Promise.reject(new Error("This window does not lead.")) : running.answer(from, ask, isAgain)),
    });
  });

  return {
    begun,
    wake: () => running?.wake(),
    disconnect: () => running?.stop(),
    stop: () => {
      isStopped = true;
      stopLeading();
    },
  };
}
