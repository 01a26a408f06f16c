import { expect, test } from "vitest";
import { explainCases } from "../../shared/sla/fold.ts";
import { hours, minutes } from "../../shared/time.ts";
import {
  aPolicy,
  assign,
  bot,
  calendarChange,
  cases,
  claim,
  clockOf,
  clocksOf,
  failed,
  handoff,
  hold,
  inbound,
  noReplyNeeded,
  note,
  OFFICE,
  OPTIONS,
  policyChange,
  priority,
  release,
  reopen,
  resolve,
  sent,
  snooze,
  time,
  transfer,
} from "../fixtures/sla/events.ts";

test("[S1] a run starts with the first message after the last human reply and later ones never move it", () => {
  const events = [inbound("09:00"), sent("09:01"), inbound("09:10"), inbound("09:14"), inbound("09:19")];
  expect(clockOf(events, "next-reply", "09:19")).toMatchObject({ state: "running", startedAt: time("09:10"), dueAt: time("09:20") });
});

test("[S1] ends with the next accepted human message; one from the Business app is human", () => {
  expect(clockOf([inbound("09:00"), sent("09:04")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:04") });
  expect(clockOf([inbound("09:00"), sent("09:04", "app")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:04") });
});

test("[S2] a bot's answer ends the run, neither met nor missed, and no human clock runs while it owns", () => {
  const events = [inbound("09:00"), bot("09:01"), inbound("09:02")];
  expect(clocksOf(events, "first-reply", "12:00")).toMatchObject([{ state: "cancelled", startedAt: time("09:00"), stoppedAt: time("09:01") }]);
  expect(clocksOf(events, "first-reply", "12:00")[0]).not.toHaveProperty("dueAt");
});

test("[S2] at the handoff the human clock starts at the earliest message that the bot has not answered", () => {
  const events = [inbound("09:00"), bot("09:01"), inbound("09:02"), inbound("09:03"), handoff("09:05")];
  expect(clockOf(events, "first-reply", "09:06")).toMatchObject({ state: "running", startedAt: time("09:02"), dueAt: time("09:12") });
});

test("[S2] at the handoff the human clock starts at the handoff where the bot left nothing open", () => {
  const events = [inbound("09:00"), bot("09:01"), handoff("09:05"), sent("09:08")];
  expect(clockOf(events, "first-reply")).toMatchObject({ state: "met", startedAt: time("09:05"), metAt: time("09:08") });
  expect(clockOf(events, "handoff")).toMatchObject({ state: "met", startedAt: time("09:05"), metAt: time("09:08") });
});

test("[S2] a human message without a handoff is measured from the earliest message that the bot left unanswered", () => {
  const events = [inbound("09:00"), bot("09:01"), inbound("09:02"), inbound("09:07"), sent("09:13")];
  expect(clockOf(events, "first-reply")).toMatchObject({ state: "breached", startedAt: time("09:02"), metAt: time("09:13"), breachedAt: time("09:12") });
});

test("[S2] with nothing left open, first reply is met and counted from the case's first inbound", () => {
  const events = [inbound("09:00"), bot("09:01"), inbound("09:02"), bot("09:03"), sent("10:30")];
  expect(clocksOf(events, "first-reply")).toMatchObject([{ state: "met", startedAt: time("09:00"), metAt: time("10:30") }]);
});

test("[S2] a bot that answers too late leaves the breach as it was", () => {
  const events = [inbound("09:00"), bot("09:30"), sent("10:30")];
  expect(clocksOf(events, "first-reply")).toMatchObject([{ state: "breached", breachedAt: time("09:10"), stoppedAt: time("09:30"), metAt: time("10:30") }]);
});

test("[S2] after a handoff, a claim, an assignment to a person or a human message the bot does not own again by writing", () => {
  for (const taken of [handoff("09:02"), claim("09:02"), assign("09:02", "anna"), sent("09:02")]) {
    const events = [inbound("09:00"), bot("09:01"), taken, inbound("09:10"), bot("09:11")];
    expect(
      cases(events, "09:11:30")
        .flatMap(({ clocks }) => clocks)
        .filter(({ kind, state }) => kind.endsWith("reply") && state === "running"),
    ).toHaveLength(1);
  }
});

test("[S2] [S18] given back to the bot, the human clocks are cancelled and the open message is the bot's", () => {
  const events = [inbound("09:00"), claim("09:01"), assign("09:02", "bot"), inbound("09:03")];
  expect(clocksOf(events, "first-reply", "12:00")).toMatchObject([{ state: "cancelled", startedAt: time("09:00"), stoppedAt: time("09:02") }]);
  expect(clockOf([...events, handoff("09:05")], "first-reply", "09:06")).toMatchObject({ state: "running", startedAt: time("09:00"), dueAt: time("09:10") });
});

test("[S2] assigned to a team, not to a person, the conversation stays the bot's", () => {
  const events = [inbound("09:00"), bot("09:01"), inbound("09:02"), assign("09:03", "team:billing")];
  expect(clocksOf(events, "first-reply", "12:00")).toMatchObject([{ state: "cancelled" }]);
});

test("[S3] a case runs to resolve; a message within the grace goes on with it, a later one begins a new one with a first reply of its own", () => {
  const events = [inbound("09:00"), sent("09:01"), resolve("09:30"), inbound("3d 09:30"), sent("3d 09:31"), resolve("3d 10:00"), inbound("6d 10:00:00.001")];
  expect(cases(events, "6d 10:00:01")).toMatchObject([
    { no: 1, startedAt: time("09:00"), resolvedAt: time("3d 10:00") },
    { no: 2, startedAt: time("6d 10:00:00.001") },
  ]);
  expect(clocksOf(events, "next-reply", "6d 10:00:01")).toMatchObject([{ startedAt: time("3d 09:30"), metAt: time("3d 09:31") }]);
  expect(clocksOf(events, "first-reply", "6d 10:00:01")).toMatchObject([
    { startedAt: time("09:00") },
    { startedAt: time("6d 10:00:00.001"), state: "running" },
  ]);
});

test("[S3] an explicit reopen later than the grace begins a case too, and first reply waits for the customer", () => {
  const events = [inbound("09:00"), sent("09:01"), resolve("09:30"), reopen("4d 09:30"), sent("4d 09:31"), inbound("4d 09:40")];
  expect(cases(events, "4d 09:41")).toMatchObject([{ no: 1 }, { no: 2, startedAt: time("4d 09:30") }]);
  expect(clockOf(events, "first-reply", "4d 09:41")).toMatchObject({ state: "running", startedAt: time("4d 09:40") });
  expect(clockOf(events, "resolution", "4d 09:41")).toMatchObject({ state: "running", startedAt: time("4d 09:30") });
});

test("[S3] reopened in time, resolution counts on from where it stood", () => {
  const events = [inbound("09:00"), sent("09:01"), resolve("11:00"), inbound("1d 11:00")];
  expect(clocksOf(events, "resolution", "1d 11:00")).toMatchObject([
    { state: "running", startedAt: time("09:00"), dueAt: time("1d 17:00"), pausedMs: hours(24) },
  ]);
});

test("[S4] until the first reply exists only first reply runs", () => {
  const events = [inbound("09:00"), noReplyNeeded("09:01"), inbound("09:05")];
  expect(clocksOf(events, "next-reply", "09:06")).toEqual([]);
  expect(clocksOf(events, "first-reply", "09:06")).toMatchObject([{ state: "not-needed" }, { state: "running", startedAt: time("09:05") }]);
});

test("[S5] bots, automations and private notes never meet a human clock", () => {
  const events = [inbound("09:00"), claim("09:01"), bot("09:02"), sent("09:03", "automation"), note("09:04")];
  expect(clockOf(events, "first-reply", "09:05")).toMatchObject({ state: "running", dueAt: time("09:10") });
  expect(clockOf([inbound("09:00"), sent("09:03", "automation")], "first-reply", "09:05")).toMatchObject({ state: "running" });
});

test("[S6] a conversation that an agent starts: the first reply is the first human message after the customer's first answer", () => {
  const events = [sent("09:00"), inbound("09:30"), sent("09:35")];
  expect(cases(events)).toMatchObject([{ no: 1, startedAt: time("09:30") }]);
  expect(clocksOf(events, "first-reply")).toMatchObject([{ state: "met", startedAt: time("09:30"), metAt: time("09:35") }]);
});

test("[S6] an outbound alone starts no clock", () => {
  expect(cases([sent("09:00"), sent("09:10"), bot("09:20")])).toEqual([]);
});

test("[S7] a failed send does not fulfil", () => {
  const events = [inbound("09:00"), failed("09:02", "m1")];
  expect(clockOf(events, "first-reply", "09:05")).toMatchObject({ state: "running", dueAt: time("09:10") });
});

test("[S7] an accepted message that fails later opens the run again from its old start", () => {
  const events = [inbound("09:00"), sent("09:02", "human", "m1"), failed("09:05", "m1")];
  expect(clockOf(events, "first-reply", "09:04")).toMatchObject({ state: "met" });
  expect(clockOf(events, "first-reply", "09:06")).toMatchObject({ state: "running", startedAt: time("09:00"), dueAt: time("09:10") });
  expect(clockOf(events, "first-reply", "09:10")).toMatchObject({ state: "breached", breachedAt: time("09:10") });
});

test("[S7] [S8] what the customer wrote since belongs to the old run, and another message that arrived met it", () => {
  const events = [inbound("09:00"), sent("09:02", "human", "m1"), inbound("09:04"), sent("09:08", "human", "m2"), failed("09:20", "m1")];
  expect(clocksOf(events, "first-reply")).toMatchObject([{ state: "met", startedAt: time("09:00"), metAt: time("09:08") }]);
  expect(clocksOf(events, "next-reply")).toEqual([]);
});

test("[S7] sent again and accepted, it counts from then", () => {
  const events = [inbound("09:00"), sent("09:02", "human", "m1"), failed("09:05", "m1"), sent("09:06", "human", "m1")];
  expect(clockOf(events, "first-reply")).toMatchObject({ state: "met", metAt: time("09:06") });
});

test("[S7] an acceptance that is told twice counts once", () => {
  const events = [inbound("09:00"), sent("09:02", "human", "m1"), inbound("09:03"), sent("09:04", "human", "m1")];
  expect(clockOf(events, "next-reply", "09:05")).toMatchObject({ state: "running", startedAt: time("09:03") });
});

test("[S8] two unanswered messages are one late answer", () => {
  const events = [inbound("09:00"), inbound("09:09"), inbound("09:30"), sent("09:31")];
  expect(clocksOf(events, "first-reply").filter(({ state }) => state === "breached")).toHaveLength(1);
  expect(clocksOf(events, "next-reply")).toEqual([]);
});

test("[S9] answered exactly at the due instant is met, one millisecond later is not", () => {
  expect(clockOf([inbound("09:00"), sent("09:10")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:10") });
  expect(clockOf([inbound("09:00"), sent("09:10:00.001")], "first-reply")).toMatchObject({
    state: "breached",
    breachedAt: time("09:10"),
    metAt: time("09:10:00.001"),
  });
});

test("[S9] unanswered at the due instant is breached at that millisecond, whenever somebody looks", () => {
  expect(clockOf([inbound("09:00")], "first-reply", "09:09:59.999")).toMatchObject({ state: "running" });
  for (const now of ["09:10", "09:10:00.001", "3d 12:00"]) {
    expect(clockOf([inbound("09:00")], "first-reply", now)).toMatchObject({ state: "breached", breachedAt: time("09:10") });
  }
});

test("[S9] [S16] a reply in time that arrives after the due instant prevented the breach", () => {
  expect(clockOf([inbound("09:00"), resolve("11:00"), sent("09:09")], "first-reply")).toMatchObject({ state: "met", metAt: time("09:09") });
});

test("[S10] overdue stops at the late reply or at resolve and keeps its length", () => {
  const overdue = (events: Parameters<typeof explainCases>[0], now: string) =>
    explainCases(events, { ...OPTIONS, now: time(now) })
      .flatMap(({ clocks }) => clocks)
      .find(({ clock }) => clock.kind === "first-reply")?.overdue;
  expect(overdue([inbound("09:00")], "09:30")).toBe(minutes(20));
  expect(overdue([inbound("09:00"), sent("09:30")], "5d 09:30")).toBe(minutes(20));
  expect(overdue([inbound("09:00"), resolve("09:40")], "5d 09:30")).toBe(minutes(30));
  expect(overdue([inbound("09:00"), sent("09:10")], "5d 09:30")).toBeUndefined();
});

test("[S10] [R4] overdue is counted in the clock's own open time", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ calendar: "office" })] };
  const events = [inbound("16:40"), sent("1d 09:05")];
  const found = explainCases(events, { ...options, now: time("2d 00:00") })
    .flatMap(({ clocks }) => clocks)
    .find(({ clock }) => clock.kind === "first-reply");
  expect(found).toMatchObject({ clock: { state: "breached", breachedAt: time("16:50") }, overdue: minutes(15) });
});

test("[S11] noReplyNeeded ends the run without a message, counted apart", () => {
  const clock = clockOf([inbound("09:00"), noReplyNeeded("09:05")], "first-reply");
  expect(clock).toMatchObject({ state: "not-needed", stoppedAt: time("09:05") });
  expect(clock).not.toHaveProperty("metAt");
});

test("[S12] snooze and hold never pause a reply clock", () => {
  for (const event of [snooze("09:01"), hold("09:01"), hold("09:01", "customer")]) {
    expect(clockOf([inbound("09:00"), event], "first-reply", "09:10")).toMatchObject({ state: "breached", breachedAt: time("09:10"), pausedMs: 0 });
  }
});

test("[S12] snooze does not pause resolution", () => {
  expect(clockOf([inbound("09:00"), snooze("09:01")], "resolution", "10:00")).toMatchObject({ state: "running", dueAt: time("17:00") });
});

test("[S12] [S18] hold pauses resolution: no due time, what is left stands still", () => {
  const clock = clockOf([inbound("09:00"), sent("09:01"), hold("10:00", "customer")], "resolution", "2d 10:00");
  expect(clock).toMatchObject({ state: "paused", remaining: hours(7), pausedMs: hours(48) });
  expect(clock).not.toHaveProperty("dueAt");
});

test("[S12] release goes on with what was left, and so does a customer's message", () => {
  for (const end of [release("12:00"), inbound("12:00")]) {
    expect(clockOf([inbound("09:00"), sent("09:01"), hold("10:00"), end], "resolution", "12:30")).toMatchObject({
      state: "running",
      dueAt: time("19:00"),
      pausedMs: hours(2),
    });
  }
});

test("[S12] a customer's message ends hold and waiting for the customer at once", () => {
  const events = [inbound("09:00"), sent("09:01"), hold("10:00"), hold("10:30", "customer"), inbound("11:00")];
  expect(clockOf(events, "resolution", "11:30")).toMatchObject({ state: "running", pausedMs: hours(1) });
});

test("[S12] only open hours count as paused time", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ calendar: "office" })] };
  const events = [inbound("09:00"), sent("09:01"), hold("16:00"), release("1d 10:00")];
  expect(clockOf(events, "resolution", "1d 10:00", options)).toMatchObject({ state: "running", dueAt: time("1d 11:00"), pausedMs: hours(2) });
});

