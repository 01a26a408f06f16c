import type { IpcRenderer } from "electron";
import type { Desktop } from "../shared/desktop-contract.ts";
import { newsChannel, requestChannel } from "./channels.ts";

/**
 * The functions that the page sees, each by name. The page never gets the channel, the event object, or a way to ask for anything
 * that is not here.
 */
export function createDesktopBridge(ipc: Pick<IpcRenderer, "invoke" | "on" | "removeListener">): Desktop {
  const listen = (channel: string, heard: (...values: readonly unknown[]) => void): (() => void) => {
    const onEvent = (_event: unknown, ...values: readonly unknown[]): void => heard(...values);
    ipc.on(channel, onEvent);
    return () => void ipc.removeListener(channel, onEvent);
  };

  /** A link may come before the inbox listens; the newest one waits for it. */
  const links = (channel: string): ((listener: (what: string) => void) => () => void) => {
    let unheard: string | undefined;
    const openers = new Set<(what: string) => void>();
    listen(channel, (what) => {
      if (openers.size === 0) unheard = String(what);
      else for (const open of openers) open(String(what));
    });
    return (listener) => {
      const open = (what: string): void => listener(what);
      openers.add(open);
      if (unheard !== undefined) open(unheard);
      unheard = undefined;
      return () => void openers.delete(open);
    };
  };

  return Object.freeze<Desktop>({
    about: () => ipc.invoke(requestChannel("about")),
    server: () => ipc.invoke(requestChannel("server")),
    setServer: (url) => ipc.invoke(requestChannel("setServer"), url),
    readSession: () => ipc.invoke(requestChannel("readSession")),
    writeSession: (session) => ipc.invoke(requestChannel("writeSession"), session),
    clearSession: () => ipc.invoke(requestChannel("clearSession")),
    openOutbox: (name) => ipc.invoke(requestChannel("openOutbox"), name),
    writeOutbox: (name, writer, record) => ipc.invoke(requestChannel("writeOutbox"), name, writer, record),
    openExternal: (url) => ipc.invoke(requestChannel("openExternal"), url),
    newWindow: () => ipc.invoke(requestChannel("newWindow")),
    setBadge: (atRisk) => ipc.invoke(requestChannel("setBadge"), atRisk),
    notify: (notice) => ipc.invoke(requestChannel("notify"), notice),
    onWake: (listener) => listen(newsChannel("onWake"), () => listener()),
    onOpenConversation: links(newsChannel("onOpenConversation")),
    onOpenBoard: links(newsChannel("onOpenBoard")),
  });
}
