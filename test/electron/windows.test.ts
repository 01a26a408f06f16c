import type { BrowserWindow } from "electron";
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { menuTemplate } from "../../electron/menu.ts";
import { placeBeside } from "../../electron/window-place.ts";
import { createInboxWindows } from "../../electron/windows.ts";
import { wordsFor } from "../../electron/words.ts";

function theWindows() {
  const opened: { readonly beside: unknown; readonly calls: string[]; readonly window: EventEmitter & BrowserWindow; readonly contents: EventEmitter }[] = [];
  let now = 0;
  const lines: string[] = [];
  const windows = createInboxWindows({
    now: () => now,
    report: (line) => lines.push(line),
    open: (beside) => {
      const calls: string[] = [];
      const contents = Object.assign(new EventEmitter(), { reload: () => calls.push("reload") });
      const window = Object.assign(new EventEmitter(), {
        webContents: contents,
        isDestroyed: () => false,
        getNormalBounds: () => ({ x: 10, y: 20, width: 1200, height: 800 }),
      }) as unknown as EventEmitter & BrowserWindow;
      opened.push({ beside, calls, window, contents });
      return window;
    },
  });
  return { lines, opened, windows, pass: (ms: number) => (now += ms) };
}

test("[I18] one more window opens beside the one that was looked at last, and that one is in front", () => {
  const { opened, windows } = theWindows();
  const first = windows.front();
  windows.openAnother();
  expect(opened.map(({ beside }) => beside)).toEqual([undefined, { x: 10, y: 20, width: 1200, height: 800 }]);
  expect([windows.all().length, windows.front()]).toEqual([2, opened[1]?.window]);
  first.emit("focus");
  expect(windows.front()).toBe(first);
});

test("[I18] closing one is nothing to the others; after the last one a link opens another", () => {
  const { opened, windows } = theWindows();
  windows.front();
  windows.openAnother();
  opened[1]?.window.emit("closed");
  expect(windows.all()).toEqual([opened[0]?.window]);
  opened[0]?.window.emit("closed");
  expect([windows.front(), opened.length]).toEqual([opened[2]?.window, 3]);
});

test("[I18] a page that crashed is loaded anew, not in a circle, and no page opens windows without end", () => {
  const { lines, opened, pass, windows } = theWindows();
  windows.front();
  const crash = (): void => void opened[0]?.contents.emit("render-process-gone", {}, { reason: "crashed" });
  crash();
  crash();
  expect(opened[0]?.calls).toEqual(["reload"]);
  pass(60_000);
  crash();
  expect([opened[0]?.calls.length, lines.length]).toEqual([2, 3]);

  for (let n = 0; n < 20; n++) windows.openAnother();
  expect(windows.all()).toHaveLength(8);
});

test("one more window stands a step from the other, within reach", () => {
  const screens = [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }];
  expect(placeBeside({ x: 100, y: 50, width: 1200, height: 800 }, screens)).toEqual({ x: 132, y: 82, width: 1200, height: 800, maximized: false });
  expect(placeBeside({ x: 1910, y: 1075, width: 1200, height: 800 }, screens)).toMatchObject({ x: 240, y: 90 });
});

test.each(["linux", "win32", "darwin"] as const)("[I18] on %s the menu opens one more window, by its key too", (platform) => {
  let opened = 0;
  const template = menuTemplate({ platform, packaged: true, words: wordsFor("en"), openWindow: () => void opened++ });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const item = items.find(({ accelerator }) => accelerator === "CommandOrControl+Shift+N");
  (item?.click as unknown as (() => void) | undefined)?.();
  expect([item?.label, opened]).toEqual(["New window", 1]);
});
