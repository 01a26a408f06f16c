import type { Logger } from "pino";
import type { CloudApi } from "../cloud-api/port.ts";
import type { Store } from "../store/store.ts";
import { syncTemplates } from "./sync-templates.ts";

const EVERY = 15 * 60_000;

/** Fetches the platform's templates at the start and every quarter of an hour; webhooks tell what happens in between. */
export function keepTemplates({ cloudApi, log, store }: { readonly cloudApi: CloudApi; readonly store: Store; readonly log: Pick<Logger, "warn"> }): {
  readonly stop: () => void;
} {
  let stopped = false;
  const fetchAll = async (): Promise<void> => {
    try {
      const remote = await cloudApi.templates();
      if (!stopped) syncTemplates(store, remote);
    } catch (error) {
      log.warn({ error }, "Templates could not be fetched; the last list stays.");
    }
  };
  void fetchAll();
  const timer = setInterval(() => void fetchAll(), EVERY);
  timer.unref();
  return {
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
