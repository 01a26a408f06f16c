import type { Logger } from "pino";
import { EVERY_SCOPE } from "../../shared/sync/scopes.ts";
import { plus, seconds, type Clock, type Instant } from "../../shared/time.ts";
import type { LogEntry, ReadTx, Store } from "../store/store.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import { readAutoReply, readCursor, writeCursor } from "./auto-reply-settings.ts";
import { autoReplyFor, isHeldAutoReply, putAutoReply, takeBackHeld } from "./put-auto-reply.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "error">;
  /** Something is in the outbox. */
  readonly onPut: () => void;
  /** Calls back at an instant; returns what cancels it. */
  readonly at: (instant: Instant, work: () => void) => () => void;
}

const PAGE = 500;
const RETRY = seconds(1);
/** How far the kept place may lie behind: what is read again after a restart is answered no second time. */
const KEEP_EVERY = 1_000;

/**
 * [HO11] [S0-19] Reads the log for customers who wait while nobody is there, and answers each once in a period. By the log and not by
 * timers: what came while nobody was running is seen at the next start, and a second process finds what the first has put.
 */
export function answerAbsence({ at, clock, log, onPut, store }: Deps): { readonly stop: () => void } {
  let cancel: (() => void) | undefined;
  let stopped = false;
  let kept = store.read(readCursor);
  if (kept === undefined) {
    kept = store.write((tx) => {
      const head = tx.head();
      writeCursor(tx, head);
      return head;
    });
  }
  let seen = kept;

  const lookSoon = (instant = clock.now()): void => {
    if (stopped || cancel !== undefined) return;
    cancel = at(instant, () => {
      cancel = undefined;
      try {
        look();
      } catch (error) {
        log.error({ error }, "Automatic answers could not be looked after; it is tried again.");
        lookSoon(plus(clock.now(), RETRY));
      }
    });
  };

  const look = (): void => {
    // Somebody may just have switched it on.
    seen = Math.max(seen, store.read(readCursor) ?? 0);
    for (;;) {
      const entries = store.read((tx) => tx.changes(seen, [EVERY_SCOPE], PAGE));
      const isOn = store.read((tx) => readAutoReply(tx).settings.on);
      let put = false;
      for (const entry of entries) if (needsWork(entry, isOn)) put = work(entry) || put;
      seen = entries.at(-1)?.seq ?? seen;
      if (put || seen - (kept ?? 0) >= KEEP_EVERY) keep();
      if (put) onPut();
      if (entries.length < PAGE) return;
    }
  };
  const keep = (): void => {
    const place = seen;
    store.write((tx) => writeCursor(tx, Math.max(place, readCursor(tx) ?? 0)));
    kept = place;
  };

  const needsWork = ({ entity, id, op }: LogEntry, isOn: boolean): boolean => op !== "del" && store.read((tx) => concerns(tx, entity, id, isOn, clock.now()));

  /** What fails for a reason of its own lets the others pass (I17). */
  const work = ({ entity, id }: LogEntry): boolean => {
    try {
      return store.write((tx) => {
        if (entity === "message") {
          const message = tx.get("message", id);
          if (message !== undefined) takeBackHeld(tx, message);
          return false;
        }
        const conversation = tx.get("conversation", id);
        return conversation !== undefined && putAutoReply(tx, conversation, clock.now());
      });
    } catch (error) {
      if (isStoreTrouble(error)) throw error;
      log.error({ error }, "One automatic answer could not be given; the others go on.");
      return false;
    }
  };

  const unsubscribe = store.onCommit(() => lookSoon());
  lookSoon();
  return {
    stop: () => {
      stopped = true;
      unsubscribe();
      cancel?.();
      if (seen > (kept ?? 0)) keep();
    },
  };
}

function concerns(tx: ReadTx, entity: LogEntry["entity"], id: string, isOn: boolean, now: Instant): boolean {
  if (entity === "message") {
    const message = tx.get("message", id);
    return message !== undefined && isHeldAutoReply(message);
  }
  if (entity !== "conversation" || !isOn) return false;
  const conversation = tx.get("conversation", id);
  return conversation !== undefined && autoReplyFor(tx, conversation, now).type === "say";
}
