import type { VersionedRow } from "../../shared/sync/rows.ts";
import { hours, minutes } from "../../shared/time.ts";
import type { Replica } from "../replica/replica.ts";
import type { Connection } from "../state/inbox-state.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly replica: Pick<Replica, "readTopicModel" | "saveTopicModel">;
  readonly timers: Timers;
  readonly learn: (model: Uint8Array | undefined) => void;
}

export interface TopicKeeper {
  /** Hands out what is kept here, network or not. */
  readonly start: () => Promise<void>;
  readonly connection: (connection: Connection) => void;
  /** What has just changed: where somebody passed a warning with a reason, the model soon knows better. */
  readonly rows: (rows: readonly VersionedRow[]) => void;
  readonly stop: () => Promise<void>;
}

const REFRESH = hours(6);
/** The server learns what was dismissed a minute after it left. */
const DISMISSED = minutes(2);

/** [G-TOPIC] The off-topic model of the workspace: asked for when the line stands and every few hours, and kept for a start without a network. */
export function createTopicKeeper({ learn, replica, request, timers }: Deps): TopicKeeper {
  let tag: string | undefined;
  let asking: Promise<void> | undefined;
  let started = Promise.resolve();
  let isLive = false;
  let cancel = (): void => undefined;
  let cancelSoon: (() => void) | undefined;
  /** Messages that left in spite of a warning: their rows come again with every tick. */
  const dismissed = new Set<string>();
  const ended = new AbortController();

  const keep = async (model: { readonly tag: string; readonly bytes: Uint8Array } | undefined): Promise<void> => {
    tag = model?.tag;
    learn(model?.bytes);
    await replica.saveTopicModel(model);
  };

  const begin = async (): Promise<void> => {
    const kept = await replica.readTopicModel().catch(() => undefined);
    if (kept === undefined || ended.signal.aborted) return;
    tag = kept.tag;
    learn(kept.bytes);
  };

  const ask = async (): Promise<void> => {
    // By the version that is kept, where one is.
    await started;
    const response = await request("/api/v1/guard/topic-model", {
      headers: tag === undefined || tag === "" ? {} : { "if-none-match": tag },
      signal: ended.signal,
    });
    if (response.status === 204) return tag === undefined ? undefined : keep(undefined);
    if (response.status !== 200) return;
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!ended.signal.aborted) await keep({ tag: response.headers.get("etag") ?? "", bytes });
  };
  /** What fails here (no network, a full disk) leaves the desk with the model it has, or with none: then the rule is silent. */
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    asking ??= ask()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
  };

  return {
    start: () => (started = begin()),
    connection: ({ kind }) => {
      const was = isLive;
      isLive = kind === "live";
      if (isLive && !was) look();
    },
    rows: (rows) => {
      for (const { e, row } of rows) {
        if (e !== "message" || row?.overrides?.["G-TOPIC"] === undefined || row.state === "held" || dismissed.has(row.id)) continue;
        dismissed.add(row.id);
        cancelSoon ??= timers.after(DISMISSED, () => {
          cancelSoon = undefined;
          if (isLive) look();
        });
      }
    },
    stop: async () => {
      cancel();
      cancelSoon?.();
      ended.abort();
      // The replica may be closed, or deleted, as soon as this is done.
      await Promise.all([started, asking]);
    },
  };
}
