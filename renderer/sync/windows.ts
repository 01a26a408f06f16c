import type { Timers } from "../timers.ts";
import type { Ask, News, Standing } from "./engine.ts";
import type { EngineWay } from "./engine-seat.ts";
import { waitForLead } from "./leader.ts";
import { outcomeOf, readEnvelope, valueOf, WINDOW_VERSION, type Outcome, type WindowChannel, type WindowMessage } from "./window-channel.ts";

/** What a window does when it begins or ceases to lead or to follow. */
export interface WindowPart {
  readonly onLead: () => void;
  /** Another window has taken over: nothing may be written from here any more. */
  readonly onLost: () => void;
  /** Another window leads: this is how it stands, and the way to ask it. After a gap in its news it stands anew, and the way is the same. */
  readonly onFollow: (standing: Standing, way: EngineWay) => void;
  /** The one that led is gone, or another leads now. */
  readonly onLeaderGone: () => void;
  readonly onNews: (news: News) => void;
  /** A newer version of the app leads. */
  readonly onOutdated: () => void;
  /** Asked of the one that leads. */
  readonly standing: () => Standing;
  readonly answer: (from: string, ask: Ask, isAgain: boolean) => Promise<unknown>;
}

export interface Windows {
  readonly id: string;
  /** What this window begins as; nothing may be opened before. */
  readonly first: Promise<"leads" | "follows" | "outdated">;
  readonly take: (part: WindowPart) => void;
  readonly leads: () => boolean;
  /** The engine runs: who follows may come in. */
  readonly ready: () => void;
  /** To those that follow; nothing is copied where nobody does. */
  readonly tell: (news: News, except?: string) => void;
  /** The last task runs while this window leads, now or when its turn comes: what is deleted then is nobody else's. Resolves at once where it follows. */
  readonly leave: (lastTask?: () => Promise<void>) => Promise<void>;
}

interface Deps {
  readonly locks: LockManager | undefined;
  /** Undefined where there are no locks: then every window is alone. */
  readonly channel: WindowChannel | undefined;
  readonly name: string;
  readonly newId: () => string;
  readonly timers: Timers;
  /** Another one in tests alone. */
  readonly version?: number | undefined;
}

const PING_MS = 3_000;
/** A window that leads answers even while it is hidden. One that does not is frozen or hangs: the lead is taken from it. In pings. */
const MOST_SILENCE = 4;
/** A hidden window may be heard once a minute only. In pings too; who comes back after that begins anew. */
const FORGOTTEN_AFTER = 60;

/**
 * This window among all windows of one person.
 *
 *   waiting ──lock──▶ leading ──lock stolen──▶ waiting
 *      └──welcome──▶ following ──lock──▶ leading
 *                        └──another leads──▶ waiting
 */
