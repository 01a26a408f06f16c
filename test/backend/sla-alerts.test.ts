import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toConversationId, toTeamId } from "../../shared/ids.ts";
import type { Policy } from "../../shared/sla/policy.ts";
import { scopesOf } from "../../shared/sync/scopes.ts";
import { readSlaSettings, writeSlaSettings } from "../../backend/sla/settings.ts";
import { readPage } from "../../backend/sync/read-page.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import { anAgent, answered, createSlaWorkspace, HOUR, MINUTE, SETTINGS, TEN, wrote, type SlaWorkspace } from "./sla-workspace.ts";

const shop = toTeamId("shop");
const sofia = anAgent("sofia", { teamIds: [shop] });
const marco = anAgent("marco", { teamIds: [shop] });
const nina = anAgent("nina");
const lena = anAgent("lena", { role: "lead" });
const ada = anAgent("ada", { role: "admin" });
const bot = anAgent("bot", { role: "bot" });

const DUE = TEN + 10 * MINUTE;
/** Half an hour before the office closes. */
const EVENING = TEN + 6 * HOUR + 30 * MINUTE;
const NEXT_MORNING = TEN + 23 * HOUR;

let workspace: SlaWorkspace;
const begin = async (policy: Partial<Policy> = {}, start = TEN): Promise<void> => {
  workspace?.dispose();
  const high = aPolicy({ id: "high", default: false, conditions: [{ field: "priority", in: ["high"] }], minutes: { "first-reply": 12 }, warnings: [0.5] });
  const standard = aPolicy({ minutes: { "first-reply": 10 }, warnings: [0.5, 0.8], ...policy });
  workspace = await createSlaWorkspace({ settings: { ...SETTINGS, policies: [high, standard] }, start });
  workspace.people(sofia, marco, nina, lena, ada, bot);
  workspace.schedule();
};
beforeEach(() => begin());
afterEach(() => workspace.dispose());

/** Who has been told what by now. */
const told = () =>
  Object.fromEntries(
    [sofia, marco, nina, lena, ada, bot].flatMap(({ id }) => (workspace.alerts(id).length === 0 ? [] : [[id, workspace.alerts(id).map(({ what }) => what)]])),
  );

describe("who is told", () => {
  test("[B2] a warning speaks to the owner, a breach to the owner and the lead", () => {
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 5 * MINUTE);
    expect(told()).toEqual({ sofia: ["warning"] });

    workspace.time.passTo(DUE);
    expect(told()).toEqual({ sofia: ["breach"], lena: ["breach"] });
  });

  test("[B2] where nobody owns it, the team is told; without a team everybody who answers, but no admin and no bot", () => {
    workspace.add("c1", { teamId: shop });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 5 * MINUTE);
    expect(told()).toEqual({ sofia: ["warning"], marco: ["warning"] });

    workspace.happens("c1", answered(TEN + 6 * MINUTE));
    workspace.add("c2");
    workspace.happens("c2", wrote(TEN + 6 * MINUTE));
    workspace.time.passTo(TEN + 11 * MINUTE);
    expect(told()).toEqual({ sofia: ["warning"], marco: ["warning"], nina: ["warning"], lena: ["warning"] });
  });

  test("[B2] [P2] each warning speaks to whom it names, and so does the breach", async () => {
    await begin({
      warnings: [
        { share: 0.5, tell: ["team"] },
        { share: 0.8, tell: ["lead"] },
      ],
      breach: { tell: ["team"] },
    });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 5 * MINUTE);
    expect(told()).toEqual({ sofia: ["warning"], marco: ["warning"] });
    workspace.time.passTo(TEN + 8 * MINUTE);
    expect(told()).toEqual({ sofia: ["warning"], marco: ["warning"], lena: ["warning"] });
    workspace.time.passTo(DUE);
    expect(told()).toEqual({ sofia: ["breach"], marco: ["breach"] });
  });

  test("[B2] admins hear what leads should only where there is no lead", () => {
    workspace.people(anAgent("lena"));
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(DUE);
    expect(told()).toEqual({ sofia: ["breach"], ada: ["breach"] });
  });

  test("[I11] an alert reaches the desk of its person alone, not even that of a lead", () => {
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 5 * MINUTE);
    const alertsOn = (agent: typeof sofia) =>
      workspace.store
        .read((tx) => readPage(tx, { from: 0, scopes: scopesOf(agent), epoch: "e", now: workspace.time.clock.now() }))
        .rows.filter(({ e }) => e === "alert").length;
    expect([sofia, marco, lena, ada].map(alertsOn)).toEqual([1, 0, 0, 0]);

    workspace.happens("c1", answered(TEN + 6 * MINUTE));
    const { rows } = workspace.store.read((tx) => readPage(tx, { from: 0, scopes: scopesOf(sofia), epoch: "e", now: workspace.time.clock.now() }));
    expect(rows.filter(({ e }) => e === "alert")).toMatchObject([{ del: true }]);
  });
});

