/** Three dots wide, five high: enough to read at the size of a tray. */
const DIGITS: Readonly<Record<string, readonly number[]>> = {
  "0": [7, 5, 5, 5, 7],
  "1": [2, 6, 2, 2, 7],
  "2": [7, 1, 7, 4, 7],
  "3": [7, 1, 7, 1, 7],
  "4": [5, 5, 7, 1, 1],
  "5": [7, 4, 7, 1, 7],
  "6": [7, 4, 7, 5, 7],
  "7": [7, 1, 2, 2, 2],
  "8": [7, 5, 7, 5, 7],
  "9": [7, 5, 7, 1, 7],
  "+": [0, 2, 7, 2, 0],
};

const CALM = [0x9e, 0xbf, 0x18] as const;
const AT_RISK = [0x2c, 0x34, 0xd0] as const;

/**
 * A disc, green while all is well and red with the number of conversations at risk. Drawn here, because many desktops have no
 * badge on the launcher and the tray must say the number. BGRA, as `nativeImage.createFromBitmap` takes it.
 */
export function trayPicture(size: number, atRisk: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const paint = (x: number, y: number, [blue, green, red]: readonly [number, number, number], alpha: number): void => {
    pixels.set([(blue * alpha) / 255, (green * alpha) / 255, (red * alpha) / 255, alpha], (y * size + x) * 4);
  };

  const radius = size / 2;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const edge = radius - Math.hypot(x + 0.5 - radius, y + 0.5 - radius);
      paint(x, y, atRisk > 0 ? AT_RISK : CALM, Math.round(255 * Math.min(1, Math.max(0, edge))));
    }
  }
  if (atRisk <= 0) return pixels;

  const text = atRisk > 99 ? "9+" : String(atRisk);
  const dot = Math.max(1, Math.floor(size / (text.length * 4 + 3)));
  const left = Math.round((size - (text.length * 4 - 1) * dot) / 2);
  const top = Math.round((size - 5 * dot) / 2);
  for (const [place, digit] of [...text].entries()) {
    for (const [row, bits] of (DIGITS[digit] ?? []).entries()) {
      for (let column = 0; column < 3; column += 1) {
        if ((bits & (4 >> column)) === 0) continue;
        for (let dy = 0; dy < dot; dy += 1) {
          for (let dx = 0; dx < dot; dx += 1) paint(left + (place * 4 + column) * dot + dx, top + row * dot + dy, [255, 255, 255], 255);
        }
      }
    }
  }
  return pixels;
}
