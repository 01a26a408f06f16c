import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requestHandoff } from "../../backend/ingest/project-handover.ts";
import { clockHistory } from "../../backend/sla/clock-history.ts";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import { startRedating, type Redating } from "../../backend/sla/redate.ts";
import { redatedUpTo } from "../../backend/sla/redating-mark.ts";
import { mirrorCalendars, readSlaSettings, writeSlaSettings, type SlaSettings } from "../../backend/sla/settings.ts";
import type { Store } from "../../backend/store/store.ts";
import { toContactId, toConversationId, toTeamId } from "../../shared/ids.ts";
import type { PolicyContext } from "../../shared/sla/policy.ts";
import { toInstant } from "../../shared/time.ts";
import { aPolicy, OFFICE } from "../fixtures/sla/events.ts";
import { anAgent, answered, createSlaWorkspace, HOUR, MINUTE, SETTINGS, silent, TEN, wrote, type SlaWorkspace } from "./sla-workspace.ts";

let workspace: SlaWorkspace;
const started: Redating[] = [];
beforeEach(async () => {
  workspace = await createSlaWorkspace();
  await redating().idle();
});
afterEach(() => {
  started.splice(0).forEach(({ stop }) => stop());
  workspace.dispose();
});

const redating = (store: Store = workspace.store): Redating => {
  const running = startRedating({ store, clock: workspace.time.clock, log: silent });
  started.push(running);
  return running;
};
const promise = (minutes: number, version: number): SlaSettings => ({ ...SETTINGS, policies: [aPolicy({ version, minutes: { "first-reply": minutes } })] });
const save = (settings: SlaSettings) => workspace.store.write((tx) => writeSlaSettings(tx, settings, workspace.time.clock.now()));
const dues = () => workspace.store.read((tx) => tx.all("conversation")).map(({ clocks }) => clocks.find(({ kind }) => kind === "first-reply")?.dueAt);
const many = (count: number) => {
  for (let i = 0; i < count; i += 1) {
    const id = `c${String(i).padStart(3, "0")}`;
    workspace.add(id);
    workspace.happens(id, wrote(TEN));
  }
};
const lines = (id = "c000") =>
  workspace.store
    .read((tx) => tx.parts("story", toConversationId(id)))
    .flatMap(({ at, data, kind }): readonly TermsLine[] => (kind === "terms" ? [{ at, ...data }] : []));
interface TermsLine {
  readonly at: number;
  readonly clock?: string;
  readonly from?: string;
  readonly to?: string;
  readonly because?: string;
}

