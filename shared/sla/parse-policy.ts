import { z } from "zod";
import { err, ok, type Result } from "../result.ts";
import { toDuration } from "../time.ts";
import { calendarNamed, type Calendars } from "./calendar.ts";
import { calendarSchema } from "./parse-calendar.ts";
import type { Policy } from "./policy.ts";
import { problemsOf, type Problem } from "./problems.ts";

const duration = z.int({ error: "Not a whole number of milliseconds." }).min(1, { error: "Must be longer than nothing." }).transform(toDuration);
const target = z.strictObject({ target: duration, calendar: z.string().min(1) });
const tell = z.array(z.enum(["assignee", "team", "lead"])).optional();
const share = z.number().gt(0, { error: "A share lies between 0 and 1." }).lt(1, { error: "A share lies between 0 and 1." });

/** One policy by itself; whether its calendars exist is asked by `parsePolicies`. */
const policySchema: z.ZodType<Policy> = z.object({
  id: z.string().min(1),
  version: z.int().min(0).default(1),
  name: z.string().optional(),
  default: z.boolean().default(false),
  conditions: z
    .array(
      z.strictObject({
        field: z.enum(["number", "team", "label", "language", "priority", "tier", "entryPoint"]),
        in: z.array(z.string()).min(1, { error: "Names no value, so it could never hold." }),
      }),
    )
    .default([]),
  targets: z
    .strictObject({ handoff: target.optional(), "first-reply": target.optional(), "next-reply": target.optional(), resolution: target.optional() })
    .default({}),
  warnings: z.array(z.union([share, z.strictObject({ before: duration, tell }), z.strictObject({ share, tell })])).optional(),
  breach: z.strictObject({ tell }).optional(),
  ownerTarget: target.optional(),
});

export const policiesSchema: z.ZodType<readonly Policy[]> = z.array(policySchema);
export const calendarsSchema: z.ZodType<Calendars> = z.record(z.string(), calendarSchema);

export interface PolicySet {
  readonly policies: readonly Policy[];
  readonly calendars: Calendars;
}

/** [C1] [P1] [P2] Reads `{ policies, calendars }`. Refused with every fault and its path, a policy naming a missing calendar and two of one id among them. */
export function parsePolicies(raw: unknown): Result<PolicySet, readonly Problem[]> {
  const parsed = z.object({ policies: policiesSchema, calendars: calendarsSchema.default({}) }).safeParse(raw);
  if (!parsed.success) return err(problemsOf(parsed.error));

  const problems = [...missingCalendars(parsed.data.policies, parsed.data.calendars), ...repeatedIds(parsed.data.policies)];
  return problems.length === 0 ? ok(parsed.data) : err(problems);
}

/** [C1] Every target must find its calendar. `at` is where the list stands in what was read. */
export function missingCalendars(policies: readonly Policy[], calendars: Calendars, at = "policies"): readonly Problem[] {
  return policies.flatMap((policy, index) =>
    [...Object.entries(policy.targets).map(([kind, value]) => [`targets.${kind}`, value] as const), ["ownerTarget", policy.ownerTarget] as const].flatMap(
      ([place, value]) =>
        value === undefined || calendarNamed(calendars, value.calendar) !== undefined
          ? []
          : [{ path: `${at}[${index}].${place}.calendar`, message: `There is no calendar ${JSON.stringify(value.calendar)}.`, code: "value" as const }],
    ),
  );
}

const repeatedIds = (policies: readonly Policy[]): readonly Problem[] =>
  policies.flatMap(({ id }, index) =>
    policies.findIndex((other) => other.id === id) === index
      ? []
      : [{ path: `policies[${index}].id`, message: `Another policy has the id ${JSON.stringify(id)}.`, code: "value" as const }],
  );
