import type { Template } from "../inbox/people.ts";
import type { Share } from "./share.ts";

/** How one template fared in the period. */
export interface TemplateFigures {
  readonly name: string;
  readonly language: string;
  readonly sent: number;
  readonly failed: number;
  /** Of those that arrived long enough ago. */
  readonly unread: Share;
  /** People who withdrew after it and before anything else was sent to them first. */
  readonly optOuts: number;
}

export interface Risk {
  /** 0 none to 100. */
  readonly score: number;
  readonly level: "low" | "medium" | "high";
  /** What it is made of, the heaviest first. */
  readonly reasons: readonly { readonly reason: RiskReason; readonly points: number }[];
}

export type RiskReason = "quality" | "opt-outs" | "failed" | "unread" | "marketing";

const WEIGHTS = { fewest: 20, quality: { GREEN: 0, UNKNOWN: 5, YELLOW: 25, RED: 50 }, marketing: 10, medium: 25, high: 50 } as const;
/** A rate that is as bad as it needs to be gives all of the points. */
const RATES = { "opt-outs": { worst: 0.03, points: 40 }, failed: { worst: 0.15, points: 25 }, unread: { worst: 0.7, points: 20 } } as const;

/** [S4-18] What using a template costs the number, by what happened and not by whether it is approved: approval protects from nothing. */
export function templateRisk(
  { category, quality }: Pick<Template, "category" | "quality">,
  { failed, optOuts, sent, unread }: Omit<TemplateFigures, "name" | "language">,
): Risk {
  const rated = (reason: keyof typeof RATES, { count, of }: Share) => {
    const { points, worst } = RATES[reason];
    return { reason, points: of < WEIGHTS.fewest ? 0 : Math.round(points * Math.min(1, count / of / worst)) };
  };
  const reasons = [
    { reason: "quality" as const, points: WEIGHTS.quality[quality] },
    { reason: "marketing" as const, points: category === "MARKETING" ? WEIGHTS.marketing : 0 },
    rated("opt-outs", { count: optOuts, of: sent }),
    rated("failed", { count: failed, of: sent }),
    rated("unread", unread),
  ]
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points);
  const score = Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  );
  return { score, level: score >= WEIGHTS.high ? "high" : score >= WEIGHTS.medium ? "medium" : "low", reasons };
}
