import type { Result } from "../../shared/result.ts";
import type { ReadTx, WriteTx } from "./store.ts";

export interface SettingsInForce<Settings> {
  /** Counts the saves; 0 where nobody has saved. */
  readonly version: number;
  readonly settings: Settings;
}

/** Settings under one key, as they were saved: what an older release took and this one refuses has its defaults. */
export function keptSettings<Settings>(key: string, parse: (saved: unknown) => Result<Settings, unknown>, defaults: Settings) {
  const unsaved: SettingsInForce<Settings> = { version: 0, settings: defaults };
  /** As last read: some are asked for with every change of every conversation. */
  let last = { text: "", inForce: unsaved };

  const read = (tx: Pick<ReadTx, "meta">): SettingsInForce<Settings> => {
    const text = tx.meta(key);
    if (text === undefined) return unsaved;
    if (text !== last.text) {
      const { saved, version } = JSON.parse(text) as { readonly version: number; readonly saved: unknown };
      const parsed = parse(saved);
      last = { text, inForce: { version, settings: parsed.ok ? parsed.value : defaults } };
    }
    return last.inForce;
  };
  const save = (tx: WriteTx, saved: unknown): SettingsInForce<Settings> => {
    tx.setMeta(key, JSON.stringify({ version: read(tx).version + 1, saved }));
    return read(tx);
  };
  return { read, save };
}
