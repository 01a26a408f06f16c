import type { WallboardAnswer } from "../../../shared/wallboard/wallboard-answer.ts";
import type { Clock, Instant } from "../../../shared/time.ts";
import type { Timers } from "../../timers.ts";

/** What a question came back with. */
export type WallboardAsked =
  | { readonly kind: "told"; readonly answer: WallboardAnswer }
  | { readonly kind: "refused" }
  /** Nobody answered, or it was not this. */
  | { readonly kind: "failed" };

/** `at`: when it was heard, by this machine's clock. */
export type WallboardState =
  | { readonly kind: "starting"; readonly failed: boolean }
  | { readonly kind: "showing"; readonly answer: WallboardAnswer; readonly at: Instant; readonly failing: boolean }
  | { readonly kind: "refused" };

interface Deps {
  readonly ask: () => Promise<WallboardAsked>;
  readonly show: (state: WallboardState) => void;
  /** The server is another version than this page: load it anew. */
  readonly reload: (version: string) => void;
  /** Of this page. */
  readonly version: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 to 1. */
  readonly random: () => number;
}

const ASK_EVERY_MS = 10_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A revoked link stays so, mostly. */
const REFUSED_WAIT_MS = 60_000;

/** [BD5] Asks again and again; what was heard last stays. Many screens that lose one server do not come back in one moment. */
export function startWallboardPoll({ ask, clock, random, reload, show, timers, version }: Deps): { readonly wake: () => void; readonly stop: () => void } {
  let state: WallboardState = { kind: "starting", failed: false };
  let failures = 0;
  let asking = false;
  let stopped = false;
  let cancel = () => {};

  const say = (next: WallboardState): void => {
    state = next;
    show(next);
  };
  const heard = (asked: WallboardAsked): number => {
    if (asked.kind === "told") {
      failures = 0;
      say({ kind: "showing", answer: asked.answer, at: clock.now(), failing: false });
      if (asked.answer.version !== version) reload(asked.answer.version);
      return ASK_EVERY_MS;
    }
    if (asked.kind === "refused") {
      say({ kind: "refused" });
      return REFUSED_WAIT_MS;
    }
    failures += 1;
    say(state.kind === "showing" ? { ...state, failing: true } : { kind: "starting", failed: true });
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, failures - 1));
    return longest * (0.5 + random() / 2);
  };
  const look = (): void => {
    if (asking || stopped) return;
    asking = true;
    cancel();
    void ask()
      .catch((): WallboardAsked => ({ kind: "failed" }))
      .then((asked) => {
        asking = false;
        if (!stopped) cancel = timers.after(heard(asked), look);
      });
  };
  show(state);
  look();
  return {
    /** The network is back, or somebody looks: no waiting. */
    wake: look,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}
