/** Schedules that once found something, with what they found. They are played with every run of the tests. */
export const KEPT_SEEDS: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 17, found: "a wish that the server could not run held up all wishes behind it [I17]" },
  { seed: 2012, found: "a desk kept what its person may not see any more, until its next greeting [I11]" },
  { seed: 2039, found: "the same, over a crash of the server [I11]" },
  { seed: 3402, found: "a server that died while it started was taken for alive (the simulation's own fault) [I15]" },
];
