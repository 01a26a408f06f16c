import { plus, toInstant, type Duration, type Instant } from "../time.ts";

/** How many notifications one person gets at most within any stretch of time of this length. */
export interface Budget {
  /** A template category, or `any` for all that count. */
  readonly category: string;
  readonly period: Duration;
  readonly most: number;
}

export interface Notification {
  readonly at: Instant;
  readonly category: string;
}

export interface UsedUp {
  readonly budget: Budget;
  readonly used: number;
  /** The first instant at which one more fits. */
  readonly freeAt: Instant;
}

/** [S0-4] The budgets that leave no room for one more of this category now. A notification counts until its period is over, not at it. */
export const usedUp = (budgets: readonly Budget[], sent: readonly Notification[], category: string, now: Instant): readonly UsedUp[] =>
  budgets.flatMap((budget) => {
    if (budget.category !== "any" && budget.category !== category) return [];

    const counted = sent
      .filter((one) => (budget.category === "any" || one.category === budget.category) && now < plus(one.at, budget.period))
      .map(({ at }) => at)
      .toSorted((a, b) => a - b);
    if (counted.length < budget.most) return [];
    // Room for one more is there when all but `most - 1` of them are over.
    const last = counted[counted.length - budget.most];
    const freeAt = last === undefined ? toInstant(Number.MAX_SAFE_INTEGER) : plus(last, budget.period);
    return [{ budget, used: counted.length, freeAt }];
  });
