import { problem } from "../../../shared/api/problem.ts";
import { templatesQuery } from "../../../shared/api/requests.ts";
import type { Template } from "../../../shared/inbox/people.ts";
import { NO_RESULTS } from "../../../shared/templates/results.ts";
import { days, minus, type Clock, type Instant } from "../../../shared/time.ts";
import { readGuardPolicy } from "../../guard/guard-policy.ts";
import { parseTime } from "../../parse-time.ts";
import type { ReadTx, Store } from "../../store/store.ts";
import type { KeptTemplates, TemplateSync } from "../../templates/keep-templates.ts";
import { audienceRisksByTemplate, resultsByTemplate } from "../../templates/template-results.ts";
import { iso, when } from "../present.ts";
import { LEADS, PEOPLE, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Undefined where no business account is known, and before the server is up. */
  readonly kept: () => KeptTemplates | undefined;
}

/** Somebody who names no period is told about the last thirty days. */
const USUAL_PERIOD = days(30);
const LONGEST = days(366);

/** [S1-4] The templates, how they stand with the platform, and what became of what was sent with them. */
export function templateRoutes({ clock, kept, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/templates",
      summary:
        "All templates: status, quality, pauses. For leads with results from `from` up to `to` (the last thirty days), and what speaks against the audience.",
      roles: PEOPLE,
      query: templatesQuery,
      answers: { 200: "Templates", 400: "The period ends before it begins, or is longer than a year" },
      handle: ({ principal, query }) => {
        const to = query.to === undefined ? clock.now() : parseTime(query.to);
        const from = query.from === undefined ? minus(to, USUAL_PERIOD) : parseTime(query.from);
        if (from >= to || to - from > LONGEST)
          return { status: 400, body: problem(400, "invalid-period", "The period must begin before it ends, and be no longer than a year.") };

        const leads = LEADS.includes(principal.agent.role);
        return store.read((tx) => ({
          status: 200,
          body: { items: leads ? withResults(tx, from, to) : tx.all("template").map(presentTemplate), from: iso(from), to: iso(to), sync: presentSync(kept()) },
        }));
      },
    }),
    route({
      method: "POST",
      path: "/api/v1/templates/sync",
      summary: "Asks the platform for its list of templates now.",
      roles: LEADS,
      answers: { 200: "How the copy stands", 409: "No business account is set", 502: "The platform did not give its list" },
      handle: async () => {
        const keeper = kept();
        if (keeper === undefined) return { status: 409, body: problem(409, "no-business-account", "No business account is set: there is no list to ask for.") };
        const { failed } = await keeper.sync();
        if (failed !== undefined)
          return { status: 502, body: problem(502, "templates-not-listed", "The platform did not give its list.", { detail: failed.message }) };
        return { status: 200, body: { sync: presentSync(keeper) } };
      },
    }),
  ];
}

function withResults(tx: ReadTx, from: Instant, to: Instant): readonly unknown[] {
  const results = resultsByTemplate(tx, from, to);
  const audience = audienceRisksByTemplate(tx, { from, to }, readGuardPolicy(tx).policy);
  const listed = tx.all("template");
  const known = new Set(listed.map(({ id }) => id));
  // What was sent counts, also where the template is gone since.
  const gone = [...results].filter(([id]) => !known.has(id)).map(([id, counts]) => ({ id, ...nameOf(id), status: "DELETED", results: counts, audience: [] }));
  return [
    ...listed.map((template) => ({ ...presentTemplate(template), results: results.get(template.id) ?? NO_RESULTS, audience: audience.get(template.id) ?? [] })),
    ...gone,
  ];
}

function nameOf(id: string): { readonly name: string; readonly language: string } {
  const at = id.lastIndexOf(":");
  return { name: id.slice(0, at), language: id.slice(at + 1) };
}

const presentTemplate = ({ nextCategory, pausedUntil, qualityAt, statusAt, ...template }: Template) => ({
  ...template,
  statusAt: when(statusAt),
  qualityAt: when(qualityAt),
  pausedUntil: when(pausedUntil),
  nextCategory: nextCategory === undefined ? undefined : { category: nextCategory.category, at: when(nextCategory.at) },
});

function presentSync(kept: KeptTemplates | undefined) {
  const state: TemplateSync | undefined = kept?.state();
  return {
    possible: kept !== undefined,
    at: when(state?.at),
    failed: state?.failed === undefined ? undefined : { at: iso(state.failed.at), message: state.failed.message },
  };
}
