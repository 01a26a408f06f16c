import type { Logger } from "pino";
import { toInstant, type Clock, type Instant } from "../../shared/time.ts";
import type { CloudApi } from "../cloud-api/port.ts";
import type { Store } from "../store/store.ts";
import { syncTemplates } from "./sync-templates.ts";

const EVERY = 15 * 60_000;

/** How the copy of the platform's list stands. */
export interface TemplateSync {
  /** The last time that the list came as a whole. */
  readonly at?: Instant | undefined;
  /** What went wrong since. */
  readonly failed?: { readonly at: Instant; readonly message: string } | undefined;
}

export interface KeptTemplates {
  readonly state: () => TemplateSync;
  /** Asks now; who asks while an answer is under way waits for that one. */
  readonly sync: () => Promise<TemplateSync>;
  readonly stop: () => void;
}

const SYNCED_AT = "templates-synced-at";

/** Fetches the platform's templates at the start and every quarter of an hour; webhooks tell what happens in between. */
export function keepTemplates({
  clock,
  cloudApi,
  log,
  store,
}: {
  readonly cloudApi: CloudApi;
  readonly clock: Clock;
  readonly store: Store;
  readonly log: Pick<Logger, "warn">;
}): KeptTemplates {
  let stopped = false;
  let failed: TemplateSync["failed"];
  let underWay: Promise<TemplateSync> | undefined;

  const state = (): TemplateSync => {
    const at = Number(store.read((tx) => tx.meta(SYNCED_AT)));
    return { at: Number.isFinite(at) && at > 0 ? toInstant(at) : undefined, failed };
  };
  const fetchAll = async (): Promise<TemplateSync> => {
    try {
      const remote = await cloudApi.templates();
      if (stopped) return { failed };
      const now = clock.now();
      syncTemplates(store, remote, now);
      store.write((tx) => tx.setMeta(SYNCED_AT, String(now)));
      failed = undefined;
    } catch (error) {
      failed = { at: clock.now(), message: error instanceof Error ? error.message : String(error) };
      log.warn({ error }, "Templates could not be fetched; the last list stays.");
    }
    return stopped ? { failed } : state();
  };
  const sync = (): Promise<TemplateSync> => (underWay ??= fetchAll().finally(() => (underWay = undefined)));

  void sync();
  const timer = setInterval(() => void sync(), EVERY);
  timer.unref();
  return {
    state,
    sync,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
