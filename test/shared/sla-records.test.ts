import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Clock } from "../../shared/sla/clock.ts";
import type { SlaEvent } from "../../shared/sla/events.ts";
import { foldCases } from "../../shared/sla/fold.ts";
import { happenedAt } from "../../shared/sla/order.ts";
import { clockKey, effectiveRecords, reconcile, type SlaLogEntry, type SlaRecord } from "../../shared/sla/records.ts";
import { toInstant, type Instant } from "../../shared/time.ts";
import { aPolicy, cases, failed, hold, inbound, OPTIONS, policyChange, sent, time } from "../fixtures/sla/events.ts";
import { history, HISTORY_END, HISTORY_OPTIONS, HISTORY_START } from "../fixtures/sla/histories.ts";

// A failure prints its own seed and the smallest history that shows it.
const RUNS = { numRuns: 300, seed: 20_261_122 };

/** A log as a store keeps it: entries are added and never touched. */
function createLog() {
  const log: SlaLogEntry[] = [];
  return {
    log,
    reconcile: (clocks: readonly Clock[], now: Instant) => {
      const result = reconcile(log, clocks, now);
      for (const wrong of result.correct) log.push({ ...wrong, n: log.length + 1, what: "correction", corrects: wrong.n });
      for (const { record } of result.record) log.push({ ...record, n: log.length + 1 });
      return result;
    },
    breaches: () => effectiveRecords(log).filter(({ what }) => what === "breach"),
    warnings: () => effectiveRecords(log).filter(({ what }) => what === "warning"),
  };
}

const told = ({ at, kind, owner, startedAt }: SlaRecord): string => `${clockKey({ kind, owner, startedAt })} at ${at}`;
const clocksAt = (events: readonly SlaEvent[], now: Instant, options = HISTORY_OPTIONS): readonly Clock[] =>
  foldCases(events, { ...options, now }).flatMap(({ clocks }) => clocks);

/** What the rules give from the whole history: each run's first miss. */
function missesOf(events: readonly SlaEvent[], now: Instant): readonly string[] {
  const misses = new Map<string, string>();
  for (const clock of clocksAt(events, now)) {
    if (clock.state === "breached" && !misses.has(clockKey(clock))) misses.set(clockKey(clock), `${clockKey(clock)} at ${clock.dueAt}`);
  }
  return [...misses.values()].toSorted();
}

describe("any history, in any order of arrival, over any outage", () => {
  const minutesLate = fc.constantFrom(0, 0, 0, 1, 7, 30, 6 * 60, 50 * 60);
  const arrivals = history.chain((events) =>
    fc.tuple(fc.tuple(...events.map((event) => minutesLate.map((late) => ({ event, at: toInstant(happenedAt(event) + late * 60_000) }))))).map(([all]) => all),
  );
  const outages = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 90 * 60 }), fc.integer({ min: 1, max: 20 * 60 })).map(([from, length]) => ({
      from: HISTORY_START + from * 60_000,
      to: HISTORY_START + (from + length) * 60_000,
    })),
    { maxLength: 3 },
  );
  type Arrival = { readonly event: SlaEvent; readonly at: Instant };

  /** Looks at every arrival, and at every instant at which something falls due by time alone, but not during an outage. */
  function live(
    all: readonly Arrival[],
    down: readonly { readonly from: number; readonly to: number }[],
    look: (known: readonly SlaEvent[], now: Instant) => Instant | undefined,
  ) {
    const isDown = (at: number): boolean => down.some(({ from, to }) => at >= from && at < to);
    const waiting = all.toSorted((a, b) => a.at - b.at);
    const known: SlaEvent[] = [];
    let due: Instant | undefined;
    for (;;) {
      const arrives = waiting[0]?.at ?? Number.POSITIVE_INFINITY;
      const falls = due ?? Number.POSITIVE_INFINITY;
      const now = toInstant(Math.min(arrives, falls));
      if (now > HISTORY_END) break;
      // Webhooks wait for the server, and so does time.
      const end = down.filter(({ from, to }) => now >= from && now < to).reduce((latest, { to }) => Math.max(latest, to), Number(now));
      while (waiting[0] !== undefined && waiting[0].at <= end) known.push((waiting.shift() as Arrival).event);
      if (isDown(end)) continue;
      due = look(known, toInstant(end));
    }
    return known;
  }

  const nextOf = (runs: readonly { readonly nextAt?: Instant | undefined }[]): Instant | undefined => {
    const instants = runs.flatMap(({ nextAt }) => nextAt ?? []);
    return instants.length === 0 ? undefined : toInstant(Math.min(...instants));
  };

  test("[B1] [I9] [S16] the misses that stand in the end are those of the whole history, each at its own instant", () => {
    fc.assert(
      fc.property(arrivals, outages, (all, down) => {
        const record = createLog();
        const known = live(all, down, (events, now) => nextOf(record.reconcile(clocksAt(events, now), now).runs));
        record.reconcile(clocksAt(known, HISTORY_END), HISTORY_END);

        expect(record.breaches().map(told).toSorted()).toEqual(
          missesOf(
            all.map(({ event }) => event),
            HISTORY_END,
          ),
        );
      }),
      RUNS,
    );
  });

  test("[B1] [I9] nothing stands twice, nothing is recorded twice, and to look again changes nothing", () => {
    fc.assert(
      fc.property(arrivals, outages, (all, down) => {
        const record = createLog();
        live(all, down, (events, now) => {
          const clocks = clocksAt(events, now);
          const { runs } = record.reconcile(clocks, now);
          const again = reconcile(record.log, clocks, now);
          expect([again.record, again.correct]).toEqual([[], []]);

          const standing = effectiveRecords(record.log).map((one) => `${clockKey(one)} ${one.what} ${one.threshold}`);
          expect(new Set(standing).size).toBe(standing.length);
          return nextOf(runs);
        });
        const written = record.log.map((one) => `${clockKey(one)} ${one.what} ${one.threshold} ${one.gen}`);
        expect(new Set(written).size).toBe(written.length);
      }),
      RUNS,
    );
  });

  test("[I9] a miss that the whole history contains never disappears again", () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: 0, max: 80 * 60 }), { maxLength: 6 }), (events, looks) => {
        const record = createLog();
        for (const minute of looks.toSorted((a, b) => a - b)) {
          const now = toInstant(HISTORY_START + 82 * 60 * 60_000 + minute * 60_000);
          const { correct } = record.reconcile(clocksAt(events, now), now);
          expect(correct).toEqual([]);
          expect(record.breaches().map(told).toSorted()).toEqual(missesOf(events, now));
        }
      }),
      RUNS,
    );
  });

  test("[B1] while everything arrives in time and nothing is down, nothing is ever recorded before its instant", () => {
    fc.assert(
      fc.property(history, (events) => {
        const record = createLog();
        const inTime = events.map((event) => ({ event, at: happenedAt(event) }));
        live(inTime, [], (known, now) => {
          const before = record.log.length;
          const { runs } = record.reconcile(clocksAt(known, now), now);
          for (const entry of record.log.slice(before)) expect(entry.at).toBeLessThanOrEqual(now);
          return nextOf(runs);
        });
      }),
      RUNS,
    );
  });
});

