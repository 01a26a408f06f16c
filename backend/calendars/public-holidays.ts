import Holidays from "date-holidays";
import type { HolidayCountry, NamedHoliday } from "../../shared/api/sla.ts";
import { dateText, parseDate } from "../../shared/sla/civil-date.ts";

export interface HolidayQuestion {
  readonly country: string;
  readonly region?: string | undefined;
  /** Calendar years, both included. */
  readonly from: number;
  readonly to: number;
  /** Names in this language where there are any; else in the country's own. */
  readonly language?: string | undefined;
}

/** Countries and their regions of which the public holidays are known, by name. */
export function countriesWithHolidays(asked?: string): readonly HolidayCountry[] {
  const language = languageOf(asked) ?? "en";
  const known = new Holidays();
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const byName = ({ name: a }: { readonly name: string }, { name: b }: { readonly name: string }): number => collator.compare(a, b);
  const collator = new Intl.Collator(language);
  return Object.entries(known.getCountries(base(language)))
    .map(([code, name]) => ({
      code,
      name: names.of(code) ?? name,
      regions: Object.entries(known.getStates(code, base(language)) ?? {})
        .map(([region, called]) => ({ code: region, name: called }))
        .toSorted(byName),
    }))
    .toSorted(byName);
}

/** [C1] The public holidays that are whole days, by date; undefined where nobody knows the country or the region. */
export function publicHolidays({ country, from, language, region, to }: HolidayQuestion): readonly NamedHoliday[] | undefined {
  const all = new Holidays();
  if (!Object.hasOwn(all.getCountries(), country)) return undefined;
  if (region !== undefined && !Object.hasOwn(all.getStates(country) ?? {}, region)) return undefined;

  const known = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return years
    .flatMap((year) => known.getHolidays(year, language === undefined ? undefined : base(language)))
    .filter(({ type }) => type === "public")
    .flatMap(({ date, end, name, start }) => {
      // "2026-04-02 00:00:00 -0600": the day as people there call it, also where it begins with the evening before.
      const [day = "", begins] = date.split(" ");
      const first = parseDate(day);
      const length = first === undefined || begins !== "00:00:00" ? 0 : wholeDays(end.getTime() - start.getTime());
      return Array.from({ length }, (_, index) => ({ date: dateText((first ?? 0) + index), name }));
    })
    .filter(({ date }, index, days) => days.findIndex((other) => other.date === date && other.name === days[index]?.name) === index)
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

const HOUR = 3_600_000;
/** A day on which the clocks go forward has 23 hours; half days stay open. */
const wholeDays = (length: number): number => Math.floor((length + HOUR) / (24 * HOUR));

/** What looks like a language need not be one. */
function languageOf(asked: string | undefined): string | undefined {
  try {
    return asked === undefined ? undefined : Intl.getCanonicalLocales(asked)[0];
  } catch {
    return undefined;
  }
}

/** The names are kept by language, not by place: `pt` for `pt-BR`. */
const base = (language: string): string => language.split("-")[0] ?? language;
