import { consentSettingsSchema, type ConsentSettings } from "../../shared/consent/consent-settings.ts";
import { minutes } from "../../shared/time.ts";
import type { Connection } from "../state/inbox-state.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (settings: ConsentSettings) => void;
}

export interface ConsentSettingsKeeper {
  readonly connection: (connection: Connection) => void;
  readonly stop: () => void;
}

const REFRESH = minutes(15);

/** [S2-9] What people here may agree to: asked for when the line stands, and now and then. What cannot be read leaves the one before. */
export function createConsentSettingsKeeper({ hear, request, timers }: Deps): ConsentSettingsKeeper {
  let isLive = false;
  let cancel = (): void => undefined;
  const ended = new AbortController();

  const ask = async (): Promise<void> => {
    const response = await request("/api/v1/consents/settings", { signal: ended.signal });
    const read = response.ok ? consentSettingsSchema.safeParse(await response.json()) : undefined;
    if (read?.success === true) hear(read.data);
  };
  const look = (): void => {
    cancel();
    cancel = timers.after(REFRESH, look);
    ask().catch(() => undefined);
  };

  return {
    connection: ({ kind }) => {
      const was = isLive;
      isLive = kind === "live";
      if (isLive && !was) look();
    },
    stop: () => {
      cancel();
      ended.abort();
    },
  };
}
