import { z } from "zod";
import { checkQuery } from "../../../shared/api/guard-query.ts";
import { guardQuerySchema } from "../../../shared/api/guard-query-schema.ts";
import { presentFinding } from "../../../shared/api/present-finding.ts";
import { problem } from "../../../shared/api/problem.ts";
import { guardRulesQuery } from "../../../shared/api/requests.ts";
import { parseGuardPolicy } from "../../../shared/guard/policy-schema.ts";
import { RULE_IDS } from "../../../shared/guard/rule-ids.ts";
import { days, minus, type Clock } from "../../../shared/time.ts";
import { readGuardPolicy, saveGuardPolicy, type PolicyInForce } from "../../guard/guard-policy.ts";
import { parseTime } from "../../parse-time.ts";
import type { GuardCount } from "../../store/guard-rows.ts";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { EVERYBODY, LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** Somebody who names no period is told about the last seven days. */
const USUAL_PERIOD = days(7);

/** What is checked before a message leaves: asked from outside, set by leads, and how it fares. */
export function guardRoutes({ clock, store }: Deps): readonly Route[] {
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
        const faults = [...(parsed.ok ? [] : parsed.error), ...(isVersion ? [] : [{ path: "version", message: "Not the number of a save.", code: "value" }])];
        if (faults.length > 0) return { status: 422, body: problem(422, "invalid-guard-policy", "The policy of the guard was not saved.", { errors: faults }) };

        return store.write((tx): Answer => {
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
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/guard/rules",
      summary:
        "For every rule how often it held a message back, was passed with which reasons and by whom, or was heeded; the last seven days where no period is named.",
      roles: LEADS,
      query: guardRulesQuery,
      answers: { 200: "Rules" },
      handle: ({ query }) => {
        const to = query.to === undefined ? clock.now() : parseTime(query.to);
        const from = query.from === undefined ? minus(to, USUAL_PERIOD) : parseTime(query.from);
        const counts = store.read((tx) => tx.guardCounts(from, to));
        return {
          status: 200,
          body: {
            from: iso(from),
            to: iso(to),
            items: RULE_IDS.map((rule) =>
              presentRule(
                rule,
                counts.filter((one) => one.rule === rule),
              ),
            ),
          },
        };
      },
    }),
  ];
}

const presentPolicy = ({ policy, version }: PolicyInForce) => ({ version, ...policy });

/** [S0-11] How one rule fared. */
function presentRule(rule: string, counts: readonly GuardCount[]) {
  const sum = (of: readonly GuardCount[]): number => of.reduce((total, { count }) => total + count, 0);
  const by = (what: GuardCount["what"]): readonly GuardCount[] => counts.filter((one) => one.what === what);
  const agents = [...new Set(counts.map(({ agentId }) => agentId))];
  const reasons = [...new Set(by("overridden").flatMap(({ reason }) => reason ?? []))];
  return {
    rule,
    fired: sum(by("refused")) + sum(by("overridden")),
    refused: sum(by("refused")),
    overridden: sum(by("overridden")),
    heeded: sum(by("heeded")),
    reasons: reasons.map((reason) => ({ reason, count: sum(by("overridden").filter((one) => one.reason === reason)) })).toSorted((a, b) => b.count - a.count),
    agents: agents.map((agent) => {
      const own = (what: GuardCount["what"]): number => sum(by(what).filter(({ agentId }) => agentId === agent));
      return { agent, refused: own("refused"), overridden: own("overridden"), heeded: own("heeded") };
    }),
  };
}
