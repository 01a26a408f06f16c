import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refreshClocks } from "../../backend/sla/clocks.ts";
import type { Store } from "../../backend/store/store.ts";
import { toConversationId } from "../../shared/ids.ts";
import { toInstant } from "../../shared/time.ts";
import { aPolicy } from "../fixtures/sla/events.ts";
import { anAgent, answered, createSlaWorkspace, failedToSend, HOUR, MINUTE, SETTINGS, TEN, wrote, type SlaWorkspace } from "./sla-workspace.ts";

let workspace: SlaWorkspace;
beforeEach(async () => {
  workspace = await createSlaWorkspace();
  workspace.add("c1");
});
afterEach(() => workspace.dispose());

const DUE = TEN + 10 * MINUTE;
const instants = (what: "warning" | "breach", id = "c1") => workspace.recorded(id, what).map(({ at }) => at);
const allOf = (id = "c1") => workspace.log(id).filter(({ kind }) => kind === "first-reply");

describe("time passes", () => {
  test("[B1] warnings and the breach are recorded as they fall due, each at its own instant", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(DUE - 1);
    expect([instants("warning"), instants("breach")]).toEqual([[TEN + 5 * MINUTE, TEN + 8 * MINUTE], []]);

    workspace.time.passTo(DUE);
    expect(instants("breach")).toEqual([DUE]);
    expect(workspace.sql(`SELECT at, detected_at, due_at, policy_id, policy_version FROM sla_event WHERE kind = 'first-reply' AND what = 'breach'`)).toEqual([
      { at: DUE, detected_at: DUE, due_at: DUE, policy_id: "standard", policy_version: 1 },
    ]);
  });

  test("[S9] a reply in time leaves the warnings that came before it, and no breach", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 6 * MINUTE);
    workspace.happens("c1", answered(TEN + 6 * MINUTE));
    workspace.time.passTo(TEN + HOUR);

    expect([instants("warning"), instants("breach")]).toEqual([[TEN + 5 * MINUTE], []]);
  });

  test("a commit that brings an earlier instant wakes it, and it is not a minute late", () => {
    workspace.schedule();
    workspace.add("c2");
    workspace.happens("c1", wrote(TEN));
    workspace.happens("c2", wrote(TEN + 3_000 - 10 * MINUTE));
    workspace.time.passTo(TEN + 3_000);

    expect(instants("breach", "c2")).toEqual([TEN + 3_000]);
    expect(workspace.sql(`SELECT detected_at FROM sla_event WHERE conversation_id = 'c2' AND what = 'breach'`)).toEqual([{ detected_at: TEN + 3_000 }]);
  });

  test("[PF10] what falls due together is recorded within the second, a batch at a time", () => {
    const sizes: number[] = [];
    const counting: Store = {
      ...workspace.store,
      write: (work) => {
        const before = workspace.sql(`SELECT count(*) AS n FROM sla_event`)[0]?.["n"];
        const value = workspace.store.write(work);
        sizes.push(Number(workspace.sql(`SELECT count(*) AS n FROM sla_event`)[0]?.["n"]) - Number(before));
        return value;
      },
    };
    for (let i = 0; i < 250; i += 1) {
      workspace.add(`d${i}`);
      workspace.happens(`d${i}`, wrote(TEN));
    }
    workspace.schedule(counting);
    workspace.time.passTo(DUE + 1_000);

    expect(workspace.sql(`SELECT count(*) AS n FROM sla_event WHERE what = 'breach' AND at = ${DUE} AND detected_at - at <= 1000`)).toEqual([{ n: 250 }]);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });

  test("what is recorded is seen: the row says breached, and the story has its line", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(DUE);
    const { store } = workspace;
    expect(store.read((tx) => tx.get("conversation", "c1")?.clocks.find(({ kind }) => kind === "first-reply"))).toMatchObject({
      state: "breached",
      breachedAt: DUE,
    });
    expect(store.read((tx) => tx.parts("story", "c1" as never))).toMatchObject([
      { kind: "breach", at: DUE, data: { clock: "first-reply", dueAt: String(DUE) } },
    ]);
  });

  test("to look again changes nothing and tells nobody, also while time on hold adds up", () => {
    workspace.happens("c1", wrote(TEN));
    workspace.happens("c1", { type: "hold", at: toInstant(TEN + MINUTE) });
    workspace.time.passTo(DUE);
    const look = () => workspace.store.write((tx) => refreshClocks(tx, toConversationId("c1"), workspace.time.clock.now()));
    look();
    const head = workspace.store.read((tx) => tx.head());
    workspace.time.pass(5 * MINUTE);
    look();
    expect(workspace.store.read((tx) => tx.head())).toBe(head);
  });
});

