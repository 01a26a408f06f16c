import { EventEmitter } from "node:events";
import type { App } from "electron";
import { describe, expect, test } from "vitest";
import { lockNavigation } from "../../electron/navigation-locks.ts";

type Handler = (details: { url: string }) => { action: string };

function aContents() {
  const app = new EventEmitter();
  lockNavigation(app as unknown as Pick<App, "on">);
  let open: Handler = () => ({ action: "allow" });
  const loaded: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: Handler) => (open = handler),
    loadURL: async (url: string) => void loaded.push(url),
  });
  app.emit("web-contents-created", {}, contents);

  const goes = (event: string, url: string, asArgument: boolean): boolean => {
    let prevented = false;
    contents.emit(event, { ...(asArgument ? {} : { url }), preventDefault: () => (prevented = true) }, asArgument ? url : undefined);
    return !prevented;
  };
  return { contents, loaded, goes, open: (url: string) => open({ url }) };
}

const FOREIGN = [
  "https://example.com/",
  "http://127.0.0.1:4780/",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/html,x",
  "blob:app://greenline/1",
  "about:blank",
  "app://other/",
  "app://greenline.evil/",
  "app://greenline@evil/",
  "app:greenline",
  "",
];

describe("every page made in the application", () => {
  test.each(["will-navigate", "will-frame-navigate", "will-redirect"])("[H13] %s leads nowhere but home", (event) => {
    const { goes } = aContents();
    for (const asArgument of [true, false]) {
      for (const url of FOREIGN) expect([url, goes(event, url, asArgument)]).toEqual([url, false]);
      expect(goes(event, "app://greenline/", asArgument)).toBe(true);
    }
  });

  test("[H14] opens no window, whatever it asks for", () => {
    const { open } = aContents();
    for (const url of [...FOREIGN, "app://greenline/"]) expect(open(url)).toEqual({ action: "deny" });
  });

  test("[H13] is brought home where it could not be held, and only then", () => {
    const { contents, loaded } = aContents();
    contents.emit("did-navigate", {}, "devtools://devtools/bundled/x.html");
    contents.emit("did-navigate", {}, "app://greenline/");
    expect(loaded).toEqual([]);
    contents.emit("did-navigate", {}, "about:blank");
    contents.emit("did-navigate", {}, "app://greenline/");
    expect(loaded).toEqual(["app://greenline/"]);
  });

  test("[H12] gets no guest page", () => {
    const { contents } = aContents();
    let prevented = false;
    contents.emit("will-attach-webview", { preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
  });
});
