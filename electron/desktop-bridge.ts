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

  // A link may come before the inbox listens; the newest one waits for it.
  let unheard: string | undefined;
  const openers = new Set<(conversationId: string) => void>();
  listen(newsChannel("onOpenConversation"), (conversationId) => {
    if (openers.size === 0) unheard = String(conversationId);
    else for (const open of openers) open(String(conversationId));
  });

  return Object.freeze<Desktop>({
    about: () => ipc.invoke(requestChannel("about")),
    server: () => ipc.invoke(requestChannel("server")),
    setServer: (url) => ipc.invoke(requestChannel("setServer"), url),
    readSession: () => ipc.invoke(requestChannel("readSession")),
    writeSession: (session) => ipc.invoke(requestChannel("writeSession"), session),
    clearSession: () => ipc.invoke(requestChannel("clearSession")),
    openExternal: (url) => ipc.invoke(requestChannel("openExternal"), url),
    setBadge: (atRisk) => ipc.invoke(requestChannel("setBadge"), atRisk),
    notify: (notice) => ipc.invoke(requestChannel("notify"), notice),
    onWake: (listener) => listen(newsChannel("onWake"), () => listener()),
    onOpenConversation: (listener) => {
      const open = (conversationId: string): void => listener(conversationId);
      openers.add(open);
      if (unheard !== undefined) open(unheard);
      unheard = undefined;
      return () => void openers.delete(open);
    },
  });
}