describe("restarts, outages and several processes", () => {
  test("[B1] what fell due while nothing was running is there when the start is over, with the instants of the rule", async () => {
    workspace.happens("c1", wrote(TEN));
    workspace.time.sleep(3 * HOUR);
    workspace.schedule();

    expect([instants("warning"), instants("breach")]).toEqual([[TEN + 5 * MINUTE, TEN + 8 * MINUTE], [DUE]]);
    expect(workspace.sql(`SELECT DISTINCT detected_at FROM sla_event`)).toEqual([{ detected_at: TEN + 3 * HOUR }]);
  });

  test("[B1] [I9] restarts around the due instant record it once", async () => {
    workspace.happens("c1", wrote(TEN));
    for (const at of [DUE - 1, DUE, DUE + 1, DUE + MINUTE]) {
      const again = await workspace.open();
      const scheduler = workspace.schedule(again);
      workspace.time.passTo(at);
      scheduler.stop();
      workspace.close(again);
    }
    expect(allOf().map(({ at, what }) => [what, at])).toEqual([
      ["warning", TEN + 5 * MINUTE],
      ["warning", TEN + 8 * MINUTE],
      ["breach", DUE],
    ]);
  });

  test("[B1] [I9] two processes on one file record everything once, whoever is faster", async () => {
    const other = await workspace.open();
    workspace.schedule();
    workspace.schedule(other);
    for (let i = 0; i < 20; i += 1) {
      workspace.add(`d${i}`);
      workspace.happens(`d${i}`, wrote(TEN + i * 1_000), i % 2 === 0 ? workspace.store : other);
    }
    workspace.time.pass(HOUR);

    const once = workspace.sql(`SELECT conversation_id, what, threshold, count(*) AS n FROM sla_event GROUP BY 1, 2, 3`);
    expect(once).toHaveLength(60);
    expect(once.every(({ n }) => n === 1)).toBe(true);
  });

  test("[B1] the record refuses to be rewritten or erased, whoever asks", () => {
    workspace.happens("c1", wrote(TEN - HOUR));
    expect(() => workspace.sql(`UPDATE sla_event SET at = at + 1 RETURNING n`)).toThrow(/append-only/);
    expect(() => workspace.sql(`DELETE FROM sla_event RETURNING n`)).toThrow(/append-only/);
  });

  test("[I15] a disk that is full is asked again in a second, and nothing is lost", () => {
    let full = true;
    let refused = 0;
    const failing: Store = {
      ...workspace.store,
      write: (work) => {
        if (!full) return workspace.store.write(work);
        refused += 1;
        throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
      },
    };
    workspace.happens("c1", wrote(TEN));
    workspace.schedule(failing);
    workspace.time.passTo(DUE + 2_500);
    expect([refused > 2 && refused < 400, allOf()]).toEqual([true, []]);

    full = false;
    workspace.time.pass(1_000);
    expect(instants("breach")).toEqual([DUE]);
  });

  test("[I17] a conversation that cannot be read holds up nobody, and is tried again", () => {
    workspace.add("c2");
    for (const id of ["c1", "c2"]) workspace.happens(id, wrote(TEN));
    const says = (text: string) => workspace.sql(`UPDATE conversation_event SET body = '${text}' WHERE conversation_id = 'c1' AND n = 1 RETURNING n`);
    says("{");
    workspace.schedule();
    workspace.time.passTo(DUE);
    expect([instants("breach", "c1"), instants("breach", "c2")]).toEqual([[], [DUE]]);

    says(JSON.stringify(wrote(TEN)));
    workspace.time.pass(2 * MINUTE);
    expect(instants("breach", "c1")).toEqual([DUE]);
  });
});

