import { z } from "zod";

/**
 * An earlier life of the server's database, and the last place in its log that this one still has. What came after it was lost
 * with a restore from a backup. A life that is not in the list shares nothing with this one.
 */
export const epochEndSchema = z.object({ epoch: z.string().max(200), until: z.number().int().nonnegative() });
export type EpochEnd = z.infer<typeof epochEndSchema>;

/** Restores are rare; desks that have slept through more of them than this push everything again that they have kept. */
export const LONGEST_LINEAGE = 16;

/** What a desk was told in that life at that place is no longer in the rows. */
export function isLost({ epoch, seq }: { readonly epoch: string; readonly seq: number }, current: string, lineage: readonly EpochEnd[]): boolean {
  if (epoch === current) return false;
  const end = lineage.find((one) => one.epoch === epoch);
  return end === undefined || seq > end.until;
}
