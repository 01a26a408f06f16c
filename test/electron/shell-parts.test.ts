import { EventEmitter } from "node:events";
import type { Menu, MenuItemConstructorOptions, NativeImage, Notification, NotificationConstructorOptions, PowerMonitor, Tray } from "electron";
import { describe, expect, test, vi } from "vitest";
import { createBadge } from "../../electron/badge.ts";
import { debuggingSwitch } from "../../electron/debugging-switches.ts";
import { contextMenuTemplate, menuTemplate } from "../../electron/menu.ts";
import { createNotices } from "../../electron/notifications.ts";
import { watchPower } from "../../electron/power.ts";
import { trayPicture } from "../../electron/tray-picture.ts";
import { createTray } from "../../electron/tray.ts";
import { wordsFor } from "../../electron/words.ts";

const words = wordsFor("en-US");
const rolesOf = (template: readonly MenuItemConstructorOptions[]): readonly string[] =>
  template.flatMap((item) => [...(item.role === undefined ? [] : [item.role]), ...(Array.isArray(item.submenu) ? rolesOf(item.submenu) : [])]);

describe("the menu", () => {
  test.each(["linux", "win32", "darwin"] as const)(
    "[H21] [H24] on %s has text and zoom, pastes without its markup, and no look inside once packaged",
    (platform) => {
      const packaged = rolesOf(menuTemplate({ platform, packaged: true, words, openWindow: () => {} }));
      expect(packaged).toEqual(expect.arrayContaining(["undo", "cut", "copy", "pasteAndMatchStyle", "selectAll", "zoomIn", "zoomOut", "resetZoom"]));
      for (const role of ["reload", "forceReload", "toggleDevTools", "paste", "viewMenu"]) expect(packaged).not.toContain(role);
      expect(rolesOf(menuTemplate({ platform, packaged: false, words, openWindow: () => {} }))).toEqual(expect.arrayContaining(["reload", "toggleDevTools"]));
    },
  );

  test("[H24] of a right click offers spelling where one writes, copying where one reads", () => {
    const editFlags = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true } as Electron.EditFlags;
    const replaced: string[] = [];
    const writing = contextMenuTemplate({ isEditable: true, selectionText: "", misspelledWord: "helo", dictionarySuggestions: ["hello"], editFlags }, (word) =>
      replaced.push(word),
    );
    expect(writing[0]?.label).toBe("hello");
    const choose = writing[0]?.click as unknown as (() => void) | undefined;
    choose?.();
    expect(replaced).toEqual(["hello"]);
    expect(rolesOf(contextMenuTemplate({ isEditable: false, selectionText: "x", misspelledWord: "", dictionarySuggestions: [], editFlags }, () => {}))).toEqual(
      ["copy"],
    );
    expect(contextMenuTemplate({ isEditable: false, selectionText: " ", misspelledWord: "", dictionarySuggestions: [], editFlags }, () => {})).toEqual([]);
  });
});

describe("notifications", () => {
  function notices({ locked = false } = {}) {
    const made: (EventEmitter & { options: NotificationConstructorOptions; shown: boolean; closed: boolean })[] = [];
    const opened: (string | undefined)[] = [];
    const notify = createNotices({
      isSupported: () => true,
      isLocked: () => locked,
      words,
      openConversation: (id) => void opened.push(id),
      newNotification: (options) => {
        const notification = Object.assign(new EventEmitter(), {
          options,
          shown: false,
          closed: false,
          show: () => void (notification.shown = true),
          close: () => void (notification.closed = true),
        });
        made.push(notification);
        return notification as unknown as Notification;
      },
    });
    return { made, notify, opened };
  }

  test("say who wrote what, and a click brings the conversation", () => {
    const { made, notify, opened } = notices();
    notify({ title: "Ada", body: "hello", conversationId: "c1" });
    expect(made[0]).toMatchObject({ options: { title: "Ada", body: "hello" }, shown: true });
    made[0]?.emit("click");
    expect(opened).toEqual(["c1"]);
  });

  test("[H29] say nothing of it on a locked screen, unless that is wished", () => {
    const locked = notices({ locked: true });
    locked.notify({ title: "Ada", body: "hello", conversationId: "c1" });
    expect(JSON.stringify(locked.made[0]?.options)).not.toMatch(/Ada|hello/);
    locked.notify({ title: "Ada", body: "hello", textWhenLocked: false });
    expect(JSON.stringify(locked.made[1]?.options)).not.toMatch(/Ada|hello/);
    locked.notify({ title: "Ada", body: "hello", textWhenLocked: true });
    expect(locked.made[2]?.options).toEqual({ title: "Ada", body: "hello" });
  });

  test("do not pile up", () => {
    const { made, notify } = notices();
    for (let n = 0; n < 60; n += 1) notify({ title: String(n), body: "" });
    expect(made.filter(({ closed }) => closed)).toHaveLength(10);
  });
});

