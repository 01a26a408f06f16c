/** The parts of a date as they stand, before it is known which of them is the month. */
export interface ChatStamp {
  readonly parts: readonly [number, number, number];
  /** Milliseconds since midnight. */
  readonly time: number;
  /** With AM and PM, as where months are written first. */
  readonly twelveHours: boolean;
}

export interface ChatHeader {
  readonly stamp: ChatStamp;
  /** What stands behind the time, as it is. */
  readonly rest: string;
}

/** Marks of direction, which the app strews between date and time. */
const MARKS = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/;
const ALL_MARKS = new RegExp(MARKS.source, "g");
const SPACES = /[\u00A0\u202F\u2009]/;
/** The zeros of Arabic, Persian, Devanagari and Bengali digits. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6];
/** No date and time is longer. */
const LONGEST_HEADER = 90;

const DATE = String.raw`(\d{1,4})[./-] ?(\d{1,2})[./-] ?(\d{1,4})\.?`;
const BEFORE_NOON = String.raw`a\.? ?m\.?|ص|上午|午前|오전`;
const AFTER_NOON = String.raw`p\.? ?m\.?|م|下午|午後|오후`;
const HALF = `(?:(${BEFORE_NOON})|(${AFTER_NOON}))`;
const TIME = String.raw`(?:${HALF} ?)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?${HALF})?`;
/** One phone puts it in brackets, the other a dash behind it. */
const HEADER = new RegExp(String.raw`^(?:\[${DATE}(?:[,،]| klo| um| kl\.?)? ?${TIME}\] ?|${DATE}(?:[,،]| klo| um| kl\.?)? ?${TIME} [-–] )`, "i");
const GROUPS = 10;

export const withoutMarks = (text: string): string => text.replace(ALL_MARKS, "").trim();

/** The date and time at the beginning of a line; undefined where the line goes on with the message before it. */
export function readHeader(line: string): ChatHeader | undefined {
  const { ends, text } = plain(line);
  const match = HEADER.exec(text);
  if (match === null) return undefined;

  const [a, b, c, am1, pm1, hours, minutes, seconds, am2, pm2] = match[1] === undefined ? match.slice(1 + GROUPS) : match.slice(1, 1 + GROUPS);
  const beforeNoon = am1 !== undefined || am2 !== undefined;
  const afterNoon = pm1 !== undefined || pm2 !== undefined;
  const twelveHours = beforeNoon || afterNoon;
  const hour = twelveHours ? (Number(hours) % 12) + (afterNoon ? 12 : 0) : Number(hours);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return undefined;
  return {
    stamp: {
      parts: [Number(a), Number(b), Number(c)],
      time: ((hour * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1_000,
      twelveHours,
    },
    rest: line.slice(ends[match[0].length - 1] ?? line.length),
  };
}

/** The beginning of a line in plain digits and spaces, and where each of its characters ends in the line itself. */
function plain(line: string): { readonly text: string; readonly ends: readonly number[] } {
  const ends: number[] = [];
  let text = "";
  for (let i = 0; i < line.length && text.length < LONGEST_HEADER; i += 1) {
    const char = line.charAt(i);
    if (MARKS.test(char)) continue;
    const code = char.charCodeAt(0);
    const zero = ZEROS.find((first) => code >= first && code <= first + 9);
    text += zero !== undefined ? String(code - zero) : SPACES.test(char) ? " " : char;
    ends.push(i + 1);
  }
  return { text, ends };
}