describe("after a save", () => {
  test("[S13] every open conversation is dated anew from its own start, and its story says so once", async () => {
    many(120);
    workspace.time.pass(2 * MINUTE);
    save(promise(30, 2));
    const running = redating();
    await running.idle();
    running.ask();
    await running.idle();

    expect(new Set(dues())).toEqual(new Set([TEN + 30 * MINUTE]));
    expect(lines()).toEqual([
      { at: TEN + 2 * MINUTE, clock: "first-reply", from: String(TEN + 10 * MINUTE), to: String(TEN + 30 * MINUTE), because: "policy" },
      // The resolution lost its target.
      { at: TEN + 2 * MINUTE, clock: "resolution", from: String(TEN + 8 * HOUR), because: "policy" },
    ]);
  });

  test("[S13] it goes on after a crash where it had come to", async () => {
    many(120);
    save(promise(30, 2));
    const first = redating();
    // The first batch is done at once; then the process ends.
    first.stop();
    await first.idle();
    const done = dues().filter((due) => due === TEN + 30 * MINUTE).length;
    expect([done > 0, done < 120, workspace.store.read(redatedUpTo) === undefined]).toEqual([true, true, false]);

    const again = await workspace.open();
    await redating(again).idle();
    expect(new Set(dues())).toEqual(new Set([TEN + 30 * MINUTE]));
    expect(workspace.store.read(redatedUpTo)).toBeUndefined();
  });

  test("[S13] a save while it is under way begins anew: the newest settings are what stands", async () => {
    many(120);
    save(promise(30, 2));
    const running = redating();
    save(promise(45, 3));
    running.ask();
    await running.idle();

    expect(new Set(dues())).toEqual(new Set([TEN + 45 * MINUTE]));
  });

  test("[S13] what was closed keeps what it was measured by", async () => {
    many(1);
    workspace.happens("c000", answered(TEN + 3 * MINUTE));
    workspace.time.pass(4 * MINUTE);
    save(promise(1, 2));
    await redating().idle();

    expect(workspace.store.read((tx) => tx.clocks(toConversationId("c000"))).find(({ kind }) => kind === "first-reply")).toMatchObject({
      state: "met",
      dueAt: TEN + 10 * MINUTE,
      policyVersion: 1,
    });
  });

  test("the saves are counted, and an older store's count goes on", async () => {
    const revision = () => workspace.store.read((tx) => readSlaSettings(tx).revision);
    expect(revision()).toBe(1);
    save(promise(30, 2));
    expect(revision()).toBe(2);

    const written = (settings: readonly object[]) => workspace.store.write((tx) => tx.setMeta("sla-settings", JSON.stringify(settings)));
    written([
      { ...SETTINGS, since: 0 },
      { ...SETTINGS, since: 5 },
      { ...SETTINGS, since: 9 },
    ]);
    expect(revision()).toBe(2);
    save(promise(30, 2));
    expect(revision()).toBe(3);
  });

  test("[R2] the desks have the calendars in force as rows, and nothing is told where nothing changed", () => {
    const rows = () => workspace.store.read((tx) => tx.all("calendar"));
    expect(rows()).toEqual([
      { id: "24/7", definition: "24/7" },
      { id: "office", definition: OFFICE },
    ]);
    const head = workspace.store.read((tx) => tx.head());
    workspace.store.write(mirrorCalendars);
    expect(workspace.store.read((tx) => tx.head())).toBe(head);

    save({ ...SETTINGS, calendars: { night: "24/7" } });
    expect(rows()).toEqual([{ id: "night", definition: "24/7" }]);
  });
});

