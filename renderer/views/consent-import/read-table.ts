import { readDelimited, sniffDelimiter, type DelimitedRecord, type Delimiter } from "../../../shared/consent/delimited.ts";

export interface Table {
  readonly name: string;
  readonly delimiter: Delimiter;
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
  readonly headings: readonly string[];
  readonly records: readonly DelimitedRecord[];
}

export type TableRead =
  | { readonly kind: "read"; readonly table: Table }
  | { readonly kind: "too-large" }
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable" };

/** So many bytes are a table; more is something else. */
const MOST_BYTES = 60 * 1024 * 1024;
/** Records between two looks at the window. */
const SLICE = 2_000;

/** The window stays alive between two slices. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A file as a table: its signs, what divides its cells, and its records, read in slices. */
export async function readTable(file: Pick<File, "name" | "size" | "arrayBuffer">): Promise<TableRead> {
  if (file.size > MOST_BYTES) return { kind: "too-large" };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { kind: "unreadable" };
  }
  const { encoding, text } = decode(bytes);
  const delimiter = sniffDelimiter(text);
  const records: DelimitedRecord[] = [];
  for (const record of readDelimited(text, delimiter)) {
    records.push(record);
    if (records.length % SLICE === 0) await breathe();
  }
  const [head, ...rest] = records;
  if (head === undefined || rest.length === 0) return { kind: "empty" };
  return { kind: "read", table: { name: file.name, delimiter, encoding, headings: head.cells.map((cell) => cell.trim()), records: rest } };
}

/** What is no UTF-8 comes from a spreadsheet of Windows. */
function decode(bytes: Uint8Array): { readonly encoding: Table["encoding"]; readonly text: string } {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (little || big) return { encoding: "UTF-16", text: new TextDecoder(little ? "utf-16le" : "utf-16be").decode(bytes) };
  try {
    return { encoding: "UTF-8", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { encoding: "Windows-1252", text: new TextDecoder("windows-1252").decode(bytes) };
  }
}
