import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { calendarVersion, hasCalendar } from "../../../shared/sla/calendar.ts";
import { parsePolicies, type PolicySet } from "../../../shared/sla/parse-policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { isSame, revise } from "../../../shared/sla/revise.ts";
import type { Clock } from "../../../shared/time.ts";
import { hasSlaSettings, readSlaSettings, savedSlaSettings, writeSlaSettings } from "../../sla/settings.ts";
import type { ReadTx, Store, WriteTx } from "../../store/store.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Dates open runs anew, in the background. */
  readonly redate: () => void;
}

/** Somebody who sends the thousandth fault has read none of the others. */
const MOST_FAULTS = 1_000;

/** The promises of the team, and when it is there to keep them. */
export function policyRoutes({ clock, redate, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/policies",
      summary: "Policies and calendars in force, and the number of times that they were saved.",
      roles: PEOPLE,
      answers: { 200: "Policies, calendars and revision" },
      handle: () => ({ status: 200, body: store.read(readSlaSettings) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/policies",
      summary: "Replaces policies and calendars; nothing is saved where one of them is wrong, or where somebody has saved since the `revision` that is named.",
      roles: LEADS,
      // Read by parsePolicies, which names every fault.
      body: z.unknown().describe("{ policies, calendars, revision? }"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) => {
        const parsed = parsePolicies(body);
        const revision = revisionOf(body);
        const faults = [...(parsed.ok ? [] : parsed.error), ...revision.faults];
        if (!parsed.ok || faults.length > 0) return refused(faults);

        const answer = store.write((tx) => save(tx, parsed.value, revision.value, principal.agent.id, clock));
        if (answer.status === 200) redate();
        return answer;
      },
    }),
  ];
}

function save(tx: WriteTx, draft: PolicySet, revision: number | undefined, by: string, clock: Clock): Exclude<Answer, "sent"> {
  const current = readSlaSettings(tx);
  if (revision !== undefined && revision !== current.revision)
    return {
      status: 409,
      body: problem(409, "settings-changed", "Somebody else has saved policies or calendars meanwhile.", {
        revision: current.revision,
        detail: "Read them again, and save your changes on top of them.",
      }),
    };

  const faults = missingWorkingHours(tx, draft);
  if (faults.length > 0) return refused(faults);

  const revised = revise(savedSlaSettings(tx), draft);
  if (hasSlaSettings(tx) && isSame(revised, { policies: current.policies, calendars: current.calendars })) return { status: 200, body: current };

  const at = clock.now();
  writeSlaSettings(tx, revised, at);
  const saved = readSlaSettings(tx);
  const { calendars, policies } = saved;
  tx.appendAudit({
    at,
    who: by,
    action: "policies-saved",
    target: "policies",
    data: JSON.stringify({
      revision: saved.revision,
      policies: policies.map(({ id, version }) => ({ id, version })),
      calendars: Object.entries(calendars).map(([id, definition]) => ({ id, version: calendarVersion(definition) })),
    }),
  });
  return { status: 200, body: saved };
}

/** [B2] Nobody's working hours may vanish. */
const missingWorkingHours = (tx: ReadTx, { calendars }: PolicySet): readonly Problem[] =>
  tx
    .all("agent")
    .flatMap(({ calendar, name }) =>
      calendar === undefined || hasCalendar(calendars, calendar)
        ? []
        : [{ path: `calendars.${calendar}`, message: `${name} works by this calendar.`, code: "value" as const }],
    );

function revisionOf(body: unknown): { readonly value: number | undefined; readonly faults: readonly Problem[] } {
  const { revision } = Object(body) as { readonly revision?: unknown };
  if (revision === undefined || (typeof revision === "number" && Number.isSafeInteger(revision) && revision >= 0)) return { value: revision, faults: [] };
  return { value: undefined, faults: [{ path: "revision", message: "Not the number of a save.", code: "value" }] };
}

const refused = (faults: readonly Problem[]): Exclude<Answer, "sent"> => ({
  status: 422,
  body: problem(422, "invalid-policy", "The policies were not saved.", { errors: faults.slice(0, MOST_FAULTS) }),
});
