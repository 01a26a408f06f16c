/** Dates without a clock or a zone. A day number counts days from 1970-01-01, as the first day of it is 0. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

// The year is taken to begin in March, so that the leap day is its last; 400 years have 146,097 days (Hinnant, "chrono-compatible low-level date algorithms").
export function dayNumber({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export function civilDate(dayCount: number): CivilDate {
  const z = dayCount + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** Monday is 0. */
export const weekdayOf = (dayCount: number): number => (((dayCount + 3) % 7) + 7) % 7;

/** `YYYY-MM-DD` of a day number. */
export function dateText(dayCount: number): string {
  const { day, month, year } = civilDate(dayCount);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The day number of a `YYYY-MM-DD` that exists. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return undefined;

  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const number = dayNumber(date);
  const back = civilDate(number);
  return back.year === date.year && back.month === date.month && back.day === date.day ? number : undefined;
}

/** Month and day of a `MM-DD` that exists in some year. */
export function parseMonthDay(text: string): { readonly month: number; readonly day: number } | undefined {
  const match = /^(\d{2})-(\d{2})$/.exec(text);
  if (match === null || parseDate(`2000-${text}`) === undefined) return undefined;
  return { month: Number(match[1]), day: Number(match[2]) };
}

/** Minutes after midnight of `HH:MM`, up to 24:00. */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;

  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : undefined;
}
