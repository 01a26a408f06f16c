import { Buffer } from "node:buffer";

/**
 * Packs a few text files, all at the top level, into an asar archive: a pickled JSON header, then the files one after the other.
 * Written out here because it must run before anything is installed.
 *
 * @param {Readonly<Record<string, string>>} files
 */
export function packAsar(files) {
  const bodies = Object.entries(files).map(([name, text]) => ({ name, body: Buffer.from(text, "utf8") }));
  let offset = 0;
  const entries = {};
  for (const { name, body } of bodies) {
    entries[name] = { size: body.length, offset: String(offset) };
    offset += body.length;
  }

  const json = Buffer.from(JSON.stringify({ files: entries }), "utf8");
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(padded + 8, 4);
  head.writeUInt32LE(padded + 4, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...bodies.map(({ body }) => body)]);
}
