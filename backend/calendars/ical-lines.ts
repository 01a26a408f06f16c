import ICAL from "ical.js";
import { err, ok, type Result } from "../../shared/result.ts";

/** A line as it is meant, and where it begins in the file. */
export interface ContentLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** Long lines go on in the next one, behind a blank. */
function unfolded(text: string): readonly ContentLine[] {
  const lines: { number: number; text: string }[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else if (line.trim() !== "") lines.push({ number: index + 1, text: line });
  });
  return lines;
}

/** A day without its own word for being one: some programs write it so. */
const BARE_DAY = /^(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(?!.*VALUE=)([^:]*):(\d{8}(?:,\d{8})*)$/i;

/** The lines of an iCalendar file, each of which can be read, and every part of which ends; else a sentence that names the line. */
export function contentLines(text: string): Result<readonly ContentLine[], string> {
  const lines = unfolded(text.replace(/^\uFEFF/, "")).map(({ number, text: line }) => ({ number, text: line.replace(BARE_DAY, "$1$2;VALUE=DATE:$3") }));
  if (!/^BEGIN:VCALENDAR\s*$/i.test(lines[0]?.text ?? "")) return err("This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.");

  const open: { readonly part: string; readonly number: number }[] = [];
  for (const { number, text: line } of lines) {
    const [, word, part] = /^(BEGIN|END):(.*)$/i.exec(line.trim()) ?? [];
    if (word === undefined || part === undefined) {
      if (open.length === 0) return err(`Line ${number} stands outside of the calendar: ${shown(line)}`);
      if (!canBeRead(line)) return err(`Line ${number} cannot be read: ${shown(line)}`);
    } else if (word.toUpperCase() === "BEGIN") open.push({ part: part.toUpperCase(), number });
    else if (open.at(-1)?.part === part.toUpperCase()) open.pop();
    else if (open.some((outer) => outer.part === part.toUpperCase())) break;
    else return err(`Line ${number} ends a ${shown(part)} that did not begin.`);
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? ok(lines) : err(`Line ${unclosed.number} begins a ${shown(unclosed.part)} that does not end.`);
}

function canBeRead(line: string): boolean {
  try {
    ICAL.parse.property(line);
    return true;
  } catch {
    return false;
  }
}

/** Enough of a line to find it. */
export const shown = (line: string): string => (line.length > 60 ? `${line.slice(0, 60)}…` : line);
