import type { ServerAddress } from "../../shared/desktop-contract.ts";
import type { Commands } from "../commands/commands.ts";
import { diskProblemOf, type DiskProblem } from "../replica/disk-problem.ts";
import type { Timers } from "../timers.ts";
import type { Session, SignedIn } from "./session.ts";
import type { Aside } from "./desk-part.ts";
import type { Desk } from "./start-desk.ts";

/** What the window shows. */
export interface Shown {
  readonly session: "restoring" | "signed-out" | "signed-in" | "not-started";
  readonly commands: Commands | undefined;
  /** Why it has not started. */
  readonly problem?: StartProblem | undefined;
}

export type StartProblem = DiskProblem | Aside | "unreachable";

interface Deps {
  readonly session: Session;
  readonly startDesk: (signedIn: SignedIn, onAside: (why: Aside) => void) => Promise<Desk | Aside | undefined>;
  /** The page as the server gives it today. */
  readonly reload: () => void;
  readonly show: (shown: Shown) => void;
  readonly timers: Timers;
  readonly onError: (error: unknown) => void;
}

export interface DeskHolder {
  readonly start: (here: ServerAddress) => Promise<void>;
  /** Of a start that failed, now. */
  readonly tryAgain: () => void;
  readonly current: () => Desk | undefined;
}

const RETRY_MS = 3_000;

/**
 * Has the desk of whoever is signed in, and none of anybody else.
 *
 *   restoring ──stored session──▶ signed in ◀──sign-in── signed out
 *                                     └──────sign-out, or a session that ended──────▶
 */
export function createDeskHolder({ onError, reload, session, show, startDesk, timers }: Deps): DeskHolder {
  // One change at a time: a sign-out must not overtake a start.
  let work: Promise<void> = Promise.resolve();
  let desk: Desk | undefined;
  let aside: Aside | undefined;
  let home: ServerAddress | undefined;
  /** Nothing is kept here, and the server does not answer. */
  let isUnreachable = false;
  let cancelRetry = (): void => undefined;

  const inOrder = (task: () => Promise<void>): Promise<void> => {
    work = work.then(task).catch(onError);
    return work;
  };

  const open = async (): Promise<void> => {
    const signedIn = session.current();
    if (signedIn === undefined) return show({ session: "signed-out", commands: undefined });
    if (desk !== undefined) return;

    cancelRetry();
    const started = await startDesk(signedIn, (why) => void inOrder(() => stepAside(why)));
    if (typeof started === "string") return sayAside(started);
    aside = undefined;
    desk = started;
    if (desk !== undefined) {
      isUnreachable = false;
      return show({ session: "signed-in", commands: desk.commands });
    }

    // Signed in, and nothing about this person is kept here: only the server can say who it is.
    if (!isUnreachable) show({ session: "restoring", commands: undefined });
    isUnreachable = (await session.renew()) === "unreachable";
    if (!isUnreachable) return void inOrder(openOrSay);
    show({ session: "not-started", commands: undefined, problem: "unreachable" });
    cancelRetry = timers.after(RETRY_MS, () => void inOrder(openOrSay));
  };

  /** Never an endless start: what keeps it is said, with a way on. */
  const openOrSay = async (): Promise<void> => {
    try {
      if (session.current() === undefined && home !== undefined) await session.restore(home);
      await open();
    } catch (error) {
      onError(error);
      show({ session: "not-started", commands: undefined, problem: diskProblemOf(error) });
    }
  };

  /** It can be read again where the other window has gone, or has its disk back. */
  const sayAside = (why: Aside): void => {
    aside = why;
    show({ session: "not-started", commands: undefined, problem: why });
    if (why === "elsewhere") cancelRetry = timers.after(RETRY_MS, () => void inOrder(openOrSay));
  };

  const stepAside = async (why: Aside): Promise<void> => {
    sayAside(why);
    const leaving = desk;
    desk = undefined;
    await leaving?.stop();
  };

  const close = async (): Promise<void> => {
    cancelRetry();
    show({ session: "signed-out", commands: undefined });
    const leaving = desk;
    desk = undefined;
    await leaving?.destroy();
  };

  session.onChange((signedIn) => void inOrder(signedIn === undefined ? close : openOrSay));

  return {
    start: (here) =>
      inOrder(() => {
        home = here;
        return openOrSay();
      }),
    tryAgain: () => (aside === "outdated" ? reload() : void inOrder(openOrSay)),
    current: () => desk,
  };
}
