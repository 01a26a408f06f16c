/** Letters at a place in a file. */
const has =
  (at: number, letters: string) =>
  (bytes: Uint8Array): boolean =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", at, at + letters.length) === letters;
const riff = (kind: string) => (bytes: Uint8Array) => has(0, "RIFF")(bytes) && has(8, kind)(bytes);
const isoMedia = has(4, "ftyp");
/** Eleven bits that begin every piece of such a sound. */
const soundFrame = (bytes: Uint8Array): boolean => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;

/** How each kind of file begins that is shown in the window. */
const BEGINS: ReadonlyMap<string, (bytes: Uint8Array) => boolean> = new Map([
  ["image/jpeg", has(0, "\u00ff\u00d8\u00ff")],
  ["image/png", has(0, "\u0089PNG\r\n\u001a\n")],
  ["image/webp", riff("WEBP")],
  ["image/gif", has(0, "GIF8")],
  ["audio/ogg", has(0, "OggS")],
  ["audio/mpeg", (bytes) => has(0, "ID3")(bytes) || soundFrame(bytes)],
  ["audio/mp4", isoMedia],
  ["audio/aac", (bytes) => soundFrame(bytes) || isoMedia(bytes)],
  ["audio/amr", has(0, "#!AMR")],
  ["audio/wav", riff("WAVE")],
  ["video/mp4", isoMedia],
  ["video/3gpp", isoMedia],
]);

/** [H23] [H49] Whether a file is of a kind that is shown, and is what it says. Everything else is only ever saved. */
export const isShown = (mime: string, bytes: Uint8Array): boolean => BEGINS.get(mime)?.(bytes) ?? false;
