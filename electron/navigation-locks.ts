import type { App, Event, WebContents } from "electron";
import { APP_PAGE, isOwnAddress } from "./app-address.ts";

/** In newer versions the address stands on the event, in older ones it is the second argument. */
type Navigation = Event<{ readonly url?: string }>;

/**
 * Holds every page of the application where it is, also pages made by others later: no navigation away, no window, no guest page.
 * Links leave by the gate in external-links.ts.
 */
export function lockNavigation(app: Pick<App, "on">): void {
  app.on("web-contents-created", (_event, contents) => lock(contents));
}

function lock(contents: WebContents): void {
  const stay = (event: Navigation, address?: string): void => {
    if (!isOwnAddress(event.url ?? address ?? "")) event.preventDefault();
  };
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", (event) => event.preventDefault());
  // Chromium asks nobody about an empty page; who was at home and is not any more is brought back.
  let wasHome = false;
  contents.on("did-navigate", (_event, address) => {
    const home = isOwnAddress(address);
    if (wasHome && !home) void contents.loadURL(APP_PAGE);
    wasHome = home;
  });
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
