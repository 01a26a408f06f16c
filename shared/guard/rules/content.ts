import { CONTENT_KINDS, OFFERING, SERVING } from "../lexicon/content.ts";
import { clauseAt, clausesOf } from "../text/clauses.ts";
import { hits, type Hit } from "../text/phrases.ts";
import { passageAt, readText } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** [G-CONTENT] Regulated or forbidden goods and content, abuse, threats. Goods count where they are offered; an order, a bill or a rule about them is service. */
export const contentRule: TextRule = ({ whole }, _context, { text: { content } }) => {
  if (whole === undefined) return [];
  const { folded } = whole;
  const allowed = new Set(content.allowed.map((entry) => readText(entry).folded));
  const found = CONTENT_KINDS.filter(({ type }) => !allowed.has(type.toLowerCase())).flatMap(({ offered, plain, type }) => [
    ...(plain === undefined ? [] : hits(plain, folded).map((hit) => ({ hit, type, needsOffer: false }))),
    ...(offered === undefined ? [] : hits(offered, folded).map((hit) => ({ hit, type, needsOffer: true }))),
  ]);
  if (found.length === 0) return [];

  const clauses = clausesOf(folded);
  const within = (pattern: RegExp): ReadonlySet<number> => new Set(hits(pattern, folded).map(({ from }) => clauseAt(clauses, from)));
  const offering = within(OFFERING);
  const serving = within(SERVING);
  const counts = ({ hit, needsOffer }: { readonly hit: Hit; readonly needsOffer: boolean }): boolean => {
    if (allowed.has(hit.text)) return false;
    const clause = clauseAt(clauses, hit.from);
    return !needsOffer || (offering.has(clause) && !serving.has(clause));
  };
  const worst = found.find(counts);
  if (worst === undefined) return [];
  const words = passageAt(whole, worst.hit.from, worst.hit.to);
  return [
    {
      rule: "G-CONTENT",
      severity: "stop",
      messageKey: worst.type === "ABUSE" || worst.type === "THREAT" ? "guard.content.abuse" : "guard.content.goods",
      evidence: { kind: worst.type, words: words.text, ...words },
      remedies: [{ command: "ask-lead" }],
      confidence: worst.needsOffer ? 0.8 : 0.9,
    },
  ];
};