test("[S12] [S9] a hold at or after the due instant comes too late", () => {
  expect(clockOf([inbound("09:00"), hold("17:00")], "resolution", "20:00")).toMatchObject({ state: "breached", breachedAt: time("17:00"), pausedMs: 0 });
});

test("[S12] a hold is over when the case is resolved", () => {
  expect(clockOf([inbound("09:00"), sent("09:01"), hold("10:00"), resolve("1d 10:00")], "resolution")).toMatchObject({
    state: "met",
    metAt: time("1d 10:00"),
    pausedMs: hours(24),
  });
});

test("[S13] a run is stamped with its policy and calendar and their versions", () => {
  const options = {
    ...OPTIONS,
    policies: [aPolicy({ version: 7, name: "Gold", calendar: "office" })],
    calendars: { office: { ...(OFFICE as object), version: 3 } as typeof OFFICE },
  };
  expect(clockOf([inbound("09:00")], "first-reply", "09:01", options)).toMatchObject({
    policy: { id: "standard", version: 7, name: "Gold" },
    calendar: { id: "office", version: 3 },
  });
});

test("[S13] an edit re-dates the open run from its own start, and never a closed one", () => {
  const longer = aPolicy({ version: 2, minutes: { "first-reply": 30, "next-reply": 30, resolution: 480 } });
  const closed = clocksOf([inbound("09:00"), sent("09:02"), policyChange("09:05", [longer]), inbound("09:06")], "first-reply");
  expect(closed).toMatchObject([{ state: "met", dueAt: time("09:10"), policy: { version: 1 } }]);
  expect(clockOf([inbound("09:00"), policyChange("09:05", [longer])], "first-reply", "09:20")).toMatchObject({
    state: "running",
    dueAt: time("09:30"),
    policy: { version: 2 },
  });
});

