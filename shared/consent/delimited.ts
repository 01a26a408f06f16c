/** One record of a table, with the line of the file on which it begins, from 1. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export type Delimiter = "," | ";" | "\t";

const DELIMITERS: readonly Delimiter[] = [",", ";", "\t"];
const SAMPLE_LINES = 20;
const SAMPLE = 20_000;
/** A quote that does not end within so many characters was never meant as one: without a limit it would swallow the file. */
const LONGEST_CELL = 10_000;

/** The one that cuts the first lines into the same number of cells, and into the most of them. */
export function sniffDelimiter(text: string): Delimiter {
  const scored = DELIMITERS.map((delimiter) => {
    const widths: number[] = [];
    for (const { cells } of readDelimited(text.slice(0, SAMPLE), delimiter)) {
      widths.push(cells.length);
      if (widths.length === SAMPLE_LINES) break;
    }
    const [head = 0] = widths;
    const same = widths.filter((width) => width === head).length / Math.max(1, widths.length);
    return { delimiter, score: head < 2 ? 0 : same * 100 + Math.min(head, 50) };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ",";
}

/**
 * The records of a table one by one, as RFC 4180 writes them: cells in quotes may hold delimiters, line ends and doubled quotes. Empty
 * lines are left out. Whoever reads may pause between two of them.
 */
export function* readDelimited(text: string, delimiter: Delimiter): Generator<DelimitedRecord> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const begins = line;
    const cells: string[] = [];
    let ends = false;
    while (!ends) {
      const cell = text[at] === '"' ? (quoted(text, at) ?? plain(text, at, delimiter)) : plain(text, at, delimiter);
      // What stands behind the closing quote still belongs to the cell.
      const rest = plain(text, cell.to, delimiter);
      cells.push(cell.value + rest.value);
      line += cell.lines;
      at = rest.to;
      if (text[at] === delimiter) at += 1;
      else ends = true;
    }
    if (at < text.length) {
      at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
      line += 1;
    }
    if (cells.some((cell) => cell.trim() !== "")) yield { line: begins, cells };
  }
}

interface Cell {
  readonly value: string;
  readonly to: number;
  readonly lines: number;
}

function plain(text: string, from: number, delimiter: Delimiter): Cell {
  let to = from;
  while (to < text.length && text[to] !== delimiter && text[to] !== "\n" && text[to] !== "\r") to += 1;
  return { value: text.slice(from, to), to, lines: 0 };
}

function quoted(text: string, from: number): Cell | undefined {
  const last = Math.min(text.length, from + LONGEST_CELL);
  let value = "";
  let lines = 0;
  let start = from + 1;
  for (let at = start; at < last; at += 1) {
    if (text[at] === "\n") lines += 1;
    if (text[at] !== '"') continue;
    value += text.slice(start, at);
    if (text[at + 1] !== '"') return { value, to: at + 1, lines };
    value += '"';
    at += 1;
    start = at + 1;
  }
  return undefined;
}
