import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from "electron";
import { APP_PAGE } from "./app-address.ts";
import type { JsonFile } from "./json-file.ts";
import { arrangementOf, placeBeside, placeWindow, SMALLEST, type Area, type Screen, type WindowPlaces } from "./window-place.ts";

/** The grounds of renderer/theme/tokens.css, so that the window does not flash before the page has painted. */
const GROUND = { light: "#eef0f3", dark: "#0f1216" };

interface Deps {
  readonly open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screens: () => readonly Screen[];
  readonly places: JsonFile<WindowPlaces>;
  readonly preload: string;
  readonly icon: string | undefined;
  readonly dark: boolean;
  readonly packaged: boolean;
  /** Of one more window: the one that it opens next to. */
  readonly beside?: Area | undefined;
}

/** Every switch is written out: a default that changes between versions must not open a door. */
function safeWebPreferences(preload: string, packaged: boolean): WebPreferences {
  return {
    preload,
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
    // Deadlines pass while the window is hidden, and a throttled timer would tell of them a minute late.
    backgroundThrottling: false,
  };
}

/** Opens the inbox. It is shown with its first picture, and the first window remembers its place for this arrangement of displays. */
export function openInboxWindow({ beside, dark, icon, open, packaged, places, preload, screens }: Deps): BrowserWindow {
  const { maximized, ...bounds } = beside === undefined ? placeWindow(places.read() ?? {}, screens()) : placeBeside(beside, screens());
  const window = open({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: "Greenline",
    show: false,
    backgroundColor: dark ? GROUND.dark : GROUND.light,
    autoHideMenuBar: true,
    ...(icon === undefined ? {} : { icon }),
    webPreferences: safeWebPreferences(preload, packaged),
  });

  window.once("ready-to-show", () => {
    if (maximized) window.maximize();
    window.show();
  });
  // The title has one writer, badge.ts; a page's title could hold a customer's name.
  window.on("page-title-updated", (event) => event.preventDefault());
  window.on("close", () => {
    if (beside !== undefined) return;
    places.write({ ...places.read(), [arrangementOf(screens())]: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  });

  void window.loadURL(APP_PAGE);
  return window;
}

/** Brings a window to the front, wherever it was. */
export function showWindow(window: Pick<BrowserWindow, "isMinimized" | "restore" | "show" | "focus">): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
