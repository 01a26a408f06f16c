/** A contact's place in a campaign: hundredths of a percent, so that 1 % of a small base is still some people. */
export const BUCKETS = 10_000;

/**
 * [S0-22] The same contact always has the same place in a campaign, and another one in the next, so that it is not always the same
 * people who try things out. FNV-1a over UTF-16 with a final mix (murmur3), which spreads names that differ in one letter.
 */
export function bucketOf(campaign: string, contactId: string): number {
  let hash = 0x811c9dc5;
  for (const text of [campaign, contactId]) {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
    // No text has this as a character, so "ab" + "c" is not "a" + "bc".
    hash = Math.imul(hash ^ 0x1_0000, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % BUCKETS;
}

/** Whether this share of the people, in percent, holds the bucket. Whoever is in at 5 % is in at 10 % too. */
export const isWithin = (bucket: number, percent: number): boolean => bucket < (percent * BUCKETS) / 100;