test("the number at risk stands on launcher, tray and title", () => {
  const said: unknown[] = [];
  const setBadge = createBadge({
    setBadgeCount: (count) => (said.push(["launcher", count]), false),
    setTrayCount: (count) => void said.push(["tray", count]),
    setTitle: (title) => void said.push(["title", title]),
  });
  setBadge(3);
  setBadge(0);
  expect(said).toEqual([
    ["launcher", 3],
    ["tray", 3],
    ["title", "(3) Greenline"],
    ["launcher", 0],
    ["tray", 0],
    ["title", "Greenline"],
  ]);
});

describe("the tray", () => {
  test("shows the number in its picture and in words", () => {
    const calls: unknown[] = [];
    const tray = Object.assign(new EventEmitter(), {
      setToolTip: (text: string) => calls.push(text),
      setContextMenu: () => {},
      setImage: (image: unknown) => calls.push(image),
      setTitle: () => {},
    });
    const setCount = createTray({
      newTray: () => tray as unknown as Tray,
      newPicture: (bitmap) => bitmap.length as unknown as NativeImage,
      newMenu: () => ({}) as Menu,
      words,
      show: () => calls.push("show"),
      quit: () => {},
      report: () => {},
    });
    setCount(2);
    tray.emit("click");
    expect(calls).toEqual(["Greenline", 44 * 44 * 4, "Greenline: 2 at risk", "show"]);
  });

  test("is gone without where there is none", () => {
    const reports: string[] = [];
    const setCount = createTray({
      newTray: () => {
        throw new Error("no tray here");
      },
      newPicture: () => ({}) as NativeImage,
      newMenu: () => ({}) as Menu,
      words,
      show: () => {},
      quit: () => {},
      report: (line) => void reports.push(line),
    });
    setCount(2);
    expect(reports).toHaveLength(1);
  });

  test("has a picture of its own for every number it can say", () => {
    const pictures = [0, 1, 5, 9, 10, 42, 99].map((count) => trayPicture(44, count).toString("base64"));
    expect(new Set(pictures).size).toBe(pictures.length);
    expect(trayPicture(44, 100).equals(trayPicture(44, 5_000))).toBe(true);
  });
});

test("sleep, unlocking and a network that comes back are told; locking is known", () => {
  vi.useFakeTimers();
  const monitor = Object.assign(new EventEmitter(), { getSystemIdleState: () => "active" });
  let online = true;
  let woke = 0;
  const power = watchPower({ powerMonitor: monitor as unknown as PowerMonitor, isOnline: () => online, onWake: () => (woke += 1) });
  monitor.emit("resume");
  expect(woke).toBe(1);
  monitor.emit("lock-screen");
  expect([woke, power.isLocked()]).toEqual([1, true]);
  monitor.emit("unlock-screen");
  expect([woke, power.isLocked()]).toEqual([2, false]);
  online = false;
  vi.advanceTimersByTime(5_000);
  expect(woke).toBe(2);
  online = true;
  vi.advanceTimersByTime(5_000);
  expect(woke).toBe(3);
  power.stop();
  vi.useRealTimers();
});

test("[H21] switches that look inside are recognised, our own words are not", () => {
  for (const word of [
    "--inspect",
    "--inspect=0.0.0.0:9229",
    "--inspect-brk",
    "--Inspect",
    "-inspect",
    "--remote-debugging-port=0",
    "--remote-debugging-pipe",
    "--remote-allow-origins=*",
    "--js-flags=--expose-gc",
    "--load-extension=/x",
    "--disable-web-security",
  ]) {
    expect(debuggingSwitch(["greenline", word])).toBe(word);
  }
  expect(debuggingSwitch(["greenline", "--hidden", "--no-sandbox", "greenline://conversation/inspect"])).toBeUndefined();
});

test("every language has every word", () => {
  const keys = Object.keys(words);
  for (const locale of ["en-US", "it", "it-IT", "es-419", "pt-BR", "pt", "de", ""]) expect(Object.keys(wordsFor(locale))).toEqual(keys);
  expect(new Set(["en", "it", "es", "pt-BR"].map((locale) => wordsFor(locale).show)).size).toBe(4);
});
