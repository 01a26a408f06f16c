import type { BrowserWindow } from "electron";
import type { Area } from "./window-place.ts";

/** A page may ask for windows; no person works in more. */
const MOST_WINDOWS = 8;
/** A page that crashes again within this time stays as it is: loading it anew would go in a circle. */
const SETTLED_MS = 30_000;

interface Deps {
  /** `beside`: the window that it opens next to. */
  readonly open: (beside: Area | undefined) => BrowserWindow;
  readonly now: () => number;
  readonly report: (line: string) => void;
}

export interface InboxWindows {
  readonly all: () => readonly BrowserWindow[];
  /** The one that was looked at last; a new one where all are closed. */
  readonly front: () => BrowserWindow;
  /** One more, for a second screen. */
  readonly openAnother: () => void;
}

/** The windows of the inbox. Closing or losing one of them is nothing to the others. */
export function createInboxWindows({ now, open, report }: Deps): InboxWindows {
  // The one looked at last stands last.
  let windows: readonly BrowserWindow[] = [];

  const add = (beside: Area | undefined): BrowserWindow => {
    const window = open(beside);
    let crashedAt = Number.NEGATIVE_INFINITY;
    windows = [...windows, window];
    window.on("focus", () => (windows = [...windows.filter((other) => other !== window), window]));
    window.on("closed", () => (windows = windows.filter((other) => other !== window)));
    window.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason === "clean-exit" || window.isDestroyed()) return;
      report(`A window's page is gone: ${reason}.`);
      if (now() - crashedAt > SETTLED_MS) window.webContents.reload();
      crashedAt = now();
    });
    return window;
  };

  const front = (): BrowserWindow => windows.at(-1) ?? add(undefined);

  return {
    all: () => windows,
    front,
    openAnother: () => {
      if (windows.length < MOST_WINDOWS) add(windows.at(-1)?.getNormalBounds());
    },
  };
}
