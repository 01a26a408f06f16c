import { consentSettingsSchema, type ConsentSettings } from "../../shared/consent/consent-settings.ts";
import { createAnswerKeeper } from "../state/answer-keeper.ts";
import { SETTINGS_REFRESH, type SettingsKeeper } from "../state/settings-keeper.ts";
import type { Timers } from "../timers.ts";

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly timers: Timers;
  readonly hear: (settings: ConsentSettings) => void;
}

/** [S2-9] What people here may agree to. Its saves have no number. */
export const createConsentSettingsKeeper = ({ hear, ...deps }: Deps): SettingsKeeper =>
  createAnswerKeeper({
    ...deps,
    path: "/api/v1/consents/settings",
    every: SETTINGS_REFRESH,
    hear: (raw) => {
      const read = consentSettingsSchema.safeParse(raw);
      if (read.success) hear(read.data);
    },
  });
