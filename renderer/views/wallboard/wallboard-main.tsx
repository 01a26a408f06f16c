import "../../session/zod-without-eval.ts";
import "@fontsource-variable/inter/wght.css";
import "../../theme/base.css";
import { createRoot } from "react-dom/client";
import { VERSION } from "../../../shared/version.ts";
import { wallboardSchema } from "../../../shared/wallboard/wallboard-schema.ts";
import { systemClock } from "../../state/ticker.ts";
import { pageTimers } from "../../timers.ts";
import { askWallboard } from "./ask-wallboard.ts";
import { startWallboardPoll, type WallboardState } from "./wallboard-poll.ts";
import { createScreenWords } from "./wallboard-words.ts";
import { Wallboard } from "./wallboard.tsx";

/** The composition root of the screen: a page of its own, which knows one token and asks one question. */
const RELOADED = "greenline.wallboard.reloaded";
const THEME = "greenline.wallboard.theme";
/** So that what is shown grows older by itself. */
const REDRAW_MS = 5_000;

const root = createRoot(document.getElementById("root") as HTMLElement);
const words = createScreenWords(navigator.languages);
document.documentElement.lang = words.language;
document.title = words.t("title");

/** Some televisions keep nothing; then it is asked of the system. */
const recall = (storage: () => Storage, key: string): string | null => {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
};
const keep = (storage: () => Storage, key: string, value: string): void => {
  try {
    storage().setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
};

let state: WallboardState = { kind: "starting", failed: false };
let theme: "light" | "dark" =
  (recall(() => localStorage, THEME) ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark")) === "light" ? "light" : "dark";

const draw = (): void => {
  document.documentElement.dataset["theme"] = theme;
  const canFill = document.fullscreenEnabled && document.fullscreenElement === null;
  root.render(
    <Wallboard
      state={state}
      now={systemClock.now()}
      words={words}
      theme={theme}
      onTheme={() => {
        theme = theme === "dark" ? "light" : "dark";
        keep(() => localStorage, THEME, theme);
        draw();
      }}
      onFullScreen={canFill ? () => void document.documentElement.requestFullscreen() : undefined}
    />,
  );
};

const token = new URLSearchParams(location.hash.slice(1)).get("token") ?? "";
const poll = startWallboardPoll({
  ask: () => askWallboard({ fetch: (url, init) => fetch(url, init), token, parse: (raw) => wallboardSchema.safeParse(raw).data }),
  show: (next) => {
    state = next;
    draw();
  },
  // Once for each version: where a cache gives the old page again it goes on as it is.
  reload: (version) => {
    if (recall(() => sessionStorage, RELOADED) === version) return;
    keep(() => sessionStorage, RELOADED, version);
    if (recall(() => sessionStorage, RELOADED) === version) location.reload();
  },
  version: VERSION,
  clock: systemClock,
  timers: pageTimers,
  random: Math.random,
});
setInterval(draw, REDRAW_MS);
window.addEventListener("online", poll.wake);
document.addEventListener("visibilitychange", () => document.hidden || poll.wake());
document.addEventListener("fullscreenchange", draw);
window.addEventListener("hashchange", () => location.reload());
// A screen that is woken each night by its own timer would dim otherwise; where there is no lock, the television's settings hold.
if ("wakeLock" in navigator) void navigator.wakeLock.request("screen").catch(() => undefined);
