import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestBackend, textWebhook, type TestBackend } from "./running-backend.ts";
import { anAgent, createSlaWorkspace, HOUR, MINUTE, TEN, wrote, answered } from "./sla-workspace.ts";

let backend: TestBackend;
beforeEach(async () => {
  backend = await startTestBackend();
});
afterEach(() => backend.stop());

async function aConversationId(): Promise<string> {
  await backend.post(textWebhook({ text: "A person, please" }));
  await backend.settled();
  return (await backend.json("/api/v1/conversations")).items[0].id;
}

test("[HO14] the times of a conversation are asked over HTTP, and only by who may see it", async () => {
  const id = await aConversationId();
  await backend.api(`/api/v1/conversations/${id}/handoff`, { body: { reason: "asked for a person" } });

  expect((await backend.json(`/api/v1/conversations/${id}/times`)).items).toMatchObject([
    {
      no: 1,
      bot: { answered: 0 },
      human: { answered: 0, waitingSince: expect.any(String) },
      handoff: { answered: 0, waits: [{ how: "waiting", askedAt: expect.any(String) }] },
    },
  ]);
  expect((await backend.api("/api/v1/conversations/nothing/times")).status).toBe(404);
});

test("[S4-13] [S4-17] a resolve says one of the team's outcomes, with the channel where it sends the customer to another one", async () => {
  const id = await aConversationId();
  const resolve = (outcome: string) => backend.api(`/api/v1/conversations/${id}/resolve`, { body: { outcome, noReplyNeeded: "called" } });

  expect((await resolve("finished")).status).toBe(422);
  expect((await resolve("redirected:moon")).status).toBe(422);
  expect((await resolve("redirected:phone")).status).toBe(200);
  expect((await backend.json(`/api/v1/conversations/${id}/times`)).endings).toMatchObject([
    { outcome: { key: "redirected", channel: "phone" }, need: "neither" },
  ]);

  const list = await backend.json("/api/v1/outcomes");
  const refund = { key: "refund", need: "met", names: { en: "Refunded" } };
  expect((await backend.api("/api/v1/outcomes", { method: "PUT", body: { ...list, outcomes: [...list.outcomes, refund] } })).status).toBe(200);
  await backend.api(`/api/v1/conversations/${id}/reopen`, { body: {} });
  expect((await resolve("refund")).status).toBe(200);
});

test("[S4-13] what is not resolved within the policy's time alarms a lead, once", async () => {
  const workspace = await createSlaWorkspace();
  try {
    const lena = anAgent("lena", { role: "lead" });
    workspace.people(lena);
    workspace.schedule();
    workspace.add("c1");
    workspace.happens("c1", wrote(TEN));
    workspace.happens("c1", answered(TEN));
    workspace.time.passTo(TEN + 8 * HOUR - MINUTE);
    const alarms = () => workspace.alerts("lena").filter(({ what }) => what === "breach");
    expect(alarms()).toEqual([]);
    workspace.time.passTo(TEN + 30 * HOUR);

    expect(alarms()).toMatchObject([{ clock: "resolution", at: TEN + 8 * HOUR }]);
    expect(workspace.log("c1").filter(({ kind, what }) => kind === "resolution" && what === "breach")).toHaveLength(1);
  } finally {
    workspace.dispose();
  }
});
