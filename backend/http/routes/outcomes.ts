import { z } from "zod";
import { parseOutcomeSettings } from "../../../shared/outcomes/outcome-settings.ts";
import type { Clock } from "../../../shared/time.ts";
import { readOutcomes, saveOutcomes, type OutcomesInForce } from "../../outcomes/outcome-settings.ts";
import type { Store } from "../../store/store.ts";
import { EVERYBODY, LEADS, route, type Route } from "../route.ts";
import { saveAnswer } from "../save-answer.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** [S4-17] What can come of a case. */
export function outcomeRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/outcomes",
      summary: "What a case can be resolved as, and within which time a customer who comes back counts as not served.",
      roles: EVERYBODY,
      answers: { 200: "Outcomes" },
      handle: () => ({ status: 200, body: present(store.read(readOutcomes)) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/outcomes",
      summary:
        "Replaces the list; retire an outcome rather than drop it. Nothing is saved where something is wrong, or where somebody has saved since `version`.",
      roles: LEADS,
      // Read by parseOutcomeSettings, which names every fault.
      body: z.unknown().describe("{ outcomes: [{ key, names?, need, channels?, retired? }], reopenedWithin, version? }; durations in milliseconds"),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) =>
        saveAnswer({
          store,
          body,
          refused: "invalid-outcomes",
          parse: parseOutcomeSettings,
          current: readOutcomes,
          save: (tx, settings) => present(saveOutcomes(tx, settings, principal.agent.id, clock.now())),
        }),
    }),
  ];
}

const present = ({ settings, version }: OutcomesInForce) => ({ ...settings, version });
