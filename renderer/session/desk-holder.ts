import type { ServerAddress } from "../../shared/desktop-contract.ts";
import type { Commands } from "../commands/commands.ts";
import type { Timers } from "../timers.ts";
import type { Session, SignedIn } from "./session.ts";
import type { Desk } from "./start-desk.ts";

/** What the window shows. */
export interface Shown {
  readonly session: "restoring" | "signed-out" | "signed-in";
  readonly commands: Commands | undefined;
}

interface Deps {
  readonly session: Session;
  readonly startDesk: (signedIn: SignedIn) => Promise<Desk | undefined>;
  /** Makes this the one tab that works; `onLost` tells that another has taken over. */
  readonly lead: (onLost: () => void) => Promise<{ readonly release: () => void }>;
  readonly show: (shown: Shown) => void;
  readonly timers: Timers;
  readonly onError: (error: unknown) => void;
}

export interface DeskHolder {
  readonly start: (here: ServerAddress) => Promise<void>;
  readonly current: () => Desk | undefined;
  /** This tab is looked at again: it takes the work back from the other one. */
  readonly resume: () => void;
}

const RETRY_MS = 3_000;

/**
 * Has the desk of whoever is signed in, and none of anybody else.
 *
 *   restoring ──stored session──▶ signed in ◀──sign-in── signed out
 *                                     └──────sign-out, or a session that ended──────▶
 */
export function createDeskHolder({ lead, onError, session, show, startDesk, timers }: Deps): DeskHolder {
  // One change at a time: a sign-out must not overtake a start.
  let work: Promise<void> = Promise.resolve();
  let desk: Desk | undefined;
  let leadership: { readonly release: () => void } | undefined;
  let isAside = false;

  const inOrder = (task: () => Promise<void>): Promise<void> => {
    work = work.then(task).catch(onError);
    return work;
  };

  const open = async (): Promise<void> => {
    const signedIn = session.current();
    if (signedIn === undefined) return show({ session: "signed-out", commands: undefined });
    if (desk !== undefined) return;

    leadership ??= await lead(() => void inOrder(stepAside));
    desk = await startDesk(signedIn);
    if (desk !== undefined) return show({ session: "signed-in", commands: desk.commands });

    // Signed in, and nothing about this person is kept here: only the server can say who it is.
    show({ session: "restoring", commands: undefined });
    const outcome = await session.renew();
    if (outcome === "unreachable") timers.after(RETRY_MS, () => void inOrder(open));
    else void inOrder(open);
  };

  const stepAside = async (): Promise<void> => {
    leadership = undefined;
    isAside = true;
    show({ session: "restoring", commands: undefined });
    await desk?.stop();
    desk = undefined;
  };

  const close = async (): Promise<void> => {
    show({ session: "signed-out", commands: undefined });
    const leaving = desk;
    desk = undefined;
    await leaving?.destroy();
    leadership?.release();
    leadership = undefined;
  };

  session.onChange((signedIn) => void inOrder(signedIn === undefined ? close : open));

  return {
    start: (here) =>
      inOrder(async () => {
        await session.restore(here);
        await open();
      }),
    current: () => desk,
    resume: () => {
      if (!isAside) return;
      isAside = false;
      void inOrder(open);
    },
  };
}
