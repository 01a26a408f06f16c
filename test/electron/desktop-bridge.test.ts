import { EventEmitter } from "node:events";
import type { IpcRenderer } from "electron";
import { expect, test } from "vitest";
import { createDesktopBridge } from "../../electron/desktop-bridge.ts";
import { REQUEST_ARGUMENTS } from "../../electron/requests.ts";

function aBridge() {
  const asked: unknown[] = [];
  const ipc = Object.assign(new EventEmitter(), { invoke: async (...words: unknown[]) => void asked.push(words) });
  return { asked, ipc, bridge: createDesktopBridge(ipc as unknown as IpcRenderer) };
}

test("[H20] shows named functions and nothing else, and cannot be changed", () => {
  const { bridge } = aBridge();
  expect(Object.keys(bridge).toSorted()).toEqual([...Object.keys(REQUEST_ARGUMENTS), "onOpenBoard", "onOpenConversation", "onWake"].toSorted());
  for (const member of Object.values(bridge)) expect(typeof member).toBe("function");
  expect(Object.isFrozen(bridge)).toBe(true);
});

test("[H20] asks over a channel of its own for each request", async () => {
  const { asked, bridge } = aBridge();
  await bridge.about();
  await bridge.openExternal("https://example.com/");
  await bridge.setServer(undefined);
  expect(asked).toEqual([["greenline:request:about"], ["greenline:request:openExternal", "https://example.com/"], ["greenline:request:setServer", undefined]]);
});

test("[H20] hands on news without the event, until it is told to stop", () => {
  const { bridge, ipc } = aBridge();
  const heard: unknown[] = [];
  const stop = bridge.onWake((...words: unknown[]) => void heard.push(words));
  ipc.emit("greenline:news:onWake", { sender: "secret" }, "extra");
  stop();
  ipc.emit("greenline:news:onWake", { sender: "secret" });
  expect(heard).toEqual([[]]);
});

test("keeps the newest link until the inbox listens, and tells it once", () => {
  const { bridge, ipc } = aBridge();
  const heard: unknown[] = [];
  ipc.emit("greenline:news:onOpenConversation", {}, "c1");
  ipc.emit("greenline:news:onOpenConversation", {}, "c2");
  const stop = bridge.onOpenConversation((...words: unknown[]) => void heard.push(words));
  bridge.onOpenConversation(() => {});
  ipc.emit("greenline:news:onOpenConversation", {}, "c3");
  stop();
  ipc.emit("greenline:news:onOpenConversation", {}, "c4");
  expect(heard).toEqual([["c2"], ["c3"]]);
});

test("keeps a link to the board apart from one to a conversation", () => {
  const { bridge, ipc } = aBridge();
  const heard: unknown[] = [];
  ipc.emit("greenline:news:onOpenBoard", {}, "state=breached");
  bridge.onOpenConversation((id) => void heard.push(["conversation", id]));
  bridge.onOpenBoard((view) => void heard.push(["board", view]));
  ipc.emit("greenline:news:onOpenBoard", {}, "");
  expect(heard).toEqual([
    ["board", "state=breached"],
    ["board", ""],
  ]);
});