describe("one conversation", () => {
  const look = (record: ReturnType<typeof createLog>, events: readonly SlaEvent[], when: string) =>
    record.reconcile(
      cases(events, when).flatMap(({ clocks }) => clocks),
      time(when),
    );
  const firstReply = <Entry extends Pick<SlaRecord, "kind">>(entries: readonly Entry[]) => entries.filter(({ kind }) => kind === "first-reply");

  test("[B1] a run warns at each threshold and is missed, each at the instant of the rule, however late somebody looks", () => {
    const record = createLog();
    look(record, [inbound("09:00")], "12:00");

    expect(firstReply(effectiveRecords(record.log)).map(({ at, gen, threshold, what }) => [what, threshold, at, gen])).toEqual([
      ["warning", "share:0.5", time("09:05"), 1],
      ["warning", `before:${5 * 60_000}`, time("09:05"), 1],
      ["warning", "share:0.8", time("09:08"), 1],
      ["breach", "", time("09:10"), 1],
    ]);
  });

  test("[B1] a reply exactly at the instant of a warning prevents it, and one exactly at the due instant the breach", () => {
    const warned = createLog();
    look(warned, [inbound("09:00"), sent("09:05")], "12:00");
    expect(firstReply(warned.log)).toEqual([]);

    const missed = createLog();
    look(missed, [inbound("09:00"), sent("09:10")], "12:00");
    expect(firstReply(missed.log).map(({ what }) => what)).toEqual(["warning", "warning", "warning"]);
  });

  test("[B1] a run that is dated anew does not warn twice at one threshold", () => {
    const record = createLog();
    const before = [inbound("09:00")];
    look(record, before, "09:06");
    const later = [...before, policyChange("09:06", [aPolicy({ version: 2, minutes: { "first-reply": 60 } })])];
    expect(look(record, later, "09:06").runs.find(({ clock }) => clock.kind === "first-reply")?.nextAt).toBe(time("09:48"));
    look(record, later, "09:45");

    expect(firstReply(record.log).map(({ at, threshold, what }) => [what, threshold, at])).toEqual([
      ["warning", "share:0.5", time("09:05")],
      ["warning", `before:${5 * 60_000}`, time("09:05")],
    ]);
    look(record, later, "09:50");
    expect(firstReply(record.log).at(-1)).toMatchObject({ threshold: "share:0.8", at: time("09:48") });
  });

  test("[B1] a threshold that a policy names twice is one threshold", () => {
    const record = createLog();
    const options = { ...OPTIONS, policies: [aPolicy({ warnings: [0.5, { share: 0.5, tell: ["lead"] }] })] };
    record.reconcile(clocksAt([inbound("09:00")], time("09:06"), options), time("09:06"));

    expect(firstReply(record.log).map(({ at, threshold }) => [threshold, at])).toEqual([["share:0.5", time("09:05")]]);
  });

  test("[B1] [S16] a reply that comes to light late, sent at the very instant of a warning, takes the warning back", () => {
    const record = createLog();
    look(record, [inbound("09:00")], "09:06");
    look(record, [inbound("09:00"), sent("09:05")], "09:07");

    expect(firstReply(record.warnings())).toEqual([]);
  });

  test("[B1] [S16] a reply that comes to light late takes the miss back by a correction; what was written stays", () => {
    const record = createLog();
    look(record, [inbound("09:00")], "09:30");
    const before = [...record.log];
    look(record, [inbound("09:00"), sent("09:07")], "09:31");

    expect(record.log.slice(0, before.length)).toEqual(before);
    expect(firstReply(record.breaches())).toEqual([]);
    expect(firstReply(record.warnings()).map(({ at }) => at)).toEqual([time("09:05"), time("09:05")]);
    expect(record.log.slice(before.length).map(({ what }) => what)).toEqual(["correction", "correction"]);
  });

  test("[S7] [I9] where the late reply then fails, the miss is recorded again under the next generation", () => {
    const record = createLog();
    look(record, [inbound("09:00")], "09:30");
    look(record, [inbound("09:00"), sent("09:07", "human", "m1")], "09:31");
    look(record, [inbound("09:00"), sent("09:07", "human", "m1"), failed("09:32", "m1")], "09:33");

    expect(firstReply(record.breaches()).map(({ at, gen }) => [at, gen])).toEqual([[time("09:10"), 2]]);
  });

  test("a clock that was set back takes back what lies in the future, until it is time again", () => {
    const record = createLog();
    look(record, [inbound("09:00")], "10:00");
    look(record, [inbound("09:00")], "09:06");
    expect(firstReply(effectiveRecords(record.log)).map(({ at }) => at)).toEqual([time("09:05"), time("09:05")]);

    look(record, [inbound("09:00")], "09:10");
    expect(firstReply(record.breaches()).map(({ at, gen }) => [at, gen])).toEqual([[time("09:10"), 2]]);
  });

  test("[S8] a run that a bot had in between is missed once, and ended as it ended last", () => {
    const events: readonly SlaEvent[] = [
      inbound("09:00"),
      { type: "claim", at: time("09:01"), by: "anna" },
      { type: "transfer", at: time("09:20"), to: "bot" },
      { type: "claim", at: time("09:40"), by: "anna" },
      sent("09:50"),
    ];
    const record = createLog();
    const { runs } = look(record, events, "12:00");

    expect(firstReply(record.breaches()).map(({ at }) => at)).toEqual([time("09:10")]);
    expect(runs.filter(({ clock }) => clock.kind === "first-reply")).toMatchObject([
      { clock: { state: "breached", dueAt: time("09:10"), metAt: time("09:50") } },
    ]);
  });

  test("[S8] [S18] its first miss stands, also where it then goes on under terms by which it is met", () => {
    const events: readonly SlaEvent[] = [
      inbound("09:00"),
      { type: "claim", at: time("09:01"), by: "anna" },
      { type: "transfer", at: time("09:20"), to: "bot" },
      policyChange("09:30", [aPolicy({ version: 2, minutes: { "first-reply": 60 } })]),
      { type: "claim", at: time("09:40"), by: "anna" },
      sent("09:50"),
    ];
    const record = createLog();
    look(record, events, "09:45");
    look(record, events, "12:00");

    expect(firstReply(record.breaches()).map(({ at, gen }) => [at, gen])).toEqual([[time("09:10"), 1]]);
  });

  test("says when something has to be recorded next: the warnings that are left, the due instant, then nothing", () => {
    const record = createLog();
    const next = (when: string, events: readonly SlaEvent[] = [inbound("09:00")]) =>
      look(record, events, when).runs.find(({ clock }) => clock.kind === "first-reply")?.nextAt;

    expect([next("09:00"), next("09:05"), next("09:08"), next("09:10")]).toEqual([time("09:05"), time("09:08"), time("09:10"), undefined]);
    expect(next("09:11", [inbound("09:00"), sent("09:10")])).toBeUndefined();
  });

  test("[S12] on hold nothing falls due, and what was warned of before stands", () => {
    const record = createLog();
    const options = { ...OPTIONS, policies: [aPolicy({ minutes: { resolution: 60 } })] };
    const events = [inbound("09:00"), hold("09:40")];
    const clocks = (when: string, known = events) => clocksAt(known, time(when), options);
    record.reconcile(clocks("09:35", [inbound("09:00")]), time("09:35"));
    const { correct, runs } = record.reconcile(clocks("11:00"), time("11:00"));

    expect(correct).toEqual([]);
    expect(record.warnings().map(({ at }) => at)).toEqual([time("09:30")]);
    expect(runs.find(({ clock }) => clock.kind === "resolution")?.nextAt).toBeUndefined();
  });
});
