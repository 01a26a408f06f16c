/** luxon brings no types; this is what the benchmark uses of it. */
declare module "luxon" {
  interface DateTime {
    readonly weekday: number;
    readonly month: number;
    readonly day: number;
    readonly toMillis: () => number;
    readonly set: (values: { readonly hour: number }) => DateTime;
    readonly plus: (by: { readonly days: number }) => DateTime;
    readonly startOf: (unit: "day") => DateTime;
  }
  export const DateTime: { readonly fromMillis: (ms: number, options: { readonly zone: string }) => DateTime };
}
