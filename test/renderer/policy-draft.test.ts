import { describe, expect, test } from "vitest";
import { NOW } from "../../renderer/dev/people.ts";
import { slaSettings } from "../../renderer/dev/sla-settings.ts";
import { createWords } from "../../renderer/messages/i18n.ts";
import { duplicated, freshId, mayRemove, moved, newDefault } from "../../renderer/views/policies/edit-policies.ts";
import { faultWords } from "../../renderer/views/policies/faults.ts";
import { neverApplies } from "../../renderer/views/policies/never-applies.ts";
import { openTimeWords, readOpenTime, unitOf } from "../../renderer/views/policies/open-time.ts";
import { beforeClockChange, fridayEvening } from "../../renderer/views/policies/quick-starts.ts";
import { rebase } from "../../renderer/views/policies/rebase.ts";
import { whatApplies } from "../../renderer/views/policies/what-applies.ts";
import { slaChanges } from "../../renderer/views/settings/sla-changes.ts";
import { draftOf, withNews } from "../../renderer/views/settings/sla-draft.ts";
import { createCompile } from "../../shared/sla/calendar-cache.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { parsePolicies } from "../../shared/sla/parse-policy.ts";
import { matchPolicy, type Policy, type PolicyContext } from "../../shared/sla/policy.ts";
import { hours, minutes, toDuration, toInstant, type Instant } from "../../shared/time.ts";

const at = (text: string): Instant => toInstant(Date.parse(text));
const { calendars, policies } = slaSettings;
const ids = (list: readonly Policy[]) => list.map(({ id }) => id);
const aPolicy = (id: string, more: Partial<Policy> = {}): Policy => ({ id, version: 1, name: id, default: false, conditions: [], targets: {}, ...more });
const when = (field: Policy["conditions"][number]["field"], ...values: string[]): Policy["conditions"] => [{ field, in: values }];
const fallback = aPolicy("rest", { default: true });

describe("what would apply", () => {
  const contexts: readonly PolicyContext[] = [{}, { tier: "gold" }, { number: "1000", priority: "urgent" }, { labels: ["refund"], team: "t-billing" }];
  const starts = [NOW, fridayEvening(NOW), at("2026-03-28T23:59:59Z"), at("2026-12-24T12:30:00Z")];

  test.each(contexts.flatMap((context) => starts.map((start) => [context, start] as const)))(
    "[P1] [P2] [C4] is the engine's own answer: %o at %d",
    (context, start) => {
      const answer = whatApplies(slaSettings, context, start, createCompile());
      expect(answer.policy).toBe(matchPolicy(policies, context));
      expect(answer.passed.map(({ policy }) => policy)).toEqual(policies.slice(0, policies.indexOf(answer.policy!)));

      // The same clocks as a replay of a conversation would give.
      const asked = { type: "inbound", at: start } as const;
      const fold = (events: Parameters<typeof foldCases>[0]) => foldCases(events, { policies, calendars, context, now: start })[0]?.clocks ?? [];
      const first = fold([asked, { type: "handoff", at: start }]);
      const next = fold([
        { type: "inbound", at: toInstant(start - 2_000) },
        { type: "outbound", at: toInstant(start - 1_000), author: "human", state: "accepted" },
        asked,
      ]);
      for (const kind of ["handoff", "first-reply", "resolution", "next-reply"] as const) {
        const clock = (kind === "next-reply" ? next : first).find((one) => one.kind === kind && one.startedAt === start);
        const { dueAt, warnings } = answer.clocks.find((one) => one.kind === kind)?.promised?.clock ?? {};
        expect({ dueAt, warnings }, kind).toEqual({ dueAt: clock?.dueAt, warnings: clock?.warnings });
      }
    },
  );
});

