import "./session/zod-without-eval.ts";
import { createRoot } from "react-dom/client";
import { uuidv7 } from "uuidv7";
import { readBoardLink } from "../shared/board/board-link.ts";
import type { Desktop, ServerAddress } from "../shared/desktop-contract.ts";
import { toConversationId } from "../shared/ids.ts";
import { App, loadDesk } from "./app.tsx";
import type { SignInCommands } from "./commands/commands.ts";
import { openGuardWorker } from "./guard/guard-checker.ts";
import { languageFor } from "./messages/i18n.ts";
import { createDeskHolder, type Shown } from "./session/desk-holder.ts";
import { parseUrl } from "./session/parse-url.ts";
import { openJournalOutbox } from "./replica/journal-outbox.ts";
import { openOutbox } from "./replica/outbox.ts";
import { createSession } from "./session/session.ts";
import { shareSession } from "./session/share-session.ts";
import { createSpeaker } from "./session/speaker.ts";
import { startDesk } from "./session/start-desk.ts";
import { createBrowserVault, createDesktopVault, deviceIdFor } from "./session/vault.ts";
import { inboxStore } from "./state/inbox-store.ts";
import { systemClock } from "./state/ticker.ts";
import { followUi, readUi, setUi } from "./state/ui-store.ts";
import { pageTimers } from "./timers.ts";
import { openSnapshotWorker } from "./sync/snapshot-reader.ts";
import { createSocketTransport } from "./sync/transport.ts";
import { openWindowChannel } from "./sync/window-channel.ts";
import { joinWindows } from "./sync/windows.ts";
import { createChime } from "./views/handoffs/chime.ts";
import { startHandoffSignals } from "./views/handoffs/handoff-signals.ts";
import { startAlertNotifications } from "./views/shell/alert-notifications.ts";
import { openConversation } from "./views/shell/open-conversation.ts";

/** The composition root: here, and nowhere else, the real clock, network, databases and desktop are handed to the parts. */

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly greenline?: Desktop;
  }
}

const desktop = window.greenline;
/** The page's own is called by nobody but the page: as a method of something else it throws instead of reporting. */
const onError = (error: unknown): void => reportError(error);
const locks = "locks" in navigator ? navigator.locks : undefined;

