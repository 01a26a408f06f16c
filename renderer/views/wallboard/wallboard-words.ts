import { screenEn } from "../../messages/wallboard/screen-en.ts";
import { screenEs } from "../../messages/wallboard/screen-es.ts";
import { screenIt } from "../../messages/wallboard/screen-it.ts";
import { screenPtBr } from "../../messages/wallboard/screen-pt-br.ts";

const CATALOGUES: Readonly<Record<string, typeof screenEn | typeof screenIt>> = { en: screenEn, it: screenIt, es: screenEs, pt: screenPtBr };

export type ScreenKey = keyof typeof screenEn;

export interface ScreenWords {
  readonly language: string;
  readonly t: (key: ScreenKey, values?: Readonly<Record<string, string>>) => string;
  readonly number: (n: number) => string;
  readonly percent: (share: number) => string;
  /** By the clock on the wall of `timeZone`. */
  readonly time: (at: number, timeZone: string) => string;
  /** "4 min", "2 h 10 min", "3 d 4 h": to the minute, as a screen five metres away needs it. */
  readonly span: (ms: number) => string;
}

/** The few words of the screen, without the library and the catalogues of the inbox: the page stays small for a television. */
export function createScreenWords(preferred: readonly string[]): ScreenWords {
  const baseOf = (wish: string): string => wish.split("-")[0]?.toLowerCase() ?? "";
  const language = preferred.find((wish) => baseOf(wish) in CATALOGUES) ?? "en";
  const catalogue = CATALOGUES[baseOf(language)] ?? screenEn;
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const t: ScreenWords["t"] = (key, values = {}) => catalogue[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? "");
  return {
    language,
    t,
    number: (n) => whole.format(n),
    // What is not quite all is not all, and what is not quite the goal is not the goal.
    percent: (n) => share.format(Math.floor(n * 100 + 1e-9) / 100),
    time: (at, timeZone) => new Intl.DateTimeFormat(language, { timeZone, hour: "2-digit", minute: "2-digit" }).format(at),
    span: (ms) => {
      const minutes = Math.max(0, Math.floor(ms / 60_000));
      const of = (n: number): string => whole.format(n);
      if (minutes < 60) return t("minutes", { minutes: of(minutes) });
      if (minutes < 24 * 60) return t("hours", { hours: of(Math.floor(minutes / 60)), minutes: of(minutes % 60) });
      return t("days", { days: of(Math.floor(minutes / 1_440)), hours: of(Math.floor((minutes % 1_440) / 60)) });
    },
  };
}
