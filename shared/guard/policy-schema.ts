import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { toDuration, toInstant } from "../time.ts";
import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "./context.ts";
import { reachPolicySchema } from "./reach-schema.ts";
import { RULE_IDS, type RuleId } from "./rule-ids.ts";
import type { Severity } from "./finding.ts";
import type { StyleGuide } from "./style-guide.ts";
import { DEFAULT_TEXT_POLICY, type PolicyNumber, type TextPolicy } from "./text-policy.ts";

const duration = z.int({ error: "Not a whole number of milliseconds." }).min(0, { error: "A length of time is not negative." }).transform(toDuration);
const count = z.int({ error: "Not a whole number." }).min(1, { error: "Must be at least 1." });
const date = z.iso.date({ error: "Not a date like 2026-11-22." });

/** A bare number is a lead's own; with source and date it stays provable. */
const numbered = <Value>(value: z.ZodType<Value>) =>
  z.strictObject({ value, source: z.string().min(1, { error: "Say where the number comes from." }), asOf: date }) satisfies z.ZodType<PolicyNumber<Value>>;

const word = z.string().trim().min(1, { error: "Is empty." }).max(200, { error: "Longer than 200 characters." });
const words = z.array(word).max(2_000, { error: "More than 2,000 entries." });
const host = z.string().regex(/^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}$/, { error: "Not the name of a site, such as bit.ly." });

export const styleGuideSchema: z.ZodType<StyleGuide> = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?$/, { error: "Not a language, such as pt-BR." }),
  words: z
    .array(
      z
        .strictObject({ avoid: word, prefer: word.optional() })
        .refine(({ avoid, prefer }) => avoid.toLowerCase() !== prefer?.toLowerCase(), { error: "Says to write the word that it says to avoid." }),
    )
    .max(500, { error: "More than 500 entries." })
    .default([]),
  address: z.enum(["familiar", "polite"]).optional(),
  greetings: words.optional(),
  signOffs: words.optional(),
});

const textPolicySchema: z.ZodType<TextPolicy> = z.strictObject({
  promo: z
    .strictObject({
      threshold: numbered(z.number().gt(0, { error: "Must be more than 0." }).max(20, { error: "Above 20 nothing would ever be found." })).default(
        DEFAULT_TEXT_POLICY.promo.threshold,
      ),
      askedWithin: numbered(z.int().min(0).max(30)).default(DEFAULT_TEXT_POLICY.promo.askedWithin),
      macroTags: words.default([...DEFAULT_TEXT_POLICY.promo.macroTags]),
    })
    .default({ ...DEFAULT_TEXT_POLICY.promo, macroTags: [...DEFAULT_TEXT_POLICY.promo.macroTags] }),
  personalData: z.strictObject({ allowed: words.default([]) }).default({ allowed: [] }),
  links: z
    .strictObject({ shorteners: z.array(host).default([...DEFAULT_TEXT_POLICY.links.shorteners]), trusted: z.array(host).default([]) })
    .default({ shorteners: [...DEFAULT_TEXT_POLICY.links.shorteners], trusted: [] }),
  style: z.array(styleGuideSchema).default([]),
  content: z.strictObject({ allowed: words.default([]) }).default({ allowed: [] }),
  pairRate: z
    .strictObject({
      interval: numbered(duration.refine((ms) => ms >= 1, { error: "Must be longer than nothing." })).default(DEFAULT_TEXT_POLICY.pairRate.interval),
      burst: numbered(count).default(DEFAULT_TEXT_POLICY.pairRate.burst),
      bubbles: numbered(z.int().min(2, { error: "One message is no row." })).default(DEFAULT_TEXT_POLICY.pairRate.bubbles),
      period: numbered(duration).default(DEFAULT_TEXT_POLICY.pairRate.period),
    })
    .default(DEFAULT_TEXT_POLICY.pairRate),
  shortLife: numbered(duration).default(DEFAULT_TEXT_POLICY.shortLife),
  topic: z
    .strictObject({
      falseAlarms: numbered(z.number().gt(0, { error: "Must be more than 0." }).max(0.2, { error: "Above 20 % nobody would believe it any more." })).default(
        DEFAULT_TEXT_POLICY.topic.falseAlarms,
      ),
      learnSince: z.int({ error: "Not an instant in milliseconds." }).min(0).transform(toInstant).optional(),
    })
    .default(DEFAULT_TEXT_POLICY.topic),
});

const KNOWN: ReadonlySet<string> = new Set(RULE_IDS);
const severities = z
  .record(z.string(), z.enum(["stop", "confirm", "advise", "off"], { error: "A severity is stop, confirm, advise or off." }))
  .superRefine((record, context) => {
    for (const rule of Object.keys(record))
      if (!KNOWN.has(rule)) context.addIssue({ code: "custom", path: [rule], message: `There is no rule ${JSON.stringify(rule)}.` });
  })
  .transform((record) => record as Partial<Record<RuleId, Severity | "off">>);

/** What a lead may change in one file. What is left out keeps its default; budgets and quiet hours are in reach-schema.ts. */
export const guardPolicySchema = z.strictObject({
  version: z.int().min(1).default(1),
  severities: severities.optional(),
  windowMargin: duration.default(DEFAULT_GUARD_POLICY.windowMargin),
  duplicatePeriod: duration.default(DEFAULT_GUARD_POLICY.duplicatePeriod),
  reach: reachPolicySchema.optional(),
  text: textPolicySchema.optional(),
});

/** Reads a guard policy. Refused with every fault and its path: an unknown rule, an unknown severity, a wrong number. */
export function parseGuardPolicy(raw: unknown, base: GuardPolicy = DEFAULT_GUARD_POLICY): Result<GuardPolicy, readonly Problem[]> {
  const parsed = guardPolicySchema.safeParse(raw);
  if (!parsed.success) return err(problemsOf(parsed.error));
  const { duplicatePeriod, reach, severities: own, text, windowMargin } = parsed.data;
  return ok({ ...base, windowMargin, duplicatePeriod, reach: reach ?? base.reach, text: text ?? base.text, ...(own === undefined ? {} : { severities: own }) });
}
