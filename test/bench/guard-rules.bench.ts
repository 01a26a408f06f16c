import { check } from "../../shared/guard/check.ts";
import { DEFAULT_GUARD_POLICY, type Draft, type GuardContext } from "../../shared/guard/context.ts";
import { CONTENT_KINDS, OFFERING, SERVING } from "../../shared/guard/lexicon/content.ts";
import { ASKING, NOT_ASKING, SECRET_SENT, SENSITIVE } from "../../shared/guard/lexicon/personal-data.ts";
import { PROMO_CUES, SERVICE_CUES } from "../../shared/guard/lexicon/promo.ts";
import { COMMITS, NO_PROMISE, SPEAKS_OF_IT } from "../../shared/guard/lexicon/promises.ts";
import { seededRandom } from "../seeded-random.ts";
import { anOpenConversation, casesOf, fromCustomer, LANGUAGES, NOON } from "../fixtures/guard/text-cases.ts";
import { percentile, printFigures, rounded, spread } from "./figures.ts";

/**
 * [PF11] The whole check, without the topic model, beside a bare pass of the same patterns over the same text; interleaved.
 * And texts that were made to hang it.
 */
const ROUNDS = 7;
const TIMES = 300;
const LIMIT = 3;
/** Far below this a hostile text is no attack; a hang is far above. */
const HOSTILE_LIMIT_MS = 50;

const patterns: readonly RegExp[] = [
  ...[...PROMO_CUES, ...SERVICE_CUES].map(({ pattern }) => pattern),
  ...CONTENT_KINDS.flatMap(({ offered, plain }) => [offered, plain]).filter((pattern) => pattern !== undefined),
  OFFERING,
  SERVING,
  SENSITIVE,
  ASKING,
  NOT_ASKING,
  SECRET_SENT,
  COMMITS,
  NO_PROMISE,
  SPEAKS_OF_IT,
];

const random = seededRandom(11);
const sentences = LANGUAGES.flatMap((language) => ["promo", "personal-data", "content"].flatMap((file) => casesOf(file, language)))
  .filter(({ fires }) => !fires)
  .map(({ text }) => text);
/** A page of what good agents write. */
function ordinary(length: number): string {
  let text = "";
  while (text.length < length) text += `${sentences[Math.floor(random() * sentences.length)]} `;
  return text.slice(0, length);
}

const context: GuardContext = {
  conversation: anOpenConversation(),
  contact: { name: "Amelia Johnson", language: "en" },
  messages: Array.from({ length: 30 }, (_, index) => fromCustomer(`Where is my order 88${index}?`, (NOON - index * 60_000) as typeof NOON)).toReversed(),
};
const whole = (text: string): number => check({ kind: "text", text } satisfies Draft, context, DEFAULT_GUARD_POLICY, NOON).length;

function bare(text: string): number {
  const folded = text.toLowerCase();
  let count = 0;
  for (const pattern of patterns) {
    pattern.lastIndex = 0;
    while (pattern.exec(folded) !== null) count += 1;
  }
  return count;
}

function timesOf(run: (text: string) => number, texts: readonly string[]): number[] {
  return texts.map((text) => {
    const began = performance.now();
    run(text);
    return performance.now() - began;
  });
}

const HOSTILE: Readonly<Record<string, string>> = {
  letters: "a".repeat(4_096),
  digits: "4".repeat(4_096),
  "digits with spaces": "4 ".repeat(2_048),
  "emoji, ten thousand": "😀".repeat(10_000),
  "families of emoji": "👩‍👩‍👧".repeat(500),
  "right to left": "שלום עולם مرحبا ".repeat(270),
  "zero-width": "p\u200ba\u200br".repeat(800),
  "combining marks": `e${"\u0301".repeat(4_000)}`,
  homoglyphs: "раураl ".repeat(600),
  "open brackets": "[".repeat(4_096),
  "open braces": "{{".repeat(2_048),
  "angle brackets": "<a ".repeat(1_365),
  dots: "a.".repeat(2_048),
  "dots and slashes": "http://".repeat(585),
  links: "https://a.b/c ".repeat(290),
  "at signs": "https://a@".repeat(409),
  marks: "!?".repeat(2_048),
  spaces: " ".repeat(4_096),
  "line ends": "\n".repeat(4_096),
  capitals: "PLEASE ".repeat(585),
  doubles: "the the ".repeat(512),
  greetings: "Dear , Hi , ".repeat(340),
  "half a percentage": "save up to 50 ".repeat(290),
  "half an iban": "GB29 ".repeat(800),
  passwords: "password is ".repeat(340),
  crosses: "XX/XX/".repeat(680),
  "discounts all over": "50% off ".repeat(512),
  "weeks of promises": "i will call you by ".repeat(215),
};

await printFigures(async () => {
  const ratios: Record<string, unknown> = {};
  const met: Record<string, boolean> = {};
  for (const length of [1_000, 4_096]) {
    const texts = Array.from({ length: TIMES }, () => ordinary(length));
    timesOf(whole, texts);
    timesOf(bare, texts);
    const rounds = Array.from({ length: ROUNDS }, () => ({ whole: timesOf(whole, texts), bare: timesOf(bare, texts) }));
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const ratio = spread(rounds.map((round) => mean(round.whole) / mean(round.bare)));
    ratios[`${length} characters`] = {
      ratio,
      wholeMs: {
        mean: spread(rounds.map((round) => mean(round.whole))),
        p99: rounded(
          percentile(
            rounds.flatMap((round) => round.whole),
            0.99,
          ),
        ),
      },
      bareMs: {
        mean: spread(rounds.map((round) => mean(round.bare))),
        p99: rounded(
          percentile(
            rounds.flatMap((round) => round.bare),
            0.99,
          ),
        ),
      },
    };
    met[`at most ${LIMIT} x bare at ${length}`] = ratio.median <= LIMIT;
  }
  const hostile = Object.entries(HOSTILE).map(([name, text]) => [name, rounded(Math.min(...[0, 1, 2].flatMap(() => timesOf(whole, [text]))))] as const);
  met["no hostile text hangs it"] = hostile.every(([, ms]) => ms <= HOSTILE_LIMIT_MS);
  return {
    benchmark: "guard-rules [PF11]",
    patterns: patterns.length,
    ratios,
    hostileMs: Object.fromEntries(hostile),
    limit: { ratio: LIMIT, hostileMs: HOSTILE_LIMIT_MS },
    met,
  };
});