test("[S13] a change of the calendar re-dates as well", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ calendar: "office", minutes: { "first-reply": 60 } })] };
  const events = [inbound("16:30"), calendarChange("16:40", { office: { timeZone: "UTC", version: 2, weekly: { mon: [["09:00", "20:00"]] } } })];
  expect(clockOf(events, "first-reply", "16:41", options)).toMatchObject({ dueAt: time("17:30"), calendar: { id: "office", version: 2 } });
});

test("[S13] [R3] the change is shown among the reasons", () => {
  const events = [inbound("09:00"), { ...policyChange("09:05", [aPolicy({ version: 2, minutes: { "first-reply": 30 } })]), id: "edit-1" }];
  const why = explainCases(events, { ...OPTIONS, now: time("09:06") })[0]?.clocks.find(({ clock }) => clock.kind === "first-reply")?.why;
  expect(why).toContainEqual(
    expect.objectContaining({ kind: "re-dated", at: time("09:05"), eventId: "edit-1", data: expect.objectContaining({ version: 2, because: "policyChange" }) }),
  );
});

test("[S13] [S18] what was breached before the edit stays breached as it was", () => {
  const events = [inbound("09:00"), policyChange("09:30", [aPolicy({ version: 2, minutes: { "first-reply": 300 } })])];
  expect(clockOf(events, "first-reply", "09:31")).toMatchObject({ state: "breached", breachedAt: time("09:10"), policy: { version: 1 } });
});

