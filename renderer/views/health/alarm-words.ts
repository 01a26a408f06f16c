import type { NumberAlarm } from "../../../shared/signals/alarms.ts";
import type { Words } from "../words/use-words.ts";
import type { Rates } from "./use-rates.ts";

/** What an alarm says, in one sentence. */
export function alarmSentence(
  { quality, signal, value = 0 }: NumberAlarm,
  { t }: Pick<Words, "t">,
  { percent, times }: Pick<Rates, "percent" | "times">,
): string {
  if (signal === "surge") return t("surge.alarm");
  if (signal === "quality") return t(`health.alarm.quality.${quality ?? "unknown"}`);
  return t(`health.alarm.${signal}`, { value: signal === "burst" || signal === "identical-texts" ? times(value) : percent(value) });
}