describe("when they are told", () => {
  test("[B2] not before their working hours; the record is not kept waiting", async () => {
    await begin({}, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(EVENING + 25 * MINUTE));
    workspace.time.passTo(EVENING + 2 * HOUR);
    expect([workspace.recorded("c1", "breach").map(({ at }) => at), told()]).toEqual([[EVENING + 35 * MINUTE], { lena: ["breach"] }]);

    workspace.time.passTo(NEXT_MORNING - 1);
    expect(told()).toEqual({ lena: ["breach"] });
    workspace.time.passTo(NEXT_MORNING);
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach", at: EVENING + 35 * MINUTE, toldAt: NEXT_MORNING }]);
  });

  test("[B2] what was answered before they came in tells nobody", async () => {
    await begin({}, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(EVENING + 25 * MINUTE));
    workspace.time.passTo(EVENING + 3 * HOUR);
    workspace.happens("c1", answered(EVENING + 3 * HOUR));
    workspace.time.passTo(NEXT_MORNING + HOUR);

    expect(told()).toEqual({});
    expect(workspace.sql(`SELECT count(*) AS n FROM alert_outbox`)).toEqual([{ n: 0 }]);
  });

  test("[B2] a warning that waited is no news once the promise is broken", async () => {
    await begin({ breach: { tell: ["lead"] } }, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(EVENING + 29 * MINUTE));
    workspace.time.passTo(NEXT_MORNING + HOUR);
    expect(told()).toEqual({ lena: ["breach"] });
  });

  test("[B2] hours that were changed meanwhile are kept: nobody is told before the new ones", async () => {
    await begin({}, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(EVENING + 25 * MINUTE));
    workspace.time.passTo(EVENING + HOUR);
    const late = { timeZone: "UTC", weekly: { tue: [["11:00", "19:00"]] } } as const;
    const { policies } = workspace.store.read(readSlaSettings);
    workspace.store.write((tx) => writeSlaSettings(tx, { policies, calendars: { ...SETTINGS.calendars, office: late } }, workspace.time.clock.now()));
    workspace.time.passTo(NEXT_MORNING + 2 * HOUR - 1);
    expect(workspace.alerts("sofia")).toEqual([]);
    workspace.time.passTo(NEXT_MORNING + 2 * HOUR);
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach" }]);
  });

  test("[B2] [S16] what a late reply takes back is not waited with any longer", async () => {
    await begin({ warnings: [] }, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(EVENING + 25 * MINUTE));
    workspace.time.passTo(EVENING + 2 * HOUR);
    const waiting = () => workspace.sql(`SELECT agent_id FROM alert_outbox`);
    expect(waiting()).toEqual([{ agent_id: "sofia" }]);
    workspace.happens("c1", answered(EVENING + 26 * MINUTE));
    expect(waiting()).toEqual([]);
  });

  test("[B2] a person is told on Monday of what still waits since Friday evening", async () => {
    const friday = EVENING + 4 * 24 * HOUR;
    await begin({}, friday);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(friday + 25 * MINUTE));
    workspace.time.passTo(NEXT_MORNING + 6 * 24 * HOUR);

    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach", toldAt: NEXT_MORNING + 6 * 24 * HOUR }]);
  });

  test("[B2] what somebody else took over at night is not told in the morning", async () => {
    await begin({}, EVENING);
    workspace.people({ ...sofia, calendar: "office" });
    workspace.add("c1", { teamId: shop });
    workspace.happens("c1", wrote(EVENING + 25 * MINUTE));
    workspace.time.passTo(EVENING + 2 * HOUR);
    workspace.does(marco, { kind: "claim", conversationId: "c1", epoch: 0 });
    workspace.time.passTo(NEXT_MORNING);
    expect(told()).toEqual({ marco: ["breach"], lena: ["breach"] });
  });

  test("[B2] a calendar that nobody knows keeps nobody from being told", () => {
    workspace.people({ ...sofia, calendar: "gone" });
    workspace.add("c1", { teamId: shop, assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(DUE);
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach", toldAt: DUE }]);
  });

  test("[B2] what is noticed more than a day late tells nobody, and stands in the record all the same", () => {
    workspace.add("c1", { assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN - 25 * HOUR));
    workspace.time.pass(MINUTE);
    expect([told(), workspace.recorded("c1", "breach").length]).toEqual([{}, 1]);
  });

  test("[B2] where the platform's clock is ahead of ours, people are told when our own has come so far", () => {
    workspace.add("c1", { assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.happens("c1", wrote(DUE + MINUTE));
    expect(workspace.recorded("c1", "breach").map(({ at }) => at)).toEqual([DUE]);
    workspace.time.passTo(DUE - 1);
    expect(told()).toEqual({ sofia: ["warning"] });
    workspace.time.passTo(DUE + 100);
    expect(told()).toEqual({ sofia: ["breach"], lena: ["breach"] });
  });

  test("[B2] after a night without the server each person is told once, of what still matters", () => {
    workspace.add("c1", { assigneeId: sofia.id });
    workspace.happens("c1", wrote(TEN));
    workspace.time.sleep(9 * HOUR);
    workspace.time.pass(15_000);
    expect(told()).toEqual({ sofia: ["breach"], lena: ["breach"] });
  });
});

describe("how long it stands", () => {
  beforeEach(() => {
    workspace.add("c1", { teamId: shop });
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 8 * MINUTE);
  });

  test("[B2] one for each person and clock: the later warning and the breach take the place of what came before", () => {
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "warning", at: TEN + 8 * MINUTE }]);
    workspace.time.passTo(DUE);
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach", at: DUE }]);
  });

  test("[B2] until the customer is answered", () => {
    workspace.happens("c1", answered(TEN + 8 * MINUTE));
    expect(told()).toEqual({});
  });

  test("[B2] until somebody takes it: then it is nobody else's", () => {
    workspace.does(sofia, { kind: "claim", conversationId: "c1", epoch: 0 });
    expect(told()).toEqual({ sofia: ["warning"] });
    workspace.does(sofia, { kind: "assign", conversationId: "c1", to: { kind: "nobody" } });
    workspace.time.passTo(DUE);
    expect(told()).toEqual({ sofia: ["breach"], marco: ["breach"], lena: ["breach"] });
  });

  test("[B2] until this person has seen it; to have seen it twice changes nothing, and the others still know", () => {
    const seen = () => workspace.does(sofia, { kind: "seen", conversationId: "c1" });
    expect(seen()).toMatchObject({ type: "applied" });
    expect(told()).toEqual({ marco: ["warning"] });

    const head = workspace.store.read((tx) => tx.head());
    expect(seen()).toMatchObject({ type: "applied" });
    expect(workspace.store.read((tx) => tx.head())).toBe(head);

    workspace.time.passTo(DUE);
    expect(workspace.alerts("sofia")).toMatchObject([{ what: "breach" }]);
  });

  test("[B2] [S16] until a late reply shows that nothing was missed", () => {
    workspace.time.passTo(DUE + MINUTE);
    expect(Object.keys(told())).toEqual(["sofia", "marco", "lena"]);
    workspace.happens("c1", answered(TEN + 9 * MINUTE));
    expect(told()).toEqual({});
  });

  test("[B2] it says when the clock is due now, also where that has moved", () => {
    const dues = () => workspace.store.read((tx) => tx.alertsOf(toConversationId("c1"))).map(({ dueAt }) => dueAt);
    expect(dues()).toEqual([DUE, DUE]);
    workspace.does(lena, { kind: "priority", conversationId: "c1", priority: "high" });
    expect(dues()).toEqual([TEN + 12 * MINUTE, TEN + 12 * MINUTE]);
  });
});
