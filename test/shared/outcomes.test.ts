import { describe, expect, test } from "vitest";
import { DEFAULT_OUTCOMES, isKnownOutcome, outcomeOfReason, readOutcome, writeOutcome } from "../../shared/outcomes/outcome.ts";
import { DEFAULT_OUTCOME_SETTINGS, parseOutcomeSettings } from "../../shared/outcomes/outcome-settings.ts";
import { countNeeds, endingsOf } from "../../shared/outcomes/unmet.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { hours } from "../../shared/time.ts";
import { inbound, noReplyNeeded, reopen, sent, time } from "../fixtures/sla/events.ts";

const resolvedAs = (when: string, outcome: string): SlaEvent => ({ type: "resolve", at: time(when), outcome });
const endings = (events: readonly SlaEvent[], now = "20d 00:00") => endingsOf(events, { outcomes: DEFAULT_OUTCOMES, within: hours(72), now: time(now) });

describe("what came of a case", () => {
  test("[S4-13] where the customer was sent to another channel, the record says which", () => {
    const written = writeOutcome({ key: "redirected", channel: "phone" });

    expect(written).toBe("redirected:phone");
    expect(endings([inbound("10:00"), sent("10:05"), resolvedAs("10:10", written)])).toMatchObject([{ outcome: { key: "redirected", channel: "phone" } }]);
  });

  test("[S4-17] nothing but the team's outcomes is taken, retired ones and those of earlier desks included", () => {
    const list = [
      { key: "solved", need: "met" as const },
      { key: "refund", need: "met" as const, names: { en: "Refunded" }, retired: true },
    ];

    expect(["solved", "refund", "resolved", "redirected:phone", "spam"].map((one) => isKnownOutcome(list, one))).toEqual([true, true, true, true, true]);
    expect(["", "finished", "redirected:moon", "solved:phone"].map((one) => isKnownOutcome(list, one))).toEqual([false, false, false, false]);
  });

  test("[S4-17] every reason for which no reply is needed stands for an outcome", () => {
    for (const reason of ["goodbye", "spam", "elsewhere", "duplicate", "other", "anything"])
      expect(isKnownOutcome(DEFAULT_OUTCOMES, outcomeOfReason(reason))).toBe(true);
    expect(readOutcome("answered-elsewhere")).toEqual({ key: "redirected" });
  });

  test("[S4-17] a list needs names, no outcome twice, and the one that one key says", () => {
    expect(parseOutcomeSettings({})).toEqual({ ok: true, value: DEFAULT_OUTCOME_SETTINGS });
    expect(parseOutcomeSettings({ outcomes: [{ key: "refund", need: "met" }] })).toMatchObject({
      ok: false,
      error: [{ path: "outcomes[0].names" }, { path: "outcomes" }],
    });
    expect(
      parseOutcomeSettings({
        outcomes: [
          { key: "solved", need: "met" },
          { key: "solved", need: "unmet" },
        ],
      }),
    ).toMatchObject({ ok: false, error: [{ path: "outcomes[1].key" }] });
  });
});

describe("whether the customer got what they came for", () => {
  const HISTORY = [inbound("10:00"), sent("10:05"), resolvedAs("10:10", "solved")];

  test("[S4-17] reopened within the time that counts is unmet, to the millisecond; after it, it was met", () => {
    expect(endings([...HISTORY, inbound("3d 10:09:59.999")])).toMatchObject([{ need: "unmet", reopenedAt: time("3d 10:09:59.999") }]);
    expect(endings([...HISTORY, inbound("3d 10:10")])).toMatchObject([{ need: "met" }]);
    expect(endings([...HISTORY, reopen("11:00")])).toMatchObject([{ need: "unmet" }]);
  });

  test("[S4-17] while they may still come back, nothing is judged", () => {
    expect(endings(HISTORY, "1d 00:00")).toMatchObject([{ need: "open" }]);
    expect(endings(HISTORY, "3d 10:10")).toMatchObject([{ need: "met" }]);
  });

  test("[S4-17] a thanks that needed no reply is no coming back", () => {
    expect(endings([...HISTORY, inbound("10:20"), noReplyNeeded("10:21"), resolvedAs("10:21", "solved")])).toMatchObject([{ need: "met" }, { need: "met" }]);
    expect(endings([...HISTORY, inbound("10:20"), sent("10:21"), noReplyNeeded("10:30")])).toMatchObject([{ need: "unmet" }]);
  });

  test("[S4-17] what could not be solved is unmet without anybody coming back; spam is neither", () => {
    expect(endings([inbound("10:00"), resolvedAs("10:10", "not-solvable")], "11:00")).toMatchObject([{ need: "unmet" }]);
    expect(endings([inbound("10:00"), resolvedAs("10:10", "spam"), inbound("10:20")])).toMatchObject([{ need: "neither" }]);
  });

  test("[S4-17] the figure is the one that was counted by hand", () => {
    const all = [
      ...endings([...HISTORY, inbound("1d 10:00"), sent("1d 10:05"), resolvedAs("1d 10:10", "solved")]),
      ...endings([...HISTORY, inbound("10d 10:00"), resolvedAs("10d 10:10", "not-solvable")]),
      ...endings([inbound("10:00"), resolvedAs("10:01", "spam")]),
      ...endings(HISTORY, "1d 00:00"),
    ];

    // Solved and back, solved, solved, not solvable, spam, and one that is still open.
    expect(countNeeds(all)).toEqual({ ended: 6, reopened: 1, judged: 4, unmet: 2 });
  });
});
