import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from "electron";
import type { DesktopNews } from "../shared/desktop-contract.ts";
import { APP_SCHEME } from "./app-address.ts";
import { createAppProtocol } from "./app-protocol.ts";
import { adoptUtilityProcess, startNodeBackend } from "./backend-process.ts";
import { createBadge } from "./badge.ts";
import { newsChannel } from "./channels.ts";
import { debuggingSwitch } from "./debugging-switches.ts";
import { DEEP_LINK_SCHEME, deepLinkIn, parseDeepLink, type DeepLink } from "./deep-links.ts";
import { embeddedEnvironment, expectedAddress } from "./embedded-environment.ts";
import { createExternalLinks } from "./external-links.ts";
import { createJsonFile } from "./json-file.ts";
import { BackendFailed, startLocalBackend } from "./local-backend.ts";
import { contextMenuTemplate, menuTemplate } from "./menu.ts";
import { lockNavigation } from "./navigation-locks.ts";
import { createNotices } from "./notifications.ts";
import { createOutboxJournals } from "./outbox-journals.ts";
import { journalFiles } from "./outbox-journal-files.ts";
import { denyPermissions } from "./permissions.ts";
import { watchPower } from "./power.ts";
import { answerRequests } from "./requests.ts";
import { chooseServer } from "./server-choice.ts";
import { createServerSettings, parseServer, serverSettingsSchema } from "./server-settings.ts";
import { createSessionVault, vaultFileSchema } from "./session-vault.ts";
import { createTray } from "./tray.ts";
import { windowPlacesSchema, type Area } from "./window-place.ts";
import { openInboxWindow, showWindow } from "./window.ts";
import { createInboxWindows } from "./windows.ts";
import { wordsFor } from "./words.ts";

const env = process.env;
/** A page that has not painted by then may be waiting for the backend. */
const LONGEST_FIRST_PICTURE_MS = 1_500;
const report = (line: string): void => void process.stderr.write(`${line}\n`);

const wished = env["GREENLINE_SERVER_URL"];
if (wished !== undefined && parseServer(wished) === undefined) {
  report(`GREENLINE_SERVER_URL is ${wished}; it must be an https address, or http on this machine, without a path.`);
  app.exit(1);
}

const forbidden = app.isPackaged ? debuggingSwitch(process.argv.slice(1)) : undefined;
if (forbidden !== undefined) {
  report(`${forbidden} is refused: it would open every message to whoever started this.`);
  app.exit(1);
}

// Root has no sandbox to enable, and asking for one all the same ends the application. In development alone: `npm start` says it.
const withoutSandbox = !app.isPackaged && app.commandLine.hasSwitch("no-sandbox");
if (!withoutSandbox) app.enableSandbox();
if (env["GREENLINE_USER_DATA"] !== undefined) app.setPath("userData", env["GREENLINE_USER_DATA"]);
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
lockNavigation(app);
if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);

// A link that came with the start waits for the window.
let waiting: DeepLink | undefined = deepLinkIn(process.argv);
let follow = (link: DeepLink): void => void (waiting = link);
app.on("open-url", (event, url) => {
  event.preventDefault();
  const link = parseDeepLink(url);
  if (link !== undefined) follow(link);
});

if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.exit(0);

