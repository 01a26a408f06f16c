import { expect } from "vitest";

/**
 * Two who ask at once, of whom one is let in and the other told to wait. On a busy machine the first may have its answer before the second
 * has come; then they were not at once, and ask anew.
 */
export async function atOnce(ask: () => Promise<Response>): Promise<{ readonly letIn: Response; readonly refused: Response }> {
  for (let attempt = 1; ; attempt += 1) {
    const [one, other] = await Promise.all([ask(), ask()]);
    if (one.status === 200 && other.status === 200 && attempt < 20) {
      await Promise.all([one.text(), other.text()]);
      continue;
    }
    expect([one.status, other.status].toSorted()).toEqual([200, 429]);
    return one.status === 429 ? { letIn: other, refused: one } : { letIn: one, refused: other };
  }
}