test("[S14] assign, transfer and claim do not restart a clock", () => {
  const events = [inbound("09:00"), claim("09:02"), transfer("09:04", "ben"), assign("09:06", "team:billing")];
  expect(clocksOf(events, "first-reply", "09:07")).toMatchObject([{ state: "running", startedAt: time("09:00"), dueAt: time("09:10") }]);
});

test("[S14] where the policy asks for it, a hop adds the owner's clock beside the customer's", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ ownerTarget: { target: minutes(5), calendar: "24/7" } })] };
  const events = [inbound("09:00"), transfer("09:04", "ben"), transfer("09:06", "carla"), sent("09:12")];
  expect(clocksOf(events, "first-reply", undefined, options)).toMatchObject([
    { startedAt: time("09:00"), state: "breached", breachedAt: time("09:10"), metAt: time("09:12") },
    { startedAt: time("09:04"), owner: "ben", state: "cancelled", stoppedAt: time("09:06") },
    { startedAt: time("09:06"), owner: "carla", dueAt: time("09:11"), state: "breached", metAt: time("09:12") },
  ]);
});

test("[S15] resolving while a customer waits closes the run as unanswered, neither met nor missed", () => {
  const clock = clockOf([inbound("09:00"), resolve("09:05")], "first-reply");
  expect(clock).toMatchObject({ state: "unanswered", stoppedAt: time("09:05") });
  expect(clock).not.toHaveProperty("metAt");
  expect(clock).not.toHaveProperty("breachedAt");
});

