import { expect, test } from "vitest";
import { deskFindings } from "../../renderer/guard/desk-findings.ts";
import { createPolicyKeeper } from "../../renderer/guard/policy-keeper.ts";
import { createFakeTime } from "./fake-time.ts";
import { aConversation, anInbound, NOON } from "./inbox-builders.ts";

function aKeeper(bodies: readonly (object | "no-network")[]) {
  let asked = 0;
  const time = createFakeTime(NOON);
  const keeper = createPolicyKeeper({
    timers: time.timers,
    request: async () => {
      const body = bodies[Math.min(asked++, bodies.length - 1)] ?? {};
      if (body === "no-network") throw new TypeError("Failed to fetch");
      return Response.json(body);
    },
  });
  return { keeper, time, asked: () => asked };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("[G-ERRORS] [S0-10] the desk warns by what a lead saved, and by the defaults until it has heard", async () => {
  const { keeper } = aKeeper([{ version: 2, severities: { "G-ERRORS": "off" } }]);
  const draft = { kind: "text", text: "Hello {{1}}!" } as const;
  const rules = () =>
    deskFindings(draft, { conversation: aConversation(), messages: [anInbound()], topicChanged: false, policy: keeper.current() }, NOON).map(
      ({ rule }) => rule,
    );
  expect(rules()).toContain("G-ERRORS");

  keeper.connection({ kind: "live" });
  await settled();
  await settled();
  expect(rules()).not.toContain("G-ERRORS");
  keeper.stop();
});

test("[S0-10] a policy that cannot be read, and a network that is away, leave the one before", async () => {
  const { asked, keeper } = aKeeper([{ version: 1, severities: { "G-NAME": "stop" } }, { version: 2, severities: { "G-NOTHING": "stop" } }, "no-network"]);
  for (let round = 0; round < 3; round += 1) {
    keeper.connection({ kind: "live" });
    await settled();
    await settled();
    keeper.connection({ kind: "offline", asOf: NOON });
  }
  expect(asked()).toBe(3);
  expect(keeper.current()?.severities).toEqual({ "G-NAME": "stop" });
  keeper.stop();
});
