import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import { parseSurgePolicy } from "../../../shared/handoffs/surge-policy.ts";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import type { Clock, Instant } from "../../../shared/time.ts";
import { readSurge } from "../../surge/read-queue.ts";
import { readSurgePolicy, saveSurgePolicy, type SurgePolicyInForce } from "../../surge/surge-policy.ts";
import { switchSurgeMode } from "../../surge/surge-state.ts";
import type { ReadTx, Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";
import { saveAnswer } from "../save-answer.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
}

/** [HO12] How the queue of each number stands, and surge mode. */
export function surgeRoutes({ clock, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/surge",
      summary: "Per number who begins to wait, who waits, how long it takes, and whether surge mode is on; with the policy behind it.",
      roles: PEOPLE,
      answers: { 200: "Numbers and policy" },
      handle: () =>
        store.read((tx) => {
          const inForce = readSurgePolicy(tx);
          const now = clock.now();
          return { status: 200, body: { policy: present(inForce), items: tx.all("number").map((number) => presentNumber(tx, number, inForce, now)) } };
        }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/surge",
      summary:
        "Replaces the policy of surge mode; what is left out has its default. Nothing is saved where something is wrong, or where somebody has saved since `version`.",
      roles: LEADS,
      // Read by parseSurgePolicy, which names every fault.
      body: z
        .unknown()
        .describe(
          "{ automatic, thresholds: { arrivals, queue, wait }, arrivalsWithin, rise, least, calm, tellCustomers, version? }; durations in milliseconds",
        ),
      answers: { 200: "Saved", 409: "Somebody has saved meanwhile", 422: "Refused, each fault with its path" },
      handle: ({ body, principal }) =>
        saveAnswer({
          store,
          body,
          refused: "invalid-surge-policy",
          parse: parseSurgePolicy,
          current: readSurgePolicy,
          save: (tx, policy) => present(saveSurgePolicy(tx, policy, principal.agent.id, clock.now())),
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/surge/:numberId",
      summary: "Switches surge mode of a number on or off by hand. Switched off, it does not come back by itself before things have been calm once.",
      roles: LEADS,
      body: z.strictObject({ on: z.boolean() }),
      answers: { 200: "Switched, or as it was", 404: "There is no such number" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const number = tx.get("number", params["numberId"] ?? "");
          if (number === undefined) return { status: 404, body: problem(404, "not-found", "There is no such number.") };
          const now = clock.now();
          switchSurgeMode(tx, number, body.on, principal.agent.id, now);
          return { status: 200, body: presentNumber(tx, tx.get("number", number.id) ?? number, readSurgePolicy(tx), now) };
        }),
    }),
  ];
}

const present = ({ policy, version }: SurgePolicyInForce) => {
  const { arrivals, queue, wait } = policy.thresholds;
  return { ...policy, thresholds: { arrivals: arrivals ?? null, queue: queue ?? null, wait: wait ?? null }, version };
};

const presentNumber = (tx: ReadTx, { displayName, id, surge }: BusinessNumber, { policy }: SurgePolicyInForce, now: Instant) => ({
  numberId: id,
  displayName,
  now: readSurge(tx, id, policy, now),
  ...(surge === undefined ? {} : { surge: { since: iso(surge.since), because: surge.because } }),
});
