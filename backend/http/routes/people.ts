import { problem } from "../../../shared/api/problem.ts";
import { policyFactsBody, workingHoursBody } from "../../../shared/api/requests.ts";
import { toAgentId, toContactId } from "../../../shared/ids.ts";
import { hasCalendar } from "../../../shared/sla/calendar.ts";
import { maySee, scopesOf } from "../../../shared/sync/scopes.ts";
import type { Clock } from "../../../shared/time.ts";
import { refreshClocks } from "../../sla/clocks.ts";
import { changePolicyFacts } from "../../sla/policy-facts.ts";
import { readSlaSettings } from "../../sla/settings.ts";
import type { Store } from "../../store/store.ts";
import { PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** What policies and warnings need to know of colleagues and customers. */
export function peopleRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "PUT",
      path: "/api/v1/agents/:id/working-hours",
      summary: "The calendar by which somebody works, or null for always: one's own, and for leads everybody's.",
      roles: PEOPLE,
      body: workingHoursBody,
      answers: { 200: "The agent", 403: "Somebody else's", 404: "There is no such agent", 422: "There is no such calendar" },
      handle: ({ body, params, principal }) => {
        const id = toAgentId(params["id"] ?? "");
        if (id !== principal.agent.id && principal.agent.role === "agent")
          return { status: 403, body: problem(403, "not-allowed", "Only a lead sets the working hours of others.") };
        return store.write((tx): Answer => {
          const agent = tx.get("agent", id);
          if (agent === undefined) return { status: 404, body: problem(404, "not-found", "There is no such agent.") };
          if (body.calendar !== null && !hasCalendar(readSlaSettings(tx).calendars, body.calendar))
            return {
              status: 422,
              body: problem(422, "unknown-calendar", "There is no such calendar.", {
                errors: [{ path: "calendar", message: `There is no calendar ${JSON.stringify(body.calendar)}.`, code: "value" }],
              }),
            };
          const after = { ...agent, calendar: body.calendar ?? undefined };
          if (after.calendar !== agent.calendar) {
            tx.put("agent", id, after);
            tx.appendAudit({
              at: clock.now(),
              who: principal.agent.id,
              action: "working-hours",
              target: id,
              data: JSON.stringify({ calendar: body.calendar }),
            });
          }
          return { status: 200, body: after };
        });
      },
    }),
    route({
      method: "PUT",
      path: "/api/v1/contacts/:id/policy-facts",
      summary: "What policies may tell the contact apart by. A field that is not named stays, null takes it away.",
      roles: PEOPLE,
      body: policyFactsBody,
      answers: { 200: "The contact's tier and language", 404: "Unknown, or not yours to see" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const id = toContactId(params["id"] ?? "");
          const contact = tx.get("contact", id);
          const isVisible = tx.conversationsOf(id).some((one) => maySee(scopesOf(principal.agent), one));
          if (contact === undefined || !isVisible)
            return { status: 404, body: problem(404, "not-found", "There is no such contact, or it is not yours to see.") };

          const at = clock.now();
          const touched = changePolicyFacts(tx, contact, body, at);
          for (const conversation of touched) refreshClocks(tx, conversation, at);
          // Which field, not what stands in it: the audit holds nothing of customers.
          if (touched.length > 0) tx.appendAudit({ at, who: principal.agent.id, action: "policy-facts", target: id, data: JSON.stringify(Object.keys(body)) });
          const after = tx.get("contact", id);
          return { status: 200, body: { id, tier: after?.tier, language: after?.language } };
        }),
    }),
  ];
}
