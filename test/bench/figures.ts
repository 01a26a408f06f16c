const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

export const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The value that this share of all does not exceed. */
export const percentile = (values: readonly number[], share: number): number => sorted(values)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;

export const rounded = (value: number): number => Number(value.toPrecision(4));

/** What the page on performance asks for: the median with its minimum and maximum. */
export const spread = (values: readonly number[]) => ({
  median: rounded(median(values)),
  min: rounded(Math.min(...values)),
  max: rounded(Math.max(...values)),
  runs: values.length,
});

/** Of thousands of times. */
export function shares(values: readonly number[]) {
  const max = values.reduce((most, value) => Math.max(most, value), 0);
  return { p50: rounded(percentile(values, 0.5)), p95: rounded(percentile(values, 0.95)), max: rounded(max) };
}

/** Prints the figures as JSON, and fails the run where a goal is not met. */
export async function printFigures(bench: () => Promise<{ readonly met: Readonly<Record<string, boolean>> }>): Promise<void> {
  process.exitCode = 1;
  try {
    const figures = await bench();
    console.log(JSON.stringify(figures, undefined, 1));
    if (Object.values(figures.met).every(Boolean)) process.exitCode = 0;
  } catch (error) {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
