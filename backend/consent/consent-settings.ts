import { consentSettingsSchema, DEFAULT_CONSENT_SETTINGS, type ConsentSettings } from "../../shared/consent/consent-settings.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

const KEY = "consent.settings";

/** [S2-9] Those of a new workspace until a lead has saved others. */
export function readConsentSettings(tx: Pick<ReadTx, "meta">): ConsentSettings {
  const text = tx.meta(KEY);
  return text === undefined ? DEFAULT_CONSENT_SETTINGS : consentSettingsSchema.parse(JSON.parse(text));
}

export function saveConsentSettings(tx: WriteTx, settings: ConsentSettings, by: string, at: Instant): void {
  const text = JSON.stringify(settings);
  if (text === tx.meta(KEY)) return;
  tx.setMeta(KEY, text);
  tx.appendAudit({ at, who: by, action: "consent-settings-saved", target: "consents", data: JSON.stringify(settings.categories.map(({ key }) => key)) });
}