test("[S16] the result does not depend on the order of arrival", () => {
  const events = [
    inbound("09:00", "a"),
    bot("09:01"),
    inbound("09:03", "b"),
    handoff("09:05"),
    hold("09:06"),
    sent("09:09", "human", "m1"),
    inbound("09:12", "c"),
    failed("09:15", "m1"),
    resolve("10:00"),
  ];
  const inOrder = cases(events);
  expect(cases(events.toReversed())).toEqual(inOrder);
  expect(cases([...events.slice(4), ...events.slice(0, 4)])).toEqual(inOrder);
});

test("[S16] what happens in one millisecond is read in the order that makes sense of it", () => {
  expect(clockOf([resolve("09:05"), sent("09:05"), inbound("09:05")], "first-reply")).toMatchObject({ state: "met" });
  expect(clockOf([inbound("09:00"), handoff("09:05"), bot("09:05")], "first-reply", "09:06")).toMatchObject({ state: "running", startedAt: time("09:05") });
  expect(clockOf([inbound("09:00"), resolve("09:05"), noReplyNeeded("09:05")], "first-reply")).toMatchObject({ state: "not-needed" });
});

test("[S16] a customer's message counts from its own send time, however late it arrives", () => {
  const late = { type: "inbound", at: time("12:00"), sentAt: time("09:00"), receivedAt: time("12:00") } as const;
  expect(clockOf([late], "first-reply", "12:00")).toMatchObject({ state: "breached", startedAt: time("09:00"), breachedAt: time("09:10") });
});