function run(): void {
  const userData = app.getPath("userData");
  // Another folder in tests alone: what a packaged application shows is what it was signed with.
  const inboxFolder = (app.isPackaged ? undefined : env["GREENLINE_INBOX_DIR"]) ?? join(app.getAppPath(), "dist", "renderer");
  const words = wordsFor(app.getLocale());
  const settings = createServerSettings(createJsonFile(join(userData, "server.json"), serverSettingsSchema));
  const vault = createSessionVault({ safeStorage, platform: process.platform, file: createJsonFile(join(userData, "session.json"), vaultFileSchema), report });

  const outboxes = createOutboxJournals({ files: journalFiles, folder: join(userData, "outbox"), report });

  let onFirstPicture: () => void = () => {};
  const firstPicture = new Promise<void>((resolve) => (onFirstPicture = resolve));
  const embedded = embeddedEnvironment(env, { dataFolder: userData, inboxFolder });
  const server = chooseServer({
    wished,
    remembered: settings.remembered(),
    expected: expectedAddress(embedded),
    demo: embedded["GREENLINE_DEMO"] === "1",
    firstPicture,
    start: () => startLocalBackend({ now: Date.now, report, start: (port) => startBackend(port === undefined ? embedded : { ...embedded, PORT: port }) }),
  });

  denyPermissions(session.defaultSession);
  protocol.handle(APP_SCHEME, createAppProtocol({ folder: inboxFolder, server: server.allowed, newNonce: () => randomBytes(16).toString("base64") }));

  const open = (beside: Area | undefined): BrowserWindow => {
    const opened = openInboxWindow({
      beside,
      open: (options) => new BrowserWindow(options),
      screens: () => [screen.getPrimaryDisplay(), ...screen.getAllDisplays().filter(({ id }) => id !== screen.getPrimaryDisplay().id)],
      places: createJsonFile(join(userData, "window.json"), windowPlacesSchema),
      preload: join(__dirname, "preload.cjs"),
      icon: [join(app.getAppPath(), "assets", "icons", "256x256.png")].find(existsSync),
      dark: nativeTheme.shouldUseDarkColors,
      packaged: app.isPackaged,
    });
    opened.webContents.on("context-menu", (_event, facts) => {
      const template = contextMenuTemplate(facts, (word) => opened.webContents.replaceMisspelling(word));
      if (template.length > 0) Menu.buildFromTemplate(template).popup();
    });
    return opened;
  };

  const windows = createInboxWindows({ open, now: Date.now, report });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ platform: process.platform, packaged: app.isPackaged, words, openWindow: windows.openAnother })),
  );
  const firstWindow = windows.front();
  firstWindow.once("show", onFirstPicture);
  setTimeout(onFirstPicture, LONGEST_FIRST_PICTURE_MS);
  const tell = (window: BrowserWindow, news: keyof DesktopNews, ...values: readonly unknown[]): void => window.webContents.send(newsChannel(news), ...values);
  const show = (conversationId?: string): void => {
    const window = windows.front();
    showWindow(window);
    if (conversationId !== undefined) tell(window, "onOpenConversation", conversationId);
  };

  const tellLink = (link: DeepLink): void =>
    link.action === "show-board" ? tell(windows.front(), "onOpenBoard", link.view) : tell(windows.front(), "onOpenConversation", link.conversationId);
  follow = (link) => {
    show();
    tellLink(link);
  };
  if (waiting !== undefined) {
    const link = waiting;
    firstWindow.webContents.once("did-finish-load", () => tellLink(link));
  }
  app.on("second-instance", (_event, argv) => {
    const link = deepLinkIn(argv);
    if (link === undefined) show();
    else follow(link);
  });
  app.on("activate", () => show());
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });

  const power = watchPower({ powerMonitor, isOnline: () => net.isOnline(), onWake: () => windows.all().forEach((window) => tell(window, "onWake")) });
  const notify = createNotices({
    isSupported: () => Notification.isSupported(),
    newNotification: (options) => new Notification(options),
    isLocked: power.isLocked,
    words,
    openConversation: show,
  });
  const setTrayCount = createTray({
    newTray: (picture) => new Tray(picture),
    newPicture: (bitmap, size) => nativeImage.createFromBitmap(bitmap, { width: size, height: size, scaleFactor: 2 }),
    newMenu: (template) => Menu.buildFromTemplate(template),
    words,
    show,
    quit: () => app.quit(),
    report,
  });
  const setBadge = createBadge({
    setBadgeCount: (count) => app.setBadgeCount(count),
    setTrayCount,
    setTitle: (title) => windows.all().forEach((window) => window.setTitle(title)),
  });
  const openExternal = createExternalLinks({
    shell,
    confirm: async (address, reason) => {
      const question = {
        type: "warning",
        message: words.openAddress,
        detail: `${address}\n\n${reason === "look-alike" ? words.lookAlike : words.notEncrypted}`,
        buttons: [words.cancel, words.open],
        defaultId: 0,
        cancelId: 0,
      } as const;
      return (await dialog.showMessageBox(windows.front(), { ...question, buttons: [...question.buttons] })).response === 1;
    },
  });

  answerRequests(ipcMain, {
    about: async () => ({ version: app.getVersion(), platform: process.platform as "linux" | "darwin" | "win32", secretStore: vault.store() }),
    server: server.address,
    setServer: async (url) => {
      const remembered = settings.remember(url);
      if (remembered === null) return null;
      return remembered === undefined ? server.embeddedAddress() : { url: remembered, embedded: false, demo: false };
    },
    readSession: async () => vault.read(),
    writeSession: async (stored) => vault.write(stored),
    clearSession: async () => {
      vault.clear();
      // [H27] Pictures of customers, as they came over the network.
      await session.defaultSession.clearCache();
    },
    openOutbox: outboxes.open,
    writeOutbox: outboxes.write,
    openExternal,
    newWindow: async () => windows.openAnother(),
    setBadge: async (atRisk) => setBadge(atRisk),
    notify: async (notice) => notify(notice),
  });

  // The page was let through to another address than the one that came.
  server.onOther(() => windows.all().forEach((window) => window.webContents.reload()));
  server.onFailure((error) => {
    // The backend has said why on standard error. Nobody reads that in a packaged application.
    if (app.isPackaged) dialog.showErrorBox(words.cannotStart, error.message);
    app.exit(error instanceof BackendFailed && error.exitCode !== 0 ? error.exitCode : 1);
  });

  let stopped = false;
  app.on("before-quit", () => power.stop());
  app.on("will-quit", (event) => {
    if (stopped) return;
    event.preventDefault();
    void Promise.allSettled([server.stop(), outboxes.close()]).finally(() => {
      stopped = true;
      // Not within this very event: Electron would take it for part of the quitting that was just held up.
      setImmediate(() => app.quit());
    });
  });
}

function startBackend(backendEnv: ReturnType<typeof embeddedEnvironment>) {
  const output = { stdout: (text: string) => void process.stdout.write(text), stderr: (text: string) => void process.stderr.write(text) };
  const node = env["GREENLINE_NODE"];
  if (!app.isPackaged && node !== undefined)
    return startNodeBackend(node, env["GREENLINE_BACKEND_ENTRY"] ?? join(app.getAppPath(), "backend", "main.ts"), backendEnv, output);

  const entry = app.isPackaged ? undefined : env["GREENLINE_BACKEND_ENTRY"];
  const child = utilityProcess.fork(entry ?? join(app.getAppPath(), "dist", "backend", "main.js"), [], {
    env: { ...backendEnv },
    stdio: "pipe",
    serviceName: "Greenline backend",
  });
  return adoptUtilityProcess(child, output);
}
