import type { AgentId } from "../../shared/ids.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { Clock } from "../../shared/time.ts";
import type { Outbox } from "../replica/outbox.ts";
import type { Connection, InboxState } from "./inbox-state.ts";
import { heldMessage, isAside, wishKey, type Returned } from "./returned.ts";

interface Deps {
  readonly outbox: Pick<Outbox, "keepReturned" | "dropReturned">;
  readonly state: () => InboxState;
  readonly show: (patch: Partial<Pick<InboxState, "returned" | "homecoming">>) => void;
  readonly me: AgentId;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

export interface ReturnedKeeper {
  /** What an earlier run of the app kept. */
  readonly start: (kept: readonly Returned[]) => void;
  /** On disk when it resolves. */
  readonly keep: (returned: Returned) => Promise<void>;
  /** Somebody has looked at them. */
  readonly drop: (ids: readonly string[]) => Promise<void>;
  /**
   * One of mine is held, or is not any more, says a page or a snapshot. It is kept before the rows are: they come once, and a
   * place for what is held must not hang on what this desk was doing then.
   */
  readonly rows: (rows: readonly VersionedRow[]) => Promise<void> | undefined;
  /** After an absence it is remembered what was waiting, so that the person can be told what became of it. */
  readonly connection: (connection: Connection) => void;
  readonly dismissHomecoming: () => void;
}

/** Keeps what came back: on disk first, then on screen. */
export function createReturnedKeeper({ clock, me, onError, outbox, show, state }: Deps): ReturnedKeeper {
  const put = (returned: Returned): void => show({ returned: new Map(state().returned).set(returned.id, returned) });

  const keep = async (returned: Returned): Promise<void> => {
    try {
      await outbox.keepReturned(returned);
    } finally {
      // Where the disk is full it is at least seen and can be copied.
      put(returned);
    }
  };

  const drop = async (ids: readonly string[]): Promise<void> => {
    const left = new Map([...state().returned].filter(([id]) => !ids.includes(id)));
    if (left.size !== state().returned.size) show({ returned: left });
    await outbox.dropReturned(ids);
  };

  return {
    start: (kept) => {
      const inOrder = kept.toSorted((a, b) => a.returnedAt - b.returnedAt);
      if (inOrder.length > 0) show({ returned: new Map([...inOrder.map((each) => [each.id, each] as const), ...state().returned]) });
    },
    keep,
    drop,
    rows: (rows) => {
      const keeping: Promise<void>[] = [];
      for (const row of rows) {
        if (row.e !== "message") continue;
        const held = row.row === undefined ? undefined : heldMessage(row.row, me, clock.now());
        const id = `send ${row.id}`;
        const known = state().returned.get(id);
        if (held !== undefined && (known === undefined || !isSameReason(known.why, held.why))) keeping.push(keep(held).catch(onError));
        if (held === undefined && known?.why.kind === "held") keeping.push(drop([id]).catch(onError));
      }
      return keeping.length === 0 ? undefined : Promise.all(keeping).then(() => undefined);
    },
    connection: ({ kind }) => {
      if (kind === "offline") show({ homecoming: undefined });
      if (kind !== "syncing" || state().homecoming !== undefined) return;
      const of = [...state().pending.values()].flat().flatMap(({ madeAt, mutation }) => (isAside(mutation) ? [] : [wishKey(mutation, madeAt)]));
      if (of.length > 0) show({ homecoming: { of } });
    },
    dismissHomecoming: () => show({ homecoming: undefined }),
  };
}

const isSameReason = (a: Returned["why"], b: Returned["why"]): boolean => a.kind === "held" && b.kind === "held" && a.reason === b.reason;
