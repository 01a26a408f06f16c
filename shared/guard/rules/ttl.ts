import { TIME_BOUND } from "../lexicon/templates.ts";
import { hits } from "../text/phrases.ts";
import { passageAt, readText } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";

/** [G-TTL] A time-bound utility template without a short time to live: to a phone that is off, it arrives when nobody needs it any more. */
export const ttlRule: TextRule = ({ template }, _context, { text: { shortLife } }) => {
  if (template === undefined || template.category !== "UTILITY") return [];
  const { ttlSeconds } = template;
  if (ttlSeconds !== undefined && ttlSeconds * 1_000 <= shortLife.value) return [];

  const reading = readText(template.body);
  const [hit] = hits(TIME_BOUND, reading.folded);
  if (hit === undefined) return [];
  const words = passageAt(reading, hit.from, hit.to);
  return [
    {
      rule: "G-TTL",
      severity: "advise",
      messageKey: "guard.ttl",
      evidence: {
        name: template.name,
        words: words.text,
        ...words,
        ttlSeconds: ttlSeconds ?? 0,
        longestSeconds: shortLife.value / 1_000,
        source: shortLife.source,
      },
      remedies: [{ command: "fix" }],
    },
  ];
};