describe("what policies read", () => {
  const lead = anAgent("lena", { role: "lead" });
  const vip = aPolicy({ id: "vip", default: false, conditions: [{ field: "tier", in: ["gold"] }], minutes: { "first-reply": 5 } });
  const byLabel = aPolicy({ id: "labelled", default: false, conditions: [{ field: "label", in: ["refund"] }], minutes: { "first-reply": 20 } });
  const byTeam = aPolicy({ id: "sales", default: false, conditions: [{ field: "team", in: ["sales"] }], minutes: { "first-reply": 40 } });
  const spanish = aPolicy({ id: "spanish", default: false, conditions: [{ field: "language", in: ["es"] }], minutes: { "first-reply": 25 } });
  const due = (id = "c000") => workspace.store.read((tx) => tx.get("conversation", id)?.clocks.findLast(({ kind }) => kind === "first-reply")?.dueAt);
  const policyOf = (id = "c000") => workspace.store.read((tx) => tx.clocks(toConversationId(id)).findLast(({ kind }) => kind === "first-reply")?.policyId);
  const context = (id = "c000"): PolicyContext | undefined =>
    workspace.store.read((tx) => clockHistory(tx, tx.get("conversation", id) ?? expect.fail("no conversation")).options.context);

  beforeEach(async () => {
    workspace.people(lead);
    workspace.store.write((tx) => {
      tx.put("label", "refund", { id: "refund", name: "Refund", hue: 20 });
      tx.put("team", "sales", { id: toTeamId("sales"), name: "Sales" });
    });
    save({ ...SETTINGS, policies: [vip, byLabel, byTeam, spanish, aPolicy()] });
    await redating().idle();
  });

  test("[P1] the beginning of a conversation knows number, team, and the contact's language and tier", () => {
    workspace.add("c000", { teamId: toTeamId("shop") });
    workspace.store.write((tx) => tx.put("contact", "contact-of-c000", { id: toContactId("contact-of-c000"), name: "Kwame", language: "en", tier: "gold" }));
    workspace.happens("c000", wrote(TEN));

    expect([context(), policyOf(), due()]).toEqual([{ number: "106", team: "shop", language: "en", tier: "gold" }, "vip", TEN + 5 * MINUTE]);
  });

  test("[S13] what the contact's row says later does not reach back; a change is an event", () => {
    workspace.add("c000");
    workspace.happens("c000", wrote(TEN));
    workspace.happens("c000", answered(TEN + 7 * MINUTE));
    workspace.store.write((tx) => tx.put("contact", "contact-of-c000", { id: toContactId("contact-of-c000"), name: "Kwame", tier: "gold" }));
    workspace.happens("c000", { type: "context", at: toInstant(TEN + 8 * MINUTE), tier: "gold" });

    expect([context()?.tier, policyOf(), due()]).toEqual([undefined, "standard", TEN + 10 * MINUTE]);
  });

  test("[P3] a label, a team and a handoff's language are events: the clock is re-matched, and the story says why", () => {
    workspace.add("c000");
    workspace.happens("c000", wrote(TEN));
    workspace.time.pass(MINUTE);
    workspace.does(lead, { kind: "label", conversationId: "c000", add: ["refund"], remove: [] });
    workspace.time.pass(MINUTE);
    workspace.does(lead, { kind: "label", conversationId: "c000", add: [], remove: ["refund"] });
    workspace.does(lead, { kind: "assign", conversationId: "c000", to: { kind: "team", id: "sales" } });

    expect([policyOf(), due()]).toEqual(["sales", TEN + 40 * MINUTE]);
    expect(
      lines()
        .filter(({ clock }) => clock === "first-reply")
        .map(({ at, because, from, to }) => [at, because, from, to]),
    ).toEqual([
      [TEN + MINUTE, "label", String(TEN + 10 * MINUTE), String(TEN + 20 * MINUTE)],
      [TEN + 2 * MINUTE, "label", String(TEN + 20 * MINUTE), String(TEN + 10 * MINUTE)],
      [TEN + 2 * MINUTE, "team", String(TEN + 10 * MINUTE), String(TEN + 40 * MINUTE)],
    ]);
  });

  test("[P3] the language of a handoff counts from the handoff on, also for its own clock", () => {
    workspace.add("c000");
    workspace.happens("c000", wrote(TEN));
    workspace.happens("c000", { type: "outbound", at: toInstant(TEN), author: "bot", state: "accepted" });
    workspace.time.pass(3 * MINUTE);
    const requestedAt = workspace.time.clock.now();
    workspace.store.write((tx) => {
      requestHandoff({ tx, touched: new Set() }, toConversationId("c000"), { requestedAt, reason: "asked", language: "es", slots: {}, failedAttempts: 0 });
      refreshClocks(tx, toConversationId("c000"), requestedAt);
    });

    expect([policyOf(), due()]).toEqual(["spanish", requestedAt + 25 * MINUTE]);
    expect(lines().map(({ clock }) => clock)).toEqual(["resolution"]);
  });

  test("[S12] a hold moves the due time, and is no change of terms", () => {
    workspace.add("c000");
    workspace.happens("c000", wrote(TEN));
    workspace.does(lead, { kind: "hold", conversationId: "c000" });
    workspace.time.pass(MINUTE);
    workspace.does(lead, { kind: "release", conversationId: "c000" });

    expect(workspace.store.read((tx) => tx.clocks(toConversationId("c000"))).find(({ kind }) => kind === "resolution")?.dueAt).toBe(TEN + 8 * HOUR + MINUTE);
    expect(lines()).toEqual([]);
  });
});
