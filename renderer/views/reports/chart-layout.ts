/** A bar of the chart; without a value it has a name only. */
export interface ChartBar {
  readonly key: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly before?: number | undefined;
  /** The value in words. */
  readonly said: string;
}

export type ChartTone = "bar" | "before" | "word" | "dim" | "line";

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly tone: ChartTone;
  }[];
  readonly words: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly text: string;
    readonly anchor: "start" | "middle" | "end";
    readonly tone: ChartTone;
  }[];
}

const WIDTH = 960;
const NAMES = 190;
const VALUES = 96;
const STEP = 26;
const TALL = 190;
/** The narrowest column under which its name can stand. */
const NAME_WIDTH = 54;

/** Lines down, or columns across for days and hours; one drawing for the page and for the picture. */
export const chartLayout = (bars: readonly ChartBar[], across: boolean): ChartLayout => (across ? columnsAcross(bars) : linesDown(bars));

const mostOf = (bars: readonly ChartBar[]): number => Math.max(1e-9, ...bars.flatMap(({ before, value }) => [value ?? 0, before ?? 0]));

function linesDown(bars: readonly ChartBar[]): ChartLayout {
  const most = mostOf(bars);
  const room = WIDTH - NAMES - VALUES;
  const length = (value: number | undefined): number => ((value ?? 0) / most) * room;
  return {
    width: WIDTH,
    height: Math.max(1, bars.length) * STEP + 8,
    boxes: bars.flatMap(({ before, key, value }, i) => [
      { key: `${key} now`, x: NAMES, y: i * STEP + 7, width: length(value), height: 11, tone: "bar" as const },
      ...(before === undefined ? [] : [{ key: `${key} before`, x: NAMES, y: i * STEP + 19, width: length(before), height: 4, tone: "before" as const }]),
    ]),
    words: bars.flatMap(({ before, key, name, said, value }, i) => [
      { key: `${key} name`, x: NAMES - 12, y: i * STEP + 17, text: shortened(name), anchor: "end" as const, tone: "word" as const },
      {
        key: `${key} said`,
        x: NAMES + Math.max(length(value), length(before)) + 8,
        y: i * STEP + 17,
        text: said,
        anchor: "start" as const,
        tone: "dim" as const,
      },
    ]),
  };
}

function columnsAcross(bars: readonly ChartBar[]): ChartLayout {
  const most = mostOf(bars);
  const step = WIDTH / Math.max(1, bars.length);
  const every = Math.max(1, Math.ceil(NAME_WIDTH / step));
  const wide = Math.min(40, step * 0.7);
  const top = 22;
  const height = (value: number): number => (value / most) * (TALL - top);
  const peak = bars.reduce<ChartBar | undefined>((a, b) => ((b.value ?? -1) > (a?.value ?? -1) ? b : a), undefined);
  return {
    width: WIDTH,
    height: TALL + 24,
    boxes: [
      ...bars.map(({ key, value = 0 }, i) => ({
        key,
        x: i * step + (step - wide) / 2,
        y: TALL - height(value),
        width: wide,
        height: height(value),
        tone: "bar" as const,
      })),
      { key: "ground", x: 0, y: TALL, width: WIDTH, height: 1, tone: "line" as const },
    ],
    words: [
      ...bars.flatMap(({ key, name }, i) =>
        i % every === 0 ? [{ key, x: i * step + step / 2, y: TALL + 16, text: name, anchor: "middle" as const, tone: "dim" as const }] : [],
      ),
      ...(peak?.value === undefined
        ? []
        : [
            {
              key: "peak",
              x: Math.min(WIDTH - 40, Math.max(40, bars.indexOf(peak) * step + step / 2)),
              y: TALL - height(peak.value) - 6,
              text: peak.said,
              anchor: "middle" as const,
              tone: "word" as const,
            },
          ]),
    ],
  };
}

const MOST_LETTERS = 28;
const shortened = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);