export function joinWindows({ channel, locks, name, newId, timers, version = WINDOW_VERSION }: Deps): Windows {
  const id = newId();
  let part: WindowPart | undefined;
  let isLeading = false;
  let isReady = false;
  let isOver = false;
  let lastTask: (() => Promise<void>) | undefined;

  // Of one that leads.
  /** And for how many pings nothing was heard of each. */
  const followers = new Map<string, number>();
  let no = 0;

  // Of one that follows.
  let leader: string | undefined;
  let heardNo = 0;
  let isWelcome = false;
  let silence = 0;
  let asked = 0;
  let answers = new Map<number, (outcome: Outcome) => void>();
  const ways = new Map<string, EngineWay>();

  let cancelPing = (): void => undefined;
  let settle: (first: "leads" | "follows" | "outdated") => void = () => undefined;
  const first = new Promise<"leads" | "follows" | "outdated">((resolve) => {
    settle = resolve;
  });

  type Said = WindowMessage extends infer Each ? (Each extends WindowMessage ? Omit<Each, "v" | "from"> : never) : never;
  const post = (said: Said): void => {
    if (!isOver) channel?.post({ ...said, v: version, from: id });
  };

  const end = (): void => {
    post({ kind: "bye" });
    isOver = true;
    cancelPing();
    lead.release();
    channel?.close();
  };

  const onLead = (): void => {
    if (isOver) return lead.release();
    isLeading = true;
    forgetLeader();
    if (lastTask !== undefined) return void lastTask().finally(end);
    post({ kind: "leads", isReady: false });
    settle("leads");
    part?.onLead();
  };

  const onLost = (): void => {
    isLeading = false;
    isReady = false;
    followers.clear();
    part?.onLost();
    if (part !== undefined) post({ kind: "hello" });
  };

  const forgetLeader = (): void => {
    const hadOne = isWelcome;
    leader = undefined;
    isWelcome = false;
    silence = 0;
    // Whoever waits for these asks the next one again.
    answers = new Map();
    if (hadOne) part?.onLeaderGone();
  };

  const wayTo = (to: string): EngineWay => {
    const known = ways.get(to) ?? {
      ask: async (ask, isAgain) => {
        const mine = ++asked;
        const outcome = new Promise<Outcome>((resolve) => answers.set(mine, resolve));
        post({ kind: "ask", to, id: mine, ask, isAgain });
        return valueOf(await outcome);
      },
    };
    ways.set(to, known);
    return known;
  };

  const otherVersion = (theirs: number, kind: string): void => {
    if (kind !== "leads") {
      // So that it learns who leads here, whichever of both is the older.
      if (isLeading && (kind === "hello" || kind === "ping")) post({ kind: "leads", isReady });
      return;
    }
    if (isLeading) return;
    if (theirs < version) return lead.steal();
    settle("outdated");
    part?.onOutdated();
  };

  const hearLeader = (from: string): void => {
    silence = 0;
    if (from === leader) return;
    forgetLeader();
    leader = from;
    settle("follows");
  };

  const hear = (raw: unknown): void => {
    const read = readEnvelope(raw);
    if (read === undefined || read.from === id || isOver) return;
    if (read.v !== version) return otherVersion(read.v, read.kind);
    const message = raw as WindowMessage;
    switch (message.kind) {
      case "hello":
      case "ping":
        if (!isLeading || lastTask !== undefined) return;
        // Who was not heard for long has missed something.
        if (isReady && part !== undefined && (message.kind === "hello" || !followers.has(message.from)))
          post({ kind: "welcome", to: message.from, no, standing: part.standing() });
        else post({ kind: "leads", isReady });
        if (isReady) followers.set(message.from, 0);
        return;
      case "bye":
        followers.delete(message.from);
        return;
      case "ask":
        if (message.to !== id || !isLeading || part === undefined) return;
        void outcomeOf(part.answer(message.from, message.ask, message.isAgain)).then((outcome) => {
          // Whose lead was taken has nothing to say: its successor is asked.
          if (isLeading && !isOver) post({ kind: "answer", to: message.from, id: message.id, outcome });
        });
        return;
      case "leads":
        if (isLeading) return;
        // It lost the lead and has it again: its engine is another.
        if (!message.isReady && isWelcome) forgetLeader();
        hearLeader(message.from);
        if (message.isReady && !isWelcome && part !== undefined) post({ kind: "hello" });
        return;
      case "welcome":
        if (isLeading || message.to !== id || part === undefined) return;
        hearLeader(message.from);
        isWelcome = true;
        heardNo = message.no;
        part.onFollow(message.standing, wayTo(message.from));
        return;
      case "news":
        if (isLeading || message.from !== leader || !isWelcome) return;
        silence = 0;
        if (message.no !== heardNo + 1) return void post({ kind: "hello" });
        heardNo = message.no;
        if (message.except !== id) part?.onNews(message.news);
        return;
      case "answer":
        if (message.to !== id || message.from !== leader) return;
        silence = 0;
        answers.get(message.id)?.(message.outcome);
        answers.delete(message.id);
    }
  };

  const ping = (): void => {
    cancelPing = timers.after(PING_MS, ping);
    if (isLeading) {
      for (const [follower, pings] of followers)
        if (pings > FORGOTTEN_AFTER) followers.delete(follower);
        else followers.set(follower, pings + 1);
      return;
    }
    if (++silence > MOST_SILENCE) {
      silence = 0;
      return lead.steal();
    }
    post({ kind: part !== undefined && !isWelcome ? "hello" : "ping" });
  };

  channel?.listen(hear);
  const lead = waitForLead(locks, name, { onLead, onLost });
  if (channel !== undefined) ping();

  return {
    id,
    first,
    take: (given) => {
      part = given;
      if (isLeading) part.onLead();
      else post({ kind: "hello" });
    },
    leads: () => isLeading && !isOver,
    ready: () => {
      isReady = true;
      post({ kind: "leads", isReady });
    },
    tell: (news, except) => {
      no++;
      if (followers.size > 0) post({ kind: "news", no, news, ...(except === undefined ? {} : { except }) });
    },
    leave: async (task) => {
      part = undefined;
      if (task === undefined) return end();
      lastTask = task;
      if (!isLeading) return;
      await task().finally(end);
    },
  };
}
