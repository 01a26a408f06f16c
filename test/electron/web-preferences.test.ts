import type { BrowserWindow, BrowserWindowConstructorOptions } from "electron";
import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import type { JsonFile } from "../../electron/json-file.ts";
import type { WindowPlaces } from "../../electron/window-place.ts";
import { openInboxWindow, showWindow } from "../../electron/window.ts";

const screens = [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }];

function aWindow({ packaged = false, dark = false, kept = {} as WindowPlaces } = {}) {
  const calls: string[] = [];
  const options: BrowserWindowConstructorOptions[] = [];
  let written: WindowPlaces | undefined;
  const places: JsonFile<WindowPlaces> = { read: () => kept, write: (value) => (written = value), remove: () => {} };
  const stub = Object.assign(new EventEmitter(), {
    loadURL: async (url: string) => void calls.push(`load ${url}`),
    show: () => calls.push("show"),
    maximize: () => calls.push("maximize"),
    isMaximized: () => false,
    getNormalBounds: () => ({ x: 10, y: 20, width: 1200, height: 800 }),
  }) as unknown as BrowserWindow & EventEmitter;
  openInboxWindow({
    open: (given) => (options.push(given), stub),
    screens: () => screens,
    places,
    preload: "/app/preload.cjs",
    icon: undefined,
    dark,
    packaged,
  });
  return { calls, options: options[0] as BrowserWindowConstructorOptions, stub, written: () => written };
}

describe("the window", () => {
  test("[H2] [H3] [H4] [H6] [H8] [H9] [H10] [H11] [H21] has every dangerous switch off, written out and not left to a default", () => {
    for (const packaged of [true, false]) {
      expect(aWindow({ packaged }).options.webPreferences).toEqual({
        preload: "/app/preload.cjs",
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        devTools: !packaged,
        backgroundThrottling: false,
      });
    }
  });

  test("[H1] loads our own page and nothing else", () => {
    expect(aWindow().calls).toEqual(["load app://greenline/"]);
  });

  test("is shown with its first picture, on the ground of the theme", () => {
    const { calls, options, stub } = aWindow({ dark: true });
    expect(options).toMatchObject({ show: false, backgroundColor: "#0f1216", minWidth: 1024, minHeight: 700, title: "Greenline" });
    stub.emit("ready-to-show");
    expect(calls).toContain("show");
  });

  test("does not take a title from the page", () => {
    const { stub } = aWindow();
    let prevented = false;
    stub.emit("page-title-updated", { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });

  test("remembers its place for this arrangement of displays beside the others", () => {
    const other = { x: 1, y: 2, width: 1100, height: 750, maximized: true };
    const { stub, written } = aWindow({ kept: { "800x600@0,0": other } });
    stub.emit("close");
    expect(written()).toEqual({ "800x600@0,0": other, "1920x1080@0,0": { x: 10, y: 20, width: 1200, height: 800, maximized: false } });
  });

  test("comes to the front from being minimised", () => {
    const calls: string[] = [];
    showWindow({ isMinimized: () => true, restore: () => calls.push("restore"), show: () => calls.push("show"), focus: () => calls.push("focus") });
    expect(calls).toEqual(["restore", "show", "focus"]);
  });
});