describe("late news", () => {
  test("[S16] [B1] a reply in time that comes to light late takes the breach back by a correction, and its line from the story", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 20 * MINUTE);
    workspace.happens("c1", answered(TEN + 9 * MINUTE));

    expect(instants("breach")).toEqual([]);
    expect(allOf().map(({ what }) => what)).toEqual(["warning", "warning", "breach", "correction"]);
    expect(workspace.store.read((tx) => tx.parts("story", "c1" as never))).toEqual([]);
    expect(workspace.sql(`SELECT state, gen FROM clock WHERE kind = 'first-reply'`)).toEqual([{ state: "met", gen: 1 }]);
  });

  test("[S7] [I9] where that reply then fails, the breach stands again, under the next generation and with its line", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 20 * MINUTE);
    workspace.happens("c1", answered(TEN + 9 * MINUTE, "m1"));
    workspace.happens("c1", failedToSend(TEN + 21 * MINUTE, "m1"));

    expect(workspace.recorded("c1", "breach").map(({ at, gen }) => [at, gen])).toEqual([[DUE, 2]]);
    expect(workspace.store.read((tx) => tx.parts("story", "c1" as never))).toMatchObject([{ kind: "breach", at: DUE }]);
    expect(workspace.sql(`SELECT state, gen FROM clock WHERE kind = 'first-reply'`)).toEqual([{ state: "breached", gen: 2 }]);
  });

  test("[S16] [I9] webhooks of an outage, late and shuffled, leave what they would have left in time", () => {
    const events = [wrote(TEN), answered(TEN + 12 * MINUTE), wrote(TEN + 30 * MINUTE), answered(TEN + 35 * MINUTE), wrote(TEN + 50 * MINUTE)];
    workspace.add("c2");
    workspace.schedule();
    for (const event of events) {
      workspace.time.passTo(event.at);
      workspace.happens("c1", event);
    }
    workspace.time.passTo(TEN + 2 * HOUR);
    for (const i of [3, 0, 4, 2, 1]) workspace.happens("c2", events[i] ?? wrote(TEN));

    const stands = (id: string) =>
      workspace.sql(`SELECT kind, started_at, at FROM sla_event AS told WHERE conversation_id = '${id}' AND what = 'breach'
      AND NOT EXISTS (SELECT 1 FROM sla_event WHERE corrects = told.n) ORDER BY 1, 2`);
    expect(stands("c2")).toEqual(stands("c1"));
    expect(stands("c1")).toHaveLength(2);
  });

  test("[B1] what fell due before a hold, and was not recorded yet, is recorded as it fell due", () => {
    workspace.happens("c1", wrote(TEN));
    workspace.time.sleep(5 * HOUR);
    workspace.happens("c1", { type: "hold", at: workspace.time.clock.now() });
    workspace.schedule();

    expect(workspace.log("c1").filter(({ kind }) => kind === "resolution")).toMatchObject([{ what: "warning", threshold: "share:0.5", at: TEN + 4 * HOUR }]);
  });
});

