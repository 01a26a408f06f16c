/** A piece of a message: text, a mark around pieces, or fixed width taken as it stands. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly pieces: readonly Piece[] }
  | { readonly kind: "code"; readonly text: string };

export type Block =
  | { readonly kind: "lines"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: "quote"; readonly lines: readonly (readonly Piece[])[] }
  | { readonly kind: "list"; readonly ordered: boolean; readonly start: number; readonly items: readonly (readonly Piece[])[] }
  | { readonly kind: "mono"; readonly text: string };

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;
/** Marks inside marks are followed this deep; a hostile pile of signs is plain text from there on. */
const DEEPEST = 4;

/** WhatsApp's own formatting as values. Linear in the text: every search for a closing mark ends at the end of its line. */
export function readFormatting(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const parts = text.split("```");
  // An odd number of fences leaves the last one as text.
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  parts.forEach((part, index) => {
    if (index % 2 === 1 && index < closed) blocks.push({ kind: "mono", text: part.replace(/^\n|\n$/gu, "") });
    else if (index >= closed) appendLines(blocks, `\`\`\`${part}`);
    else appendLines(blocks, part);
  });
  return blocks;
}

function appendLines(blocks: Block[], text: string): void {
  if (text === "") return;
  const trimmed = blocks.length > 0 ? text.replace(/^\n/u, "") : text;
  let list: { readonly kind: "list"; readonly ordered: boolean; readonly start: number; readonly items: (readonly Piece[])[] } | undefined;
  let lines: { readonly kind: "lines" | "quote"; readonly lines: (readonly Piece[])[] } | undefined;

  for (const line of trimmed.split("\n")) {
    const bullet = /^\s{0,3}[*-] (?<rest>\S.*)$/u.exec(line);
    const numbered = bullet === null ? /^\s{0,3}(?<n>\d{1,3})\. (?<rest>\S.*)$/u.exec(line) : null;
    const item = bullet ?? numbered;
    if (item !== null) {
      lines = undefined;
      const ordered = numbered !== null;
      if (list === undefined || list.ordered !== ordered)
        blocks.push((list = { kind: "list", ordered, start: ordered ? Number(numbered.groups?.["n"]) : 1, items: [] }));
      list.items.push(readLine(item.groups?.["rest"] ?? ""));
      continue;
    }
    list = undefined;
    const quoted = /^> ?(?<rest>.+)$/u.exec(line);
    const kind = quoted === null ? "lines" : "quote";
    if (lines === undefined || lines.kind !== kind) blocks.push((lines = { kind, lines: [] }));
    lines.lines.push(readLine(quoted?.groups?.["rest"] ?? line));
  }
}

export function readLine(line: string, depth = 0): readonly Piece[] {
  const pieces: Piece[] = [];
  let plainFrom = 0;
  let at = 0;
  // The last place of each mark: no search is begun for one that does not come again.
  const last = { "*": line.lastIndexOf("*"), _: line.lastIndexOf("_"), "~": line.lastIndexOf("~"), "`": line.lastIndexOf("`") };
  let searches = 0;

  while (at < line.length) {
    const sign = line[at];
    if ((sign === "*" || sign === "_" || sign === "~" || sign === "`") && at < last[sign] && opens(line, at) && searches++ < 200) {
      const end = closingOf(line, at, sign);
      if (end !== -1 && (sign === "`" || depth < DEEPEST)) {
        if (plainFrom < at) pieces.push({ kind: "text", text: line.slice(plainFrom, at) });
        const inside = line.slice(at + 1, end);
        pieces.push(sign === "`" ? { kind: "code", text: inside } : { kind: MARKS[sign], pieces: readLine(inside, depth + 1) });
        at = plainFrom = end + 1;
        continue;
      }
    }
    at += 1;
  }
  if (plainFrom < line.length) pieces.push({ kind: "text", text: line.slice(plainFrom) });
  return pieces;
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);
const isSpace = (sign: string | undefined): boolean => sign === undefined || /\s/u.test(sign);

/** A mark opens at the start of a word: `*bold*`, never the star in `2*3`. */
const opens = (line: string, at: number): boolean =>
  !isWordSign(line[at - 1]) && line[at - 1] !== line[at] && !isSpace(line[at + 1]) && line[at + 1] !== line[at];

function closingOf(line: string, from: number, sign: string): number {
  for (let at = line.indexOf(sign, from + 2); at !== -1; at = line.indexOf(sign, at + 1)) {
    if (!isSpace(line[at - 1]) && !isWordSign(line[at + 1])) return at;
  }
  return -1;
}

/** The words of one line without their marks, for a preview. */
export const plainWords = (text: string): string =>
  /[*_~`\n]/u.test(text) ? readLine(text.replace(/```/gu, "").replace(/\s+/gu, " ").trim()).map(wordsOf).join("") : text;

const wordsOf = (piece: Piece): string => ("text" in piece ? piece.text : piece.pieces.map(wordsOf).join(""));
