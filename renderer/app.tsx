import { lazy, Suspense, useEffect, useMemo } from "react";
import { I18nextProvider } from "react-i18next";
import "@fontsource-variable/inter/wght.css";
import "./theme/base.css";
import type { ServerAddress } from "../shared/desktop-contract.ts";
import type { Clock } from "../shared/time.ts";
import { CommandsProvider } from "./commands/commands-context.tsx";
import type { Commands, SignInCommands } from "./commands/commands.ts";
import { createWords, languageFor } from "./messages/i18n.ts";
import { inboxStore } from "./state/inbox-store.ts";
import { createTicker, TickerContext } from "./state/ticker.ts";
import { setUi, useUi } from "./state/ui-store.ts";
import { applyTheme } from "./theme/apply-theme.ts";
import { TipProvider } from "./ui/tip.tsx";
import { ErrorBoundary } from "./views/shell/error-boundary.tsx";
import type { Shown } from "./session/desk-holder.ts";
import { NotStarted } from "./views/sign-in/not-started.tsx";
import { Restoring } from "./views/sign-in/restoring.tsx";
import { SignInScreen, type SecretStore } from "./views/sign-in/sign-in-screen.tsx";

/** The inbox itself is a piece of its own, so that the window has its first picture before the large part is read. */
export const loadDesk = () => import("./views/shell/desk.tsx");
const Desk = lazy(async () => ({ default: (await loadDesk()).Desk }));

interface AppProps {
  readonly session: Shown["session"];
  /** Why it has not started, and another try. */
  readonly problem?: Shown["problem"];
  readonly onAgain?: (() => void) | undefined;
  /** Absent until somebody is signed in. */
  readonly commands: Commands | undefined;
  readonly signIn: SignInCommands;
  readonly server: ServerAddress;
  /** How well this machine keeps a secret; `browser` where there is no desktop shell. */
  readonly secretStore: SecretStore;
  readonly clock: Clock;
  /** Preferred languages, best first; the browser's own where nothing is said. */
  readonly languages?: readonly string[];
  readonly onError?: (error: unknown) => void;
}

/** The window. Everything it needs comes in here; it makes nothing but its words and its ticker. */
export function App({ clock, commands, languages = navigator.languages, onAgain, onError, problem, secretStore, server, session, signIn }: AppProps) {
  const words = useMemo(() => createWords(languageFor(languages)), [languages]);
  const ticker = useTickerOf(clock);
  const theme = useUi((ui) => ui.theme);
  const density = useUi((ui) => ui.density);

  useEffect(() => applyTheme(document, { theme, density }), [theme, density]);
  useEffect(() => {
    // What somebody was changing is nobody else's.
    if (session === "signed-out")
      setUi({ slaDraft: undefined, policyOpen: undefined, whatIf: undefined, why: undefined, sought: undefined, alertsOpen: false });
  }, [session]);
  useEffect(() => {
    document.documentElement.lang = words.language;
  }, [words]);

  return (
    <I18nextProvider i18n={words}>
      <TickerContext value={ticker}>
        <TipProvider>
          <ErrorBoundary onError={onError}>
            {session === "signed-out" ? (
              <SignInScreen commands={signIn} server={server} secretStore={secretStore} />
            ) : session === "not-started" ? (
              <NotStarted problem={problem ?? "failed"} onAgain={onAgain} />
            ) : session === "restoring" || commands === undefined ? (
              <Restoring />
            ) : (
              <CommandsProvider commands={commands}>
                <Suspense fallback={<Restoring />}>
                  <Desk installation={{ server, secretStore }} />
                </Suspense>
              </CommandsProvider>
            )}
          </ErrorBoundary>
        </TipProvider>
      </TickerContext>
    </I18nextProvider>
  );
}

function useTickerOf(clock: Clock) {
  const ticker = useMemo(
    () =>
      createTicker({
        clock,
        page: document,
        offset: () => inboxStore.getState().offset,
        onOffset: (listener) => inboxStore.subscribe((state, before) => state.offset !== before.offset && listener()),
      }),
    [clock],
  );
  useEffect(() => () => ticker.stop(), [ticker]);
  return ticker;
}
