import { z } from "zod";
import { problemsOf, type Problem } from "../sla/problems.ts";
import { err, ok, type Result } from "../result.ts";
import { days, hours, minutes, toDuration, type Duration } from "../time.ts";
import { AUTO_REPLY_KINDS, AUTO_REPLY_LANGUAGES, DEFAULT_AUTO_REPLY_TEXTS, HOLE_OF, type AutoReplyLanguage, type AutoReplyTexts } from "./auto-reply-texts.ts";

/** When an automatic answer is given, and in which words. */
export interface AutoReplySettings {
  readonly on: boolean;
  /** One conversation gets one in so long. */
  readonly period: Duration;
  /** The calendars that are told of when closed; none: every one. */
  readonly calendars: readonly string[];
  /** [S0-19] Where people are there and the queue is long: from which measured wait on. */
  readonly queue: { readonly on: boolean; readonly from: Duration };
  /** Where nothing is known of the customer's own. */
  readonly language: AutoReplyLanguage;
  readonly texts: AutoReplyTexts;
}

/** Off until a lead has read what it would say. */
export const DEFAULT_AUTO_REPLY: AutoReplySettings = {
  on: false,
  period: hours(12),
  calendars: [],
  queue: { on: false, from: minutes(20) },
  language: "en",
  texts: DEFAULT_AUTO_REPLY_TEXTS,
};

/** As the platform takes a text, with room for what is filled in. */
const MOST_LETTERS = 1_000;

const duration = (least: Duration, most: Duration) =>
  z
    .number()
    .refine((ms) => Number.isSafeInteger(ms) && ms >= least && ms <= most, { message: `Not between ${least} and ${most} milliseconds.` })
    .transform(toDuration);
const language = z.enum(AUTO_REPLY_LANGUAGES);
const holes = (text: string): readonly string[] => [...text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = ""]) => name);

const textOf = (kind: (typeof AUTO_REPLY_KINDS)[number]) =>
  z
    .string()
    .trim()
    .min(1)
    .max(MOST_LETTERS)
    .superRefine((text, context) => {
      const hole = HOLE_OF[kind];
      const found = holes(text);
      if (hole !== undefined && !found.includes(hole)) context.addIssue({ code: "custom", message: `It needs {{${hole}}}: without it nothing is promised.` });
      const foreign = found.find((name) => name !== hole);
      if (foreign !== undefined) context.addIssue({ code: "custom", message: `Nothing can be filled in for {{${foreign}}}.` });
    });
const textsOf = (kind: (typeof AUTO_REPLY_KINDS)[number]) => z.partialRecord(language, textOf(kind)).default({});

const settings = z.strictObject({
  on: z.boolean().default(DEFAULT_AUTO_REPLY.on),
  period: duration(hours(1), days(7)).default(DEFAULT_AUTO_REPLY.period),
  calendars: z.array(z.string().min(1).max(200)).max(100).default([]),
  queue: z
    .strictObject({ on: z.boolean().default(false), from: duration(minutes(1), hours(24)).default(DEFAULT_AUTO_REPLY.queue.from) })
    .default(DEFAULT_AUTO_REPLY.queue),
  language: language.default(DEFAULT_AUTO_REPLY.language),
  texts: z
    .strictObject({ closed: textsOf("closed"), nobody: textsOf("nobody"), queue: textsOf("queue"), busy: textsOf("busy") })
    .default({ closed: {}, nobody: {}, queue: {}, busy: {} }),
});

/** What is left out has its default, also a text in one language. */
export function parseAutoReplySettings(raw: unknown): Result<AutoReplySettings, readonly Problem[]> {
  const parsed = settings.safeParse(raw);
  if (!parsed.success) return err(problemsOf(parsed.error));
  const { texts, ...rest } = parsed.data;
  const { busy, closed, nobody, queue } = DEFAULT_AUTO_REPLY_TEXTS;
  return ok({
    ...rest,
    texts: {
      closed: { ...closed, ...texts.closed },
      nobody: { ...nobody, ...texts.nobody },
      queue: { ...queue, ...texts.queue },
      busy: { ...busy, ...texts.busy },
    },
  });
}
