/** In which order a table writes day and month; `either` where no line tells. */
export type DateOrder = "day-first" | "month-first" | "either";

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?$/;
const SHORT = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:,?[T ]+(.+))?$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)? ?([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$/;
const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LONGEST = 40;

/** What the lines themselves say: a first number above 12 is a day. */
export function dateOrderOf(texts: Iterable<string>): DateOrder {
  for (const text of texts) {
    const [, first, second] = SHORT.exec(text.trim().slice(0, LONGEST)) ?? [];
    if (first === undefined || second === undefined) continue;
    if (Number(first) > 12) return "day-first";
    if (Number(second) > 12) return "month-first";
  }
  return "either";
}

/** In ISO 8601; a time without a zone is UTC, a day is its first moment. Undefined where it is no date. */
export function readImportedDate(text: string, order: Exclude<DateOrder, "either">): string | undefined {
  const given = text.trim();
  if (given.length > LONGEST) return undefined;
  const iso = ISO.exec(given);
  if (iso !== null) return instantText(iso[1], iso[2], iso[3], iso[4]);
  const short = SHORT.exec(given);
  if (short === null) return undefined;
  return order === "day-first" ? instantText(short[3], short[2], short[1], short[4]) : instantText(short[3], short[1], short[2], short[4]);
}

function instantText(year = "", month = "", day = "", time: string | undefined): string | undefined {
  const length = LENGTHS[Number(month) - 1] ?? 0;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  if (Number(day) < 1 || Number(day) > (month.padStart(2, "0") === "02" && !isLeap ? 28 : length)) return undefined;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (time === undefined) return `${date}T00:00:00Z`;

  const [whole, hour = "", minute = "", second = "00", half, zone = "Z"] = TIME.exec(time.trim()) ?? [];
  if (whole === undefined) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === "Z" || zone.includes(":") ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return `${date}T${String(hours).padStart(2, "0")}:${minute}:${second}${offset}`;
}
