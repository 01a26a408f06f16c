import type { ChartLayout, ChartTone } from "./chart-layout.ts";

const SCALE = 2;
const PAD = 24;
const HEAD = 52;

/** What each tone is painted in, by the names of the theme. */
export const TONES: Readonly<Record<ChartTone, string>> = { bar: "--accent", before: "--field-line", word: "--ink", dim: "--dim", line: "--line-strong" };

interface Picture {
  readonly layout: ChartLayout;
  readonly title: string;
  readonly subtitle: string;
}

/** The chart as a PNG in the colours that are on screen, with what it shows at its head; undefined where this browser paints none. */
export async function chartPicture({ layout, subtitle, title }: Picture): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = (layout.width + 2 * PAD) * SCALE;
  canvas.height = (layout.height + HEAD + 2 * PAD) * SCALE;
  const context = canvas.getContext("2d");
  if (context === null) return undefined;

  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = style.getPropertyValue("--font").trim() || "sans-serif";
  context.scale(SCALE, SCALE);
  context.fillStyle = colour("--panel");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(PAD, PAD);
  const write = (text: string, x: number, y: number, size: number, ink: string, anchor: CanvasTextAlign, weight = 400): void => {
    context.font = `${weight} ${size}px ${font}`;
    context.fillStyle = colour(ink);
    context.textAlign = anchor;
    context.fillText(text, x, y);
  };
  write(title, 0, 14, 15, "--ink", "left", 600);
  write(subtitle, 0, 33, 12, "--dim", "left");
  context.translate(0, HEAD);
  for (const { height, tone, width, x, y } of layout.boxes) {
    context.fillStyle = colour(TONES[tone]);
    context.fillRect(x, y, width, height);
  }
  for (const { anchor, text, tone, x, y } of layout.words) write(text, x, y, 12, TONES[tone], anchor === "middle" ? "center" : anchor);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png"));
}