test("[S16] what lies after now has not happened yet", () => {
  expect(clockOf([inbound("09:00"), sent("09:05")], "first-reply", "09:04")).toMatchObject({ state: "running" });
});

test("[S17] a policy that first applies to those already waiting dates them from their true start", () => {
  const waiting = { ...OPTIONS, policies: [] };
  const before = clockOf([inbound("09:00")], "first-reply", "12:00", waiting);
  expect(before).toMatchObject({ state: "running", startedAt: time("09:00") });
  expect(before).not.toHaveProperty("dueAt");

  const day = aPolicy({ minutes: { "first-reply": 24 * 60 } });
  expect(clockOf([inbound("10:00"), policyChange("13:30", [day])], "first-reply", "14:00", waiting)).toMatchObject({ dueAt: time("1d 10:00") });
  expect(clockOf([inbound("09:00"), policyChange("13:30", [aPolicy()])], "first-reply", "14:00", waiting)).toMatchObject({
    state: "breached",
    breachedAt: time("09:10"),
  });
});

test("[S18] a clock that reached its due instant stays breached: a late reply sets metAt, resolve and noReplyNeeded only stop it", () => {
  expect(clockOf([inbound("09:00"), sent("09:30")], "first-reply")).toMatchObject({ state: "breached", breachedAt: time("09:10"), metAt: time("09:30") });
  for (const end of [resolve("09:30"), noReplyNeeded("09:30"), assign("09:30", "bot"), resolve("09:10")]) {
    const clock = clockOf([inbound("09:00"), end], "first-reply");
    expect(clock).toMatchObject({ state: "breached", breachedAt: time("09:10"), stoppedAt: end.at });
    expect(clock).not.toHaveProperty("metAt");
  }
});

test("[S18] [P3] when no policy matches any more the deadline goes and the start stays; when one does again it is dated from there", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ conditions: [{ field: "priority", in: ["high"] }] })] };
  const events = [priority("08:59", "high"), inbound("09:00"), priority("09:02", "normal")];
  const cancelled = clockOf(events, "first-reply", "12:00", options);
  expect(cancelled).toMatchObject({ state: "cancelled", startedAt: time("09:00") });
  // The customer still waits: nothing has stopped, there is only no deadline any more.
  expect(cancelled).not.toHaveProperty("stoppedAt");
  expect(cancelled).not.toHaveProperty("dueAt");
  expect(clockOf([...events, priority("09:05", "high")], "first-reply", "09:06", options)).toMatchObject({
    state: "running",
    startedAt: time("09:00"),
    dueAt: time("09:10"),
  });
});

test("[S18] a kind without a target has no deadline", () => {
  const options = { ...OPTIONS, policies: [aPolicy({ minutes: { resolution: 60 } })] };
  const clock = clockOf([inbound("09:00")], "first-reply", "5d 09:00", options);
  expect(clock).toMatchObject({ state: "running", startedAt: time("09:00") });
  expect(clock).not.toHaveProperty("dueAt");
});

test("[S2] [S15] a handoff is met by a claim or an answer, not by an assignment, and ends with the case", () => {
  const start = [inbound("09:00"), bot("09:01"), handoff("09:02")];
  expect(clockOf([...start, claim("09:04")], "handoff")).toMatchObject({ state: "met", metAt: time("09:04") });
  expect(clockOf([...start, assign("09:04", "anna")], "handoff", "09:05")).toMatchObject({ state: "running", dueAt: time("09:07") });
  expect(clockOf([...start, resolve("09:04")], "handoff")).toMatchObject({ state: "unanswered" });
  expect(clocksOf([...start, handoff("09:05")], "handoff", "09:06")).toMatchObject([{ startedAt: time("09:02") }]);
});
