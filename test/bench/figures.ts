const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

export const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;

const rounded = (value: number): number => Number(value.toPrecision(4));

/** What the page on performance asks for: the median with its minimum and maximum. */
export const spread = (values: readonly number[]) => ({ median: rounded(median(values)), min: rounded(Math.min(...values)), max: rounded(Math.max(...values)), runs: values.length });
