/** Schedules that once found something, with what they found. They are played with every run of the tests. */
export const KEPT_SEEDS: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 17, found: "a wish that the server could not run held up all wishes behind it [I17]" },
  { seed: 2012, found: "a desk kept what its person may not see any more, until its next greeting [I11]" },
  { seed: 2039, found: "the same, over a crash of the server [I11]" },
  { seed: 3402, found: "a server that died while it started was taken for alive (the simulation's own fault) [I15]" },
  { seed: 107263, found: "a message that had gone was refused to its author, whose rights a backup had taken back meanwhile [I8]" },
  { seed: 102203, found: "a restored server, and a thread that had been resolved at the last snapshot (the simulation's own fault) [I12]" },
  { seed: 108911, found: "a thread that had been resolved at the last snapshot, and was opened again (the simulation's own fault) [I12]" },
];