describe("the machine's clock", () => {
  const log = () => allOf().map(({ what }) => what);

  test("a leap forward is doubted: what is set back before it shows the same twice leaves no trace", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.setClock(HOUR);
    workspace.time.pass(10_900);
    workspace.time.setClock(-HOUR);
    workspace.time.pass(MINUTE);

    expect(log()).toEqual([]);
    workspace.time.passTo(DUE);
    expect(instants("breach")).toEqual([DUE]);
  });

  test("a leap that stays is believed a second after it is noticed", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.pass(1_000);
    workspace.time.setClock(HOUR);
    workspace.time.pass(12_000);

    expect(instants("breach")).toEqual([DUE]);
  });

  test("a clock that leaps again and again is believed after half a minute", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.setClock(HOUR);
    for (let i = 0; i < 45; i += 1) {
      workspace.time.setClock(10 * MINUTE);
      workspace.time.pass(900);
      if (i < 30) expect(log()).toEqual([]);
    }
    expect(instants("breach")).toEqual([DUE]);
  });

  test("[I9] a clock that went back takes back what lies ahead of it, and records it again in its time, so that it stands once", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 20 * MINUTE);
    workspace.time.setClock(-14 * MINUTE);
    workspace.time.pass(11_000);
    expect([instants("warning"), instants("breach")]).toEqual([[TEN + 5 * MINUTE], []]);

    workspace.time.passTo(TEN + HOUR);
    expect([instants("warning"), instants("breach")]).toEqual([[TEN + 5 * MINUTE, TEN + 8 * MINUTE], [DUE]]);
    expect(workspace.recorded("c1", "breach").map(({ gen }) => gen)).toEqual([2]);
  });

  test("[I9] also where it went back while nothing was running", () => {
    const scheduler = workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.passTo(TEN + 20 * MINUTE);
    scheduler.stop();
    workspace.time.setClock(-14 * MINUTE);
    workspace.schedule();

    expect(instants("breach")).toEqual([]);
  });

  test("a sleep of hours is a leap: what fell due meanwhile is recorded with the instants of the rule", () => {
    workspace.schedule();
    workspace.happens("c1", wrote(TEN));
    workspace.time.pass(3_000);
    workspace.time.sleep(9 * HOUR);
    workspace.time.pass(12_000);

    expect(
      workspace
        .log("c1")
        .filter(({ what }) => what === "breach")
        .map(({ at, kind }) => [kind, at]),
    ).toEqual([
      ["first-reply", DUE],
      ["resolution", TEN + 8 * HOUR],
    ]);
  });
});

test("[B3] a cause is kept with the breach, and the list can be worked off by it", () => {
  const lead = anAgent("lena", { role: "lead" });
  workspace.people(lead);
  workspace.happens("c1", wrote(TEN));
  workspace.time.passTo(TEN + 20 * MINUTE);
  const left = (acknowledged: boolean) =>
    workspace.store.read((tx) => tx.breaches({ now: workspace.time.clock.now(), acknowledged, limit: 10 })).map(({ cause, kind }) => [kind, cause]);
  expect([left(false), left(true)]).toEqual([[["first-reply", undefined]], []]);

  expect(workspace.does(lead, { kind: "acknowledge", conversationId: "c1", clock: "first-reply", startedAt: TEN, cause: "no-staff" })).toMatchObject({
    type: "applied",
  });
  expect([left(false), left(true)]).toEqual([[], [["first-reply", "no-staff"]]]);
});

test("[B3] of what was not missed, in an earlier case too, nobody can say why", () => {
  const lead = anAgent("lena", { role: "lead" });
  workspace.people(lead, anAgent("sofia"));
  workspace.happens("c1", wrote(TEN));
  workspace.happens("c1", answered(TEN + MINUTE));
  workspace.happens("c1", { type: "resolve", at: toInstant(TEN + 2 * MINUTE) });
  workspace.time.pass(100 * HOUR);
  workspace.happens("c1", wrote(TEN + 100 * HOUR));
  const acknowledge = (agent = lead) =>
    workspace.does(agent, { kind: "acknowledge", conversationId: "c1", clock: "first-reply", startedAt: TEN, cause: "other" });

  expect(acknowledge()).toEqual({ type: "rejected", code: "nothing_missed" });
  expect(acknowledge(anAgent("sofia"))).toMatchObject({ type: "rejected", code: "not_allowed" });
});

test("a policy without targets promises nothing, so nothing is recorded", async () => {
  workspace.dispose();
  workspace = await createSlaWorkspace({ settings: { ...SETTINGS, policies: [aPolicy({ minutes: {} })] } });
  workspace.add("c1");
  workspace.schedule();
  workspace.happens("c1", wrote(TEN));
  workspace.time.pass(20 * HOUR);

  expect(workspace.log("c1")).toEqual([]);
});