describe("the draft", () => {
  const changed = (list: readonly Policy[], id: string, name: string) => list.map((policy) => (policy.id === id ? { ...policy, name } : policy));

  test("a version, or another order of fields, changes nothing", () => {
    const [vip, ...rest] = policies;
    const { id, ...others } = vip!;
    expect(slaChanges(slaSettings, { calendars, policies: [{ ...others, id, version: 99 }, ...rest] })).toEqual({
      policies: [],
      reordered: false,
      calendars: [],
    });
  });

  test("names what was added, changed and removed", () => {
    const after = {
      policies: [...changed(policies, "vip", "VIP").filter(({ id }) => id !== "refunds"), aPolicy("new")],
      calendars: { ...calendars, Rome: "24/7" as const },
    };
    expect(slaChanges(slaSettings, after)).toEqual({
      policies: [
        { id: "vip", name: "VIP", how: "changed" },
        { id: "new", name: "new", how: "added" },
        { id: "refunds", name: "Refunds", how: "removed" },
      ],
      reordered: false,
      calendars: [{ key: "Rome", how: "added" }],
    });
  });

  test("my changes on top of theirs keep what each of us did, and mine where we both did", () => {
    const mine = {
      ...draftOf(slaSettings),
      policies: [...changed(policies, "vip", "Mine").filter(({ id }) => id !== "refunds"), aPolicy("mine", { conditions: when("tier", "x") })],
    };
    const theirs = {
      ...slaSettings,
      revision: 8,
      policies: [aPolicy("theirs", { conditions: when("tier", "y") }), ...changed(changed(policies, "vip", "Theirs"), "urgent", "Also theirs")],
      calendars: { ...calendars, Lima: "24/7" as const },
    };
    const { both, draft } = rebase(mine, theirs);
    expect(draft.policies.map(({ name }) => name)).toEqual(["theirs", "Mine", "Also theirs", "Everybody", "mine"]);
    expect(draft.saved).toBe(theirs);
    expect(Object.keys(draft.calendars)).toContain("Lima");
    expect(both).toEqual({ policies: ["vip"], calendars: [] });
  });

  test("my order stays mine, with their new ones where they put them", () => {
    const mine = { ...draftOf(slaSettings), policies: moved(policies, "refunds", 0) };
    const theirs = { ...slaSettings, revision: 8, policies: [policies[0]!, aPolicy("theirs"), ...policies.slice(1)] };
    expect(ids(rebase(mine, theirs).draft.policies)).toEqual(["refunds", "vip", "theirs", "urgent", "default"]);
  });

  test("what I changed and they removed is kept, what I removed and they changed is gone", () => {
    const mine = { ...draftOf(slaSettings), policies: changed(policies, "vip", "Mine").filter(({ id }) => id !== "urgent") };
    const theirs = { ...slaSettings, revision: 8, policies: changed(policies, "urgent", "Theirs").filter(({ id }) => id !== "vip") };
    const { both, draft } = rebase(mine, theirs);
    expect(ids(draft.policies)).toEqual(["vip", "refunds", "default"]);
    expect(new Set(both.policies)).toEqual(new Set(["vip", "urgent"]));
  });

  test("without a change the draft follows what is saved; with one it remembers what others saved", () => {
    const news = { ...slaSettings, revision: 8, policies: policies.slice(1) };
    expect(withNews(undefined, slaSettings)).toEqual(draftOf(slaSettings));
    expect(withNews(draftOf(slaSettings), news)).toEqual(draftOf(news));
    const mine = { ...draftOf(slaSettings), policies: policies.slice(0, 3) };
    expect(withNews(mine, news)).toEqual({ ...mine, theirs: news });
    expect(withNews(mine, slaSettings)).toBe(mine);
    // An answer from before our own last save.
    expect(withNews(draftOf(news), slaSettings)).toEqual(draftOf(news));
  });

  test("[P1] moves no further than it may, and copies of a default are none", () => {
    expect(ids(moved(policies, "vip", 99))).toEqual(["urgent", "refunds", "vip", "default"]);
    expect(ids(moved(policies, "default", 0))).toEqual(ids(policies));
    const copies = duplicated(policies, "default", { id: "copy", name: "Copy" });
    expect(ids(copies)).toEqual(["vip", "urgent", "refunds", "copy", "default"]);
    expect(copies[3]?.default).toBe(false);
    expect(mayRemove(policies, "default")).toBe(false);
    expect(mayRemove([...policies, newDefault("other", "Other")], "default")).toBe(true);
  });

  test("a policy behind a default can come before it, and nothing goes behind by accident", () => {
    const list = [aPolicy("a"), fallback, aPolicy("b")];
    expect(ids(moved(list, "b", 0))).toEqual(["b", "a", "rest"]);
    expect(ids(moved(list, "a", 2))).toEqual(["a", "rest", "b"]);
  });

  test("ids are never given twice", () => {
    const first = freshId([], NOW);
    const second = freshId([aPolicy(first)], NOW);
    expect(new Set([first, second, freshId([aPolicy(first), aPolicy(second)], NOW)]).size).toBe(3);
  });

  test.each([
    ["the same conditions", [aPolicy("a", { conditions: when("tier", "x") }), aPolicy("b", { conditions: when("tier", "x") })], "a"],
    ["a narrower one", [aPolicy("a", { conditions: when("tier", "x", "y") }), aPolicy("b", { conditions: [...when("tier", "x"), ...when("team", "t")] })], "a"],
    ["a default", [fallback, aPolicy("b", { conditions: when("tier", "x") })], "rest"],
    [
      "all four priorities",
      [aPolicy("a", { conditions: when("priority", "low", "normal", "high", "urgent") }), aPolicy("b", { conditions: when("tier", "x") })],
      "a",
    ],
    ["a second default", [aPolicy("a", { conditions: when("tier", "x") }), fallback, { ...fallback, id: "b" }], "rest"],
  ])("[P1] never reached behind %s", (_what, list, by) => {
    const never = neverApplies(list);
    expect([...never.keys()]).toEqual(["b"]);
    expect(never.get("b")).toMatchObject({ why: "shadowed", by: { id: by } });
  });

  test.each([
    ["a wider one", [aPolicy("a", { conditions: when("tier", "x") }), aPolicy("b", { conditions: when("tier", "x", "y") })]],
    ["another field", [aPolicy("a", { conditions: when("tier", "x") }), aPolicy("b", { conditions: when("team", "x") })]],
    ["two labels at once", [aPolicy("b", { conditions: [...when("label", "x"), ...when("label", "y")] })]],
  ])("[P1] is reached: %s", (_what, list) => {
    expect(neverApplies(list).size).toBe(0);
  });

  test("[P1] without a condition, or with two that exclude each other, nothing matches", () => {
    const never = neverApplies([
      aPolicy("bare"),
      aPolicy("torn", { conditions: [...when("tier", "x"), ...when("tier", "y")] }),
      aPolicy("c", { conditions: when("tier", "x") }),
    ]);
    expect([...never].map(([id, { why }]) => [id, why])).toEqual([
      ["bare", "no-condition"],
      ["torn", "contradiction"],
    ]);
  });

  test("whatever the check says has a sentence of ours", () => {
    const { t } = createWords("en-GB");
    const raw = {
      policies: [
        {
          id: "a",
          name: "x".repeat(101),
          conditions: [
            { field: "tier", in: [] },
            { field: "team", in: [""] },
          ],
          targets: { handoff: { target: 0, calendar: "gone" }, resolution: { target: 1.5, calendar: "24/7" } },
        },
        { id: "a", warnings: [0, { before: 0 }, { share: 2 }] },
        { id: "c", warnings: Array.from({ length: 51 }, () => 0.5) },
      ],
      calendars: {},
    };
    const parsed = parsePolicies(raw);
    const problems = parsed.ok ? [] : [...parsed.error, { path: "calendars.x", message: "Anna works by this calendar.", code: "value" as const }];
    expect(problems.length).toBeGreaterThan(9);
    const own = (key: string, values?: object) => String(t(key as never, { ...values }));
    expect(problems.filter((problem) => faultWords(problem, own) === problem.message && problem.message !== "Must not be empty.")).toEqual([]);
  });

  test("lengths are read as they are written, and written without rounding", () => {
    expect([readOpenTime("1,5", "hours"), readOpenTime(" 90 ", "minutes"), readOpenTime("0.5", "minutes"), readOpenTime("2", "days")]).toEqual([
      5_400_000, 5_400_000, 30_000, 172_800_000,
    ]);
    expect(["", "x", "-3", "0", "1e999"].map((text) => readOpenTime(text, "minutes"))).toEqual([0, 0, 0, 0, 0]);
    expect([unitOf(hours(48)), unitOf(hours(36)), unitOf(minutes(90)), unitOf(toDuration(0))]).toEqual(["days", "hours", "minutes", "minutes"]);
    expect([90_000, 900_000, 5_400_000, 129_600_000, 172_800_000, 0].map((ms) => openTimeWords(ms, "en"))).toEqual([
      "1 min 30 sec",
      "15 min",
      "1 hr 30 min",
      "36 hr",
      "2 days",
      "0 min",
    ]);
  });

  test("the quick starts: the next Friday at five to six, and the hour before the clocks change", () => {
    const shown = new Date(fridayEvening(NOW));
    expect([shown.getDay(), shown.getHours(), shown.getMinutes()]).toEqual([5, 17, 55]);
    expect(fridayEvening(fridayEvening(NOW)) - fridayEvening(NOW)).toBeGreaterThan(hours(6 * 24));
    expect(beforeClockChange(NOW, ["UTC", "Europe/Madrid"])).toBe(at("2026-03-29T00:00:00Z"));
    expect(beforeClockChange(NOW, ["UTC"])).toBeUndefined();
  });
});
