/** A table as spreadsheets write it: commas or semicolons or tabs, quotes doubled inside of quotes, line breaks in quoted cells. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const source = text.replace(/^\uFEFF/u, "");
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.some((each) => each.trim() !== "")) rows.push(row);
    row = [];
    cell = "";
  };
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") endRow();
    else if (sign !== "\r") cell += sign;
  }
  endRow();
  return rows;
}

/** Whichever stands oftenest in the first line: spreadsheets of many countries write semicolons. */
function separatorOf(text: string): string {
  const [head = ""] = text.split("\n", 1);
  return [",", ";", "\t"].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
}

/** What a spreadsheet would take for a formula is marked as text, and unmarked when it is read again. */
const FORMULA = /^[=+\-@\t]/;
const MARKED = /^'(?=[=+\-@\t])/;

export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  // The mark at the head tells spreadsheets that this is UTF-8.
  `\uFEFF${rows.map((cells) => cells.map(written).join(",")).join("\r\n")}\r\n`;

function written(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const cellOf = (cell: string | undefined): string => (cell ?? "").replace(MARKED, "").trim();
