import * as z from "zod";

export const SMALLEST = { width: 1024, height: 700 };
const FIRST = { width: 1440, height: 900 };

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Screen {
  readonly id: number;
  readonly workArea: Area;
}

const placeSchema = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() });
export type WindowPlace = z.infer<typeof placeSchema>;

/** One place for each arrangement of displays: at the desk with two screens and on the sofa with one. */
export const windowPlacesSchema = z.record(z.string(), placeSchema);
export type WindowPlaces = z.infer<typeof windowPlacesSchema>;

export function arrangementOf(screens: readonly Screen[]): string {
  return screens
    .map(({ workArea: { height, width, x, y } }) => `${width}x${height}@${x},${y}`)
    .toSorted()
    .join(" ");
}

/** Where the window opens: where it was with these displays, moved back on a screen if it would be out of reach. */
export function placeWindow(places: WindowPlaces, screens: readonly Screen[]): WindowPlace {
  const primary = screens[0]?.workArea ?? { x: 0, y: 0, ...FIRST };
  const kept = places[arrangementOf(screens)];
  if (kept === undefined) return { ...centred(primary), maximized: false };

  const home = screens.find(({ workArea }) => reaches(kept, workArea))?.workArea;
  return home === undefined ? { ...centred(primary), maximized: kept.maximized } : { ...inside(kept, home), maximized: kept.maximized };
}

/** So far from the window that it opens beside that both title bars are seen. */
const STEP = 32;

/** Where one more window opens: a step from the other, within reach. */
export const placeBeside = ({ height, width, x, y }: Area, screens: readonly Screen[]): WindowPlace =>
  placeWindow({ [arrangementOf(screens)]: { x: x + STEP, y: y + STEP, width, height, maximized: false } }, screens);

function centred(area: Area): Area {
  const width = Math.max(SMALLEST.width, Math.min(FIRST.width, area.width));
  const height = Math.max(SMALLEST.height, Math.min(FIRST.height, area.height));
  return { x: area.x + Math.max(0, Math.round((area.width - width) / 2)), y: area.y + Math.max(0, Math.round((area.height - height) / 2)), width, height };
}

/** So much of its title bar must lie on a screen that it can be dragged. */
const GRIP = 120;

function reaches({ width, x, y }: Area, area: Area): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seen >= GRIP && y >= area.y - 10 && y <= area.y + area.height - 40;
}

function inside(place: Area, area: Area): Area {
  const width = Math.max(SMALLEST.width, Math.min(place.width, area.width));
  const height = Math.max(SMALLEST.height, Math.min(place.height, area.height));
  // Made smaller for this screen, it must not slip off at the left.
  return { x: Math.max(place.x, area.x + GRIP - width), y: Math.max(area.y, place.y), width, height };
}
