import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText } from "../../shared/guard/text/reading.ts";
import { promoScore } from "../../shared/guard/text/promo-score.ts";
import { DEFAULT_TEXT_POLICY } from "../../shared/guard/text-policy.ts";
import { printFigures, rounded } from "./figures.ts";

/**
 * [G-PROMO] Recall on marketing, and false alarms on service replies, on texts that the lexicon was not made from. Nothing is fitted here.
 * The data lies outside of the repository; `PROMO_DATA` names its directory.
 */
const DATA = process.env["PROMO_DATA"] ?? join(dirname(fileURLToPath(import.meta.url)), "../../../shared/data/offtopic");
const FILES = ["wa_messages.jsonl", "sms_spam.jsonl"] as const;
const GOAL = { recall: 0.85, falseAlarms: 0.01 };

interface Row {
  readonly lang: string;
  readonly y: "M" | "U" | "X" | "spam" | "ham";
  readonly t: string;
}

const rowsOf = (file: string): readonly Row[] =>
  readFileSync(join(DATA, file), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
const weigh = ({ t }: Row): number => promoScore(readText(t).folded).weight;
const share = (some: number, all: number) => ({ share: rounded(some / Math.max(1, all)), of: all });

/** At the shipped threshold, and at the one that would let a hundredth of the service replies alarm. */
function figures(rows: readonly Row[], isPromo: (row: Row) => boolean) {
  const threshold = DEFAULT_TEXT_POLICY.promo.threshold.value;
  const promos = rows.filter(isPromo).map(weigh);
  const others = rows.filter((row) => !isPromo(row)).map(weigh);
  const sorted = others.toSorted((a, b) => b - a);
  const atOnePercent = Math.max(sorted[Math.floor(others.length * GOAL.falseAlarms)] ?? 0, 0) + 0.01;
  return {
    recall: share(promos.filter((weight) => weight >= threshold).length, promos.length),
    falseAlarms: share(others.filter((weight) => weight >= threshold).length, others.length),
    recallAtOnePercent: { ...share(promos.filter((weight) => weight >= atOnePercent).length, promos.length), threshold: rounded(atOnePercent) },
  };
}

if (FILES.some((file) => !existsSync(join(DATA, file)))) {
  console.log(`SKIPPED: ${FILES.join(" and ")} are not in ${DATA}. Set PROMO_DATA to measure the promotional rule.`);
} else {
  await printFigures(async () => {
    const business = rowsOf("wa_messages.jsonl");
    const isPromo = ({ y }: Row): boolean => y !== "U";
    const languages = [...new Set(business.map(({ lang }) => lang))];
    const byLanguage = Object.fromEntries(
      languages.map((language) => [
        language,
        figures(
          business.filter(({ lang }) => lang === language),
          isPromo,
        ),
      ]),
    );
    const all = figures(business, isPromo);
    return {
      benchmark: "promo [G-PROMO]",
      threshold: DEFAULT_TEXT_POLICY.promo.threshold,
      business: all,
      byLanguage,
      sms: figures(rowsOf("sms_spam.jsonl"), ({ y }) => y === "spam"),
      limit: GOAL,
      met: {
        recall: all.recall.share >= GOAL.recall,
        falseAlarms: all.falseAlarms.share <= GOAL.falseAlarms,
        everyLanguage: Object.values(byLanguage).every(({ recall }) => recall.share >= GOAL.recall),
      },
    };
  });
}
