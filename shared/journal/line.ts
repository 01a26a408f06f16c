import { checksum } from "./checksum.ts";

/** A line of the journal, with its end, may be as long as this. */
export const LONGEST_LINE = 400_000;

/**
 * One record as one line: checksum, length, JSON. Everything beyond ASCII is escaped, so that a character is a byte: what is
 * counted here can be cut off there, and a broken byte cannot hide in a character.
 */
export function writeLine(record: object): string {
  const json = JSON.stringify(record).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${checksum(json)} ${json.length} ${json}\n`;
}

/** What stands in a line without its end; undefined where a byte of it is wrong. */
export function readLine(line: string): unknown {
  const [, sum, length, json] = /^([0-9a-f]{8}) (\d{1,7}) (.*)$/.exec(line) ?? [];
  if (json === undefined || json.length !== Number(length) || checksum(json) !== sum) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