async function start(): Promise<void> {
  const facts = await desktop?.about();
  const session = createSession({
    fetch: (url, init) => fetch(url, init),
    vault: desktop === undefined ? createBrowserVault(localStorage) : createDesktopVault(desktop),
    clock: systemClock,
    timers: pageTimers,
    deviceName: facts === undefined ? "Browser" : `Greenline ${facts.version}, ${facts.platform}`,
    deviceIdFor: (who) => deviceIdFor(localStorage, who, uuidv7),
    alone: (task) => (locks === undefined ? task() : locks.request("greenline-renew", task)),
  });
  // Something to see before the embedded backend has an address.
  let server: ServerAddress = { url: "", embedded: true, demo: false };
  let linked: string | undefined;

  const root = createRoot(document.getElementById("root")!, { onUncaughtError: (error) => reportError(error) });
  const show = ({ commands, problem, session: phase }: Shown): void => {
    root.render(
      <App
        session={phase}
        problem={problem}
        onAgain={holder.tryAgain}
        commands={commands}
        signIn={signIn}
        server={server}
        secretStore={facts?.secretStore ?? "browser"}
        clock={systemClock}
        onError={onError}
      />,
    );
    openLinked();
  };
  const signIn: SignInCommands = {
    tryDemo: session.tryDemo,
    signIn: async (address, name, password) => {
      // The page may talk to one server; another one is remembered for the next start.
      if (desktop !== undefined && address !== server.url && (await desktop.setServer(address)) === null) return "unreachable";
      return session.signIn(address, name, password);
    },
  };
  const openLinked = (): void => {
    const commands = holder.current()?.commands;
    if (linked === undefined || commands === undefined) return;
    openConversation(toConversationId(linked), commands);
    linked = undefined;
  };

  const holder = createDeskHolder({
    session,
    show,
    timers: pageTimers,
    onError,
    reload: () => location.reload(),
    startDesk: (signedIn, onAside) =>
      startDesk({
        joinWindows: (name) => joinWindows({ locks, channel: locks && openWindowChannel(name), name: `${name} leader`, newId: uuidv7, timers: pageTimers }),
        onAside,
        session,
        signedIn,
        home: server.embedded ? "embedded" : signedIn.server,
        store: inboxStore,
        createTransport: createSocketTransport,
        clock: systemClock,
        monotonic: () => performance.now(),
        timers: pageTimers,
        random: Math.random,
        newId: uuidv7,
        app: facts?.version ?? "browser",
        keepsCopy: readUi().keepsCopy,
        openOutbox: desktop === undefined ? openOutbox : (name, deviceId) => openJournalOutbox(desktop, name, deviceId),
        openGuardWorker,
        openSnapshotWorker,
        openExternal,
        newWindow,
        createUrl: (blob) => URL.createObjectURL(blob),
        revokeUrl: (url) => URL.revokeObjectURL(url),
        onError,
      }),
  });

  shareSession({ session, channel: openWindowChannel("greenline-session"), onSignedIn: () => void holder.start(server) });
  window.addEventListener("online", () => holder.current()?.wake());
  window.addEventListener("pagehide", () => void holder.current()?.flush());
  window.addEventListener("blur", () => void holder.current()?.flush());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return void holder.current()?.flush();
    holder.current()?.look();
  });

  desktop?.onWake(() => holder.current()?.wake());
  desktop?.onOpenConversation((id) => {
    linked = id;
    openLinked();
  });
  // It waits in the window's state for whoever signs in; it shows, and does nothing else.
  desktop?.onOpenBoard((view) => setUi({ page: "board", board: readBoardLink(view) }));
  followUi(window);
  const speaker = createSpeaker({
    channel: openWindowChannel("greenline-focus"),
    hasFocus: () => document.hasFocus(),
    leads: () => holder.current()?.leads() ?? false,
    timers: pageTimers,
  });
  for (const event of ["focus", "blur"]) window.addEventListener(event, speaker.look);
  const notify: Desktop["notify"] | undefined =
    desktop && (async (notice) => (speaker.speaks() ? desktop.notify({ ...notice, textWhenLocked: readUi().textWhenLocked }) : undefined));
  const chime = createChime(() => new AudioContext());
  startHandoffSignals({
    store: inboxStore,
    notify,
    chime: () => speaker.speaks() && readUi().handoffSound && chime(readUi().handoffVolume),
    clock: systemClock,
    timers: pageTimers,
    language: languageFor(navigator.languages),
    isLookedAt: () => document.hasFocus() && readUi().page === "handoffs",
  });
  startAlertNotifications({
    store: inboxStore,
    notify,
    chime: () => speaker.speaks() && chime(readUi().handoffVolume),
    ways: () => readUi().alertWays,
    clock: systemClock,
    timers: pageTimers,
    language: languageFor(navigator.languages),
    isLookedAt: (id) => document.hasFocus() && readUi().page === "inbox" && readUi().opened === id,
  });
  if (desktop !== undefined) {
    inboxStore.subscribe(({ counts }, before) => counts["at-risk"] !== before.counts["at-risk"] && void desktop.setBadge(counts["at-risk"] ?? 0));
  }

  show({ session: "restoring", commands: undefined });
  // Read while the session is brought back, behind the first picture.
  requestAnimationFrame(() => setTimeout(() => void loadDesk(), 0));
  server = await findServer(session.offersDemo);
  await holder.start(server);
}

/** Nobody waits longer for a server to say whether it is a demo: without a network the inbox opens all the same. */
const DEMO_ANSWER_MS = 800;

/** In a browser the inbox comes from the server it talks to. */
async function findServer(offersDemo: (url: string) => Promise<boolean>): Promise<ServerAddress> {
  if (desktop !== undefined) {
    const address = await desktop.server();
    if (address.embedded || address.url === "") return address;
    const silence = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), DEMO_ANSWER_MS));
    return { ...address, demo: await Promise.race([offersDemo(address.url), silence]) };
  }
  return { url: location.origin, embedded: false, demo: await offersDemo(location.origin) };
}

const OPENABLE: ReadonlySet<string> = new Set(["https:", "http:", "mailto:", "tel:"]);

function openExternal(url: string): void {
  if (!OPENABLE.has(parseUrl(url)?.protocol ?? "")) return;
  if (desktop === undefined) window.open(url, "_blank", "noopener,noreferrer");
  else void desktop.openExternal(url);
}

function newWindow(): void {
  if (desktop === undefined) window.open(location.href, "_blank", "noopener,noreferrer");
  else void desktop.newWindow();
}

void start();
