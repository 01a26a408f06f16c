/** Without signs that are taken for another: 0 and O, 1 and l. */
const SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP = 4;

/** Sixteen signs in groups, some 90 bits: to be read over the phone once. `fill` puts chance into the bytes. */
export function newPassword(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const signs: string[] = [];
  while (signs.length < GROUPS * GROUP) {
    for (const byte of fill(new Uint8Array(32))) {
      // Whole rounds alone, so that no sign comes more often.
      if (byte < Math.floor(256 / SIGNS.length) * SIGNS.length && signs.length < GROUPS * GROUP) signs.push(SIGNS[byte % SIGNS.length] ?? "");
    }
  }
  return Array.from({ length: GROUPS }, (_, i) => signs.slice(i * GROUP, (i + 1) * GROUP).join("")).join("-");
}
