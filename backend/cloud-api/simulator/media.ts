import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";

interface SimulatedMedia {
  readonly mime: string;
  readonly bytes: Uint8Array;
}

type Colour = readonly [red: number, green: number, blue: number];
type Painter = (x: number, y: number) => Colour;

/** Files that are drawn, not shipped: a demo needs pictures, and a repository needs none. */
export const mediaIds = {
  brokenMug: "900000000000001",
  parcelLabel: "900000000000002",
  voiceNote: "900000000000003",
  invoice: "900000000000004",
  sticker: "900000000000005",
} as const;

const makers: Readonly<Record<string, () => SimulatedMedia>> = {
  [mediaIds.brokenMug]: () => ({ mime: "image/png", bytes: png(480, 360, brokenMug) }),
  [mediaIds.parcelLabel]: () => ({ mime: "image/png", bytes: png(480, 320, parcelLabel) }),
  [mediaIds.voiceNote]: () => ({ mime: "audio/wav", bytes: wav(4) }),
  [mediaIds.invoice]: () => ({ mime: "application/pdf", bytes: pdf(["Greenline Billing", "Invoice 2026-1187", "Total 148.00 EUR", "Due in 14 days"]) }),
  [mediaIds.sticker]: () => ({ mime: "image/png", bytes: png(128, 128, smile) }),
};

export function createMediaShelf(): { readonly find: (id: string) => SimulatedMedia | undefined } {
  const made = new Map<string, SimulatedMedia>();
  return {
    find: (id) => {
      const media = made.get(id) ?? (Object.hasOwn(makers, id) ? makers[id]?.() : undefined);
      if (media !== undefined) made.set(id, media);
      return media;
    },
  };
}

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const inside = (x: number, y: number, left: number, top: number, right: number, bottom: number): boolean => x >= left && x < right && y >= top && y < bottom;
const distance = (x: number, y: number, toX: number, toY: number): number => Math.hypot(x - toX, y - toY);

const brokenMug: Painter = (x, y) => {
  const table: Colour = [176 - y / 8, 132 - y / 10, 92 - y / 12];
  const crack = Math.abs(x - 236 - 12 * Math.sin(y / 11) - (y - 180) / 6) < 2.4;
  if (inside(x, y, 150, 110, 320, 290)) return crack ? [40, 30, 26] : [214 - Math.abs(x - 235) / 2, 226 - Math.abs(x - 235) / 2, 220 - Math.abs(x - 235) / 3];
  if (distance(x, y, 330, 200) < 54 && distance(x, y, 330, 200) > 38 && x > 318 && y < 214) return [196, 208, 202];
  if (inside(x, y, 356, 276, 402, 300) && (x + y) % 46 > 12) return [196, 208, 202];
  return table;
};

const parcelLabel: Painter = (x, y) => {
  if (!inside(x, y, 60, 50, 420, 270)) return [166, 124, 84];
  if (inside(x, y, 90, 180, 390, 245)) return (x * 7 + Math.floor(x / 5) * 13) % 11 < 5 ? [20, 20, 20] : [250, 250, 248];
  if (inside(x, y, 90, 80, 300, 92) || inside(x, y, 90, 108, 350, 120) || inside(x, y, 90, 136, 240, 148)) return [90, 90, 96];
  return [250, 250, 248];
};

const smile: Painter = (x, y) => {
  if (distance(x, y, 64, 64) > 58) return [255, 255, 255];
  if (distance(x, y, 44, 50) < 7 || distance(x, y, 84, 50) < 7) return [60, 50, 30];
  const mouth = distance(x, y, 64, 62);
  return mouth < 36 && mouth > 30 && y > 70 ? [60, 50, 30] : [255, 208, 70];
};

function png(width: number, height: number, paint: Painter): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    rows[at++] = 0;
    for (let x = 0; x < width; x += 1) for (const part of paint(x, y)) rows[at++] = Math.max(0, Math.min(255, Math.round(part)));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const SAMPLES_PER_SECOND = 8_000;

/** A hum that rises and falls like speech. */
function wav(seconds: number): Uint8Array {
  const samples = seconds * SAMPLES_PER_SECOND;
  const file = Buffer.alloc(44 + samples * 2);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(samples * 2, 40);
  for (let sample = 0; sample < samples; sample += 1) {
    const time = sample / SAMPLES_PER_SECOND;
    const loudness = 0.25 + 0.2 * Math.sin(time * 9) * Math.sin(time * 2.3);
    const tone = Math.sin(2 * Math.PI * (150 + 40 * Math.sin(time * 3)) * time) + 0.4 * Math.sin(2 * Math.PI * 420 * time);
    file.writeInt16LE(Math.round(12_000 * loudness * tone), 44 + sample * 2);
  }
  return file;
}

function pdf(lines: readonly string[]): Uint8Array {
  const text = lines.map((line, index) => `BT /F1 ${index === 0 ? 22 : 13} Tf 60 ${760 - index * 30} Td (${line}) Tj ET`).join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let file = "%PDF-1.4\n";
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}
