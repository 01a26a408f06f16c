import { describe, expect, test } from "vitest";
import { isNode, nameOf, nodesIn, placeOf, sourcesOf, type SyntaxNode } from "./sources.ts";

/** What a scanner of Electron applications looks for, as facts about every source of the shell. */
const shell = sourcesOf("electron").filter(({ file }) => file.endsWith(".ts"));

const PAGES = new Set(["BrowserWindow", "BaseWindow", "BrowserView", "WebContentsView"]);
const argumentsOf = (node: SyntaxNode): readonly unknown[] => (Array.isArray(node["arguments"]) ? node["arguments"] : []);
const calls = (node: SyntaxNode, pattern: RegExp): boolean => node.type === "CallExpression" && pattern.test(nameOf(node["callee"]));
const sets = (node: SyntaxNode, pattern: RegExp): boolean => node.type === "Property" && pattern.test(nameOf(node["key"]));
const isFalse = (node: unknown): boolean => isNode(node) && node.type === "Literal" && node["value"] === false;
const startsLike = (node: SyntaxNode, pattern: RegExp): boolean => node.type === "Literal" && typeof node["value"] === "string" && pattern.test(node["value"]);

interface Rule {
  readonly fact: string;
  readonly breaks: (node: SyntaxNode) => boolean;
  /** What the scan has to find. */
  readonly bad: string;
  /** The one file that may. */
  readonly only?: string;
}

const RULES: readonly Rule[] = [
  {
    fact: "[H2] [H3] [H4] [H6] [H30] a window is made from the `options` that electron/window.ts has put together",
    breaks: (node) =>
      node.type === "NewExpression" && PAGES.has(nameOf(node["callee"])) && (nameOf(argumentsOf(node)[0]) !== "options" || argumentsOf(node).length > 1),
    bad: "new WebContentsView({ webPreferences })",
  },
  {
    fact: "[H2] [H3] [H4] [H6] [H8] [H9] [H10] [H11] [H30] preferences of a window are written once, in safeWebPreferences",
    breaks: (node) => sets(node, /^webPreferences$/) && !(isNode(node["value"]) && nameOf(node["value"]["callee"]) === "safeWebPreferences"),
    bad: "open({ webPreferences: { sandbox: true } })",
  },
  {
    fact: "[H10] [H30] no window asks Chromium for more than its defaults, or has a session of its own",
    breaks: (node) => sets(node, /^(?:enableBlinkFeatures|disableBlinkFeatures|partition|session)$/),
    bad: 'const preferences = { enableBlinkFeatures: "Prerender2" }',
  },
  {
    fact: "[H11] [H30] no window may hold guests",
    breaks: (node) => sets(node, /^webviewTag$/) && !isFalse(node["value"]),
    bad: "const preferences = { webviewTag: true }",
  },
  {
    fact: "[H1] [H18] [H30] a window loads the page of our own scheme",
    breaks: (node) => calls(node, /\.(?:loadURL|loadFile)$/) && nameOf(argumentsOf(node)[0]) !== "APP_PAGE",
    bad: "window.loadURL(url)",
  },
  { fact: "[H18] [H30] nothing is loaded as a file", breaks: (node) => startsLike(node, /^file:/), bad: 'open("file:///app/index.html")' },
  {
    fact: "[H18] [H30] our scheme may not do more than a page needs",
    breaks: (node) => sets(node, /^(?:bypassCSP|allowServiceWorkers|corsEnabled|stream)$/),
    bad: "const privileges = { bypassCSP: true }",
  },
  {
    fact: "[H5] [H30] there is no session but the one whose permissions are denied",
    breaks: (node) => calls(node, /\.(?:fromPartition|fromPath)$/),
    bad: 'session.fromPartition("second")',
  },
  {
    fact: "[H14] [H30] no second handler of windows takes the place of the one that denies",
    breaks: (node) => calls(node, /\.setWindowOpenHandler$/),
    bad: 'contents.setWindowOpenHandler(() => ({ action: "allow" }))',
    only: "electron/navigation-locks.ts",
  },
  {
    fact: "[H15] [H30] an address leaves by the gate, under whatever name the function goes",
    breaks: (node) => calls(node, /(?:^|\.)openExternal$/),
    bad: "const { openExternal } = shell; openExternal(url)",
    only: "electron/external-links.ts",
  },
  {
    fact: "[H15] [H23] [H30] no file is handed to the system to open",
    breaks: (node) => node.type === "Identifier" && /^(?:openPath|showItemInFolder|openItem|writeShortcutLink)$/.test(nameOf(node)),
    bad: "shell.openPath(file)",
  },
  {
    fact: "[H17] [H30] the page is heard where sender and arguments are checked",
    breaks: (node) => calls(node, /ipcMain\.\w+$|\.ipc\.(?:handle|on)\w*$/),
    bad: 'window.webContents.ipc.handle("x", answer)',
    only: "electron/requests.ts",
  },
  {
    fact: "[H20] [H30] the page is shown one thing, by the preload",
    breaks: (node) => calls(node, /\.exposeIn\w+$/),
    bad: 'contextBridge.exposeInMainWorld("ipc", ipcRenderer)',
    only: "electron/preload.ts",
  },
  {
    fact: "[H21] [H30] nothing opens the developer tools or sets a switch of Chromium",
    breaks: (node) => calls(node, /\.(?:openDevTools|appendSwitch|appendArgument)$/),
    bad: 'app.commandLine.appendSwitch("remote-debugging-port", "0")',
  },
  {
    fact: "[H1] [H30] no faulty certificate is taken for a good one",
    breaks: (node) => startsLike(node, /^certificate-error$/) || calls(node, /\.setCertificateVerifyProc$/),
    bad: "session.defaultSession.setCertificateVerifyProc(allow)",
  },
];

test.each(RULES)("$fact", ({ bad, breaks, only }) => {
  const broken = shell.filter(({ file }) => file !== only).flatMap((source) => nodesIn(source, breaks).map((node) => placeOf(source, node)));
  expect(broken).toEqual([]);
  expect(nodesIn({ file: "bad.ts", text: bad }, breaks), "the scan sees what it is there for").not.toEqual([]);
});

describe("before the application is ready", () => {
  const main = shell.find(({ file }) => file === "electron/main.ts")?.text ?? "";
  const placed = (words: string): number => {
    expect(main.split(words), `electron/main.ts holds \`${words}\` once`).toHaveLength(2);
    return main.indexOf(words);
  };

  test("[H4] the sandbox is on for every process, and only development as root is without", () => {
    expect(placed("if (!withoutSandbox) app.enableSandbox();")).toBeLessThan(placed("app.whenReady()"));
    placed(`const withoutSandbox = !app.isPackaged && app.commandLine.hasSwitch("no-sandbox");`);
  });

  test("[H12] [H13] [H14] every page that will ever be made is held where it is", () => {
    expect(placed("lockNavigation(app);")).toBeLessThan(placed("app.whenReady()"));
  });

  test("[H18] our scheme is standard and secure", () => {
    expect(placed("{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }")).toBeLessThan(
      placed("app.whenReady()"),
    );
  });

  test("[H21] a packaged application that was started with a debugger's switch has ended", () => {
    expect(placed("app.isPackaged ? debuggingSwitch(process.argv.slice(1)) : undefined")).toBeLessThan(placed("app.whenReady()"));
  });

  test("[H5] and the session has its permissions denied before a window is made", () => {
    expect(placed("denyPermissions(session.defaultSession);")).toBeLessThan(main.indexOf("new BrowserWindow("));
  });
});
