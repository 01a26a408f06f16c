import type { PowerMonitor } from "electron";

const LOOK_EVERY_MS = 5_000;

interface Deps {
  readonly powerMonitor: Pick<PowerMonitor, "getSystemIdleState" | "on">;
  readonly isOnline: () => boolean;
  readonly onWake: () => void;
}

export interface Power {
  readonly isLocked: () => boolean;
  readonly stop: () => void;
}

/**
 * Tells when time may have jumped or a connection may be dead without knowing it: after sleep, after unlocking, when the network
 * comes back.
 */
export function watchPower({ isOnline, onWake, powerMonitor }: Deps): Power {
  let locked = false;
  powerMonitor.on("resume", onWake);
  powerMonitor.on("lock-screen", () => (locked = true));
  powerMonitor.on("unlock-screen", () => {
    locked = false;
    onWake();
  });

  // There is no event for this in the main process.
  let online = isOnline();
  const timer = setInterval(() => {
    const before = online;
    online = isOnline();
    if (online && !before) onWake();
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    isLocked: () => locked || powerMonitor.getSystemIdleState(1) === "locked",
    stop: () => clearInterval(timer),
  };
}
