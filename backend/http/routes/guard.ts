import { z } from "zod";
import { checkQuery } from "../../../shared/api/guard-query.ts";
import { guardQuerySchema } from "../../../shared/api/guard-query-schema.ts";
import { presentFinding } from "../../../shared/api/present-finding.ts";
import { problem } from "../../../shared/api/problem.ts";
import { guardRulesQuery } from "../../../shared/api/requests.ts";
import { severityProblems } from "../../../shared/guard/allowed-severities.ts";
import { parseGuardPolicy } from "../../../shared/guard/policy-schema.ts";
import { days, minus, type Clock } from "../../../shared/time.ts";
import { guardFiguresOf } from "../../guard/guard-figures.ts";
import { readGuardPolicy, saveGuardPolicy, type PolicyInForce } from "../../guard/guard-policy.ts";
import { parseTime } from "../../parse-time.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { EVERYBODY, LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** What goes by the policy and does not ask for it each time. */
  readonly onPolicySaved: () => void;
}

/** Somebody who names no period is told about the last seven days. */
const USUAL_PERIOD = days(7);

/** What is checked before a message leaves: asked from outside, set by leads, and how it fares. */
export function guardRoutes({ clock, onPolicySaved, store }: Deps): readonly Route[] {
  return [
    route({
      method: "POST",
      path: "/api/v1/guard/check",
      summary: "What speaks against a draft, as the composer would say it.",
      roles: EVERYBODY,
      body: guardQuerySchema,
      answers: { 200: "Findings, the gravest first" },
      handle: ({ body }) => ({ status: 200, body: { id: body.id, findings: checkQuery(body, parseTime).map((finding) => presentFinding(finding, iso)) } }),
    }),
    route({
      method: "GET",
      path: "/api/v1/guard/policy",
      summary: "The numbers and severities behind the rules, and the number of times that they were saved.",
      roles: PEOPLE,
      answers: { 200: "The policy in force" },
      handle: () => ({ status: 200, body: presentPolicy(store.read(readGuardPolicy)) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/guard/policy",
      summary:
        "Replaces the policy of the guard; what is left out has its default. Nothing is saved where it is wrong, or where somebody has saved since the `version` that is named.",
      roles: LEADS,
      // Read by parseGuardPolicy, which names every fault.
      body: z.unknown().describe("{ severities, windowMargin, duplicatePeriod, reach, text, version? }"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) => {
        const { version, ...policy } = Object(body) as { readonly version?: unknown };
        const parsed = parseGuardPolicy(body === null || typeof body !== "object" ? body : policy);
        const isVersion = version === undefined || (typeof version === "number" && Number.isSafeInteger(version) && version >= 0);
        const faults = [
          ...(parsed.ok ? severityProblems(parsed.value.severities) : parsed.error),
          ...(isVersion ? [] : [{ path: "version", message: "Not the number of a save.", code: "value" }]),
        ];
        if (faults.length > 0) return { status: 422, body: problem(422, "invalid-guard-policy", "The policy of the guard was not saved.", { errors: faults }) };

        const answer = store.write((tx): Exclude<Answer, "sent"> => {
          const current = readGuardPolicy(tx);
          if (version !== undefined && version !== current.version)
            return {
              status: 409,
              body: problem(409, "policy-changed", "Somebody else has saved the policy of the guard meanwhile.", {
                version: current.version,
                detail: "Read it again, and save your changes on top of it.",
              }),
            };
          if (parsed.ok && JSON.stringify(parsed.value) === JSON.stringify(current.policy)) return { status: 200, body: presentPolicy(current) };
          return { status: 200, body: presentPolicy(saveGuardPolicy(tx, policy, principal.agent.id, clock.now())) };
        });
        if (answer.status === 200) onPolicySaved();
        return answer;
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/guard/rules",
      summary:
        "For every rule how often it held a message back, was passed with which reasons and by whom, or was heeded, and what followed; the same by person. The last seven days where no period is named.",
      roles: LEADS,
      query: guardRulesQuery,
      answers: { 200: "Rules" },
      handle: ({ query }) => {
        const to = query.to === undefined ? clock.now() : parseTime(query.to);
        const from = query.from === undefined ? minus(to, USUAL_PERIOD) : parseTime(query.from);
        return { status: 200, body: { from: iso(from), to: iso(to), ...store.read((tx) => guardFiguresOf(tx, from, to, clock.now())) } };
      },
    }),
  ];
}

const presentPolicy = ({ policy, version }: PolicyInForce) => ({ version, ...policy });
