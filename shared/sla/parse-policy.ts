import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { toDuration } from "../time.ts";
import { hasCalendar, type Calendars } from "./calendar.ts";
import { calendarSchema } from "./parse-calendar.ts";
import type { Policy } from "./policy.ts";
import { problemsOf, type Problem } from "./problems.ts";

/** More than any team has, and little enough that nobody can fill a server with them. */
const MOST_POLICIES = 200;
const MOST_CALENDARS = 100;
const MOST_CONDITIONS = 50;
const MOST_VALUES = 500;
const MOST_WARNINGS = 50;
const LONGEST_NAME = 100;

const name = z.string().max(LONGEST_NAME, { error: `Longer than ${LONGEST_NAME} characters.` });
const key = name.min(1, { error: "Must not be empty." });
const value = z.string().min(1, { error: "Must not be empty." }).max(200, { error: "Longer than 200 characters." });
const version = z.int().max(1_000_000_000, { error: "Too large for a version." });

const duration = z.int({ error: "Not a whole number of milliseconds." }).min(1, { error: "Must be longer than nothing." }).transform(toDuration);
const target = z.strictObject({ target: duration, calendar: key });
const tell = z
  .array(z.enum(["assignee", "team", "lead"]))
  .max(3, { error: "Names somebody twice." })
  .optional();
const share = z.number().gt(0, { error: "A share lies between 0 and 1." }).lt(1, { error: "A share lies between 0 and 1." });

/** One policy by itself; whether its calendars exist is asked by `parsePolicies`. */
const policySchema: z.ZodType<Policy> = z.object({
  id: key,
  version: version.min(0).default(1),
  name: name.optional(),
  default: z.boolean().default(false),
  conditions: z
    .array(
      z.strictObject({
        field: z.enum(["number", "team", "label", "language", "priority", "tier", "entryPoint"]),
        in: z
          .array(value)
          .min(1, { error: "Names no value, so it could never hold." })
          .max(MOST_VALUES, { error: `More than ${MOST_VALUES} values.` }),
      }),
    )
    .max(MOST_CONDITIONS, { error: `More than ${MOST_CONDITIONS} conditions.` })
    .default([]),
  targets: z
    .strictObject({ handoff: target.optional(), "first-reply": target.optional(), "next-reply": target.optional(), resolution: target.optional() })
    .default({}),
  warnings: z
    .array(z.union([share, z.strictObject({ before: duration, tell }), z.strictObject({ share, tell })]))
    .max(MOST_WARNINGS, { error: `More than ${MOST_WARNINGS} warnings.` })
    .optional(),
  breach: z.strictObject({ tell }).optional(),
  ownerTarget: target.optional(),
});

export const policiesSchema: z.ZodType<readonly Policy[]> = z.array(policySchema);
export const calendarsSchema: z.ZodType<Calendars> = z.record(key, calendarSchema);

export interface PolicySet {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

/** [C1] [P1] [P2] Reads `{ policies, calendars }`. Refused with every fault and its path, a policy naming a missing calendar and two of one id among them. */
export function parsePolicies(raw: unknown): Result<PolicySet, readonly Problem[]> {
  const crowds = tooMany(raw);
  if (crowds.length > 0) return err(crowds);

  const parsed = z.object({ policies: policiesSchema, calendars: calendarsSchema.default({}) }).safeParse(raw);
  // Asked of what is wrong elsewhere too, so that nobody mends one fault only to hear of the next.
  const { policies, calendars } = outline.parse(raw);
  const problems = [...(parsed.success ? [] : problemsOf(parsed.error)), ...missingCalendars(policies, calendars), ...repeatedIds(policies)];
  return parsed.success && problems.length === 0 ? ok(parsed.data) : err(problems);
}

/** Asked before anything else, so that a list without end is not read to its end. */
function tooMany(raw: unknown): readonly Problem[] {
  const { policies, calendars } = Object(raw) as { readonly policies?: unknown; readonly calendars?: unknown };
  const problem = (path: string, most: number): readonly Problem[] => [{ path, message: `More than ${most} ${path}.`, code: "value" }];
  return [
    ...(Array.isArray(policies) && policies.length > MOST_POLICIES ? problem("policies", MOST_POLICIES) : []),
    ...(typeof calendars === "object" && calendars !== null && Object.keys(calendars).length > MOST_CALENDARS ? problem("calendars", MOST_CALENDARS) : []),
  ];
}

/** Ids and the calendars that are named, wherever they can be read. */
const naming = z.object({ calendar: z.string().optional().catch(undefined) }).catch({});
const outline = z
  .object({
    policies: z
      .array(
        z
          .object({ id: z.string().optional().catch(undefined), targets: z.record(z.string(), naming).catch({}), ownerTarget: naming.optional() })
          .catch({ targets: {} }),
      )
      .catch([]),
    calendars: z.record(z.string(), z.unknown()).catch({}),
  })
  .catch({ policies: [], calendars: {} });

interface PolicyOutline {
  readonly id?: string | undefined;
  readonly targets: { readonly [kind: string]: { readonly calendar?: string | undefined } | undefined };
  readonly ownerTarget?: { readonly calendar?: string | undefined } | undefined;
}

/** [C1] Every target must find its calendar. `at` is where the list stands in what was read. */
export function missingCalendars(policies: readonly PolicyOutline[], calendars: Readonly<Record<string, unknown>>, at = "policies"): readonly Problem[] {
  return policies.flatMap((policy, index) =>
    [...Object.entries(policy.targets).map(([kind, value]) => [`targets.${kind}`, value] as const), ["ownerTarget", policy.ownerTarget] as const].flatMap(
      ([place, value]) =>
        value?.calendar === undefined || hasCalendar(calendars, value.calendar)
          ? []
          : [{ path: `${at}[${index}].${place}.calendar`, message: `There is no calendar ${JSON.stringify(value.calendar)}.`, code: "value" as const }],
    ),
  );
}

const repeatedIds = (policies: readonly PolicyOutline[]): readonly Problem[] =>
  policies.flatMap(({ id }, index) =>
    id === undefined || policies.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: `policies[${index}].id`, message: `Another policy has the id ${JSON.stringify(id)}.`, code: "value" as const }],
  );
