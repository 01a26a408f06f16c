import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ZONES_BY_CALLING_CODE, zonesOfPhone } from "../../shared/outreach/calling-codes.ts";
import { nextFriendlyEverywhere, quietZones } from "../../shared/outreach/quiet-hours.ts";
import { isTimeZone, wallClock } from "../../shared/sla/compile-calendar.ts";
import { hours, minutes, toInstant } from "../../shared/time.ts";
import { at, closed, code, describeCases, findingsOf, marketing, open, text, utility, withReach } from "./reach-builders.ts";

const of = (contact: { readonly phone?: string; readonly timeZone?: string }) => ({ conversation: closed(), contact });
const ROME = of({ phone: "393331234567" });
const SYDNEY = of({ phone: "61400000000", timeZone: "Australia/Sydney" });

describe("[G-QUIET] [S3-3]", () => {
  describeCases(
    "G-QUIET",
    [
      {
        what: "a moment before nine in Rome",
        draft: utility,
        context: ROME,
        now: toInstant(at("2026-01-15T08:00:00Z") - 1),
        severity: "confirm",
        key: "guard.quiet",
      },
      { what: "at eight in the evening in Rome", draft: utility, context: ROME, now: at("2026-01-15T19:00:00Z") },
      { what: "eight in the morning by summer time", draft: utility, context: ROME, now: at("2026-07-15T06:30:00Z") },
      { what: "in the night", draft: marketing, context: ROME, now: at("2026-01-15T01:00:00Z") },
      { what: "a code too", draft: code, context: ROME, now: at("2026-01-15T01:00:00Z") },
      {
        what: "advertising in the night, though the window is open",
        draft: marketing,
        context: { ...ROME, conversation: open({ lastInboundAt: at("2026-01-14T22:00:00Z") }) },
        now: at("2026-01-15T01:00:00Z"),
      },
      {
        what: "noon in Sao Paulo is early in Rio Branco",
        draft: utility,
        context: of({ phone: "5511999999999" }),
        now: at("2026-01-15T13:30:00Z"),
        key: "guard.quiet.zones",
      },
      {
        what: "nine in Jakarta, eleven in Jayapura, but eight in the evening in neither: seven in Jakarta",
        draft: utility,
        context: of({ phone: "6281200000000" }),
        now: at("2026-01-15T00:00:00Z"),
        key: "guard.quiet.zones",
      },
      { what: "+62 at nine in the evening in Jayapura", draft: utility, context: of({ phone: "6281200000000" }), now: at("2026-01-15T12:00:00Z") },
      { what: "+55 at ten in Sao Paulo", draft: utility, context: of({ phone: "5511999999999" }), now: at("2026-01-15T13:00:00Z") },
      {
        what: "their own zone says night where the number's country has day",
        draft: utility,
        context: of({ phone: "393331234567", timeZone: "America/New_York" }),
        now: at("2026-01-15T09:00:00Z"),
        key: "guard.quiet",
      },
      { what: "a number of Hawaii", draft: utility, context: of({ phone: "18085550100" }), now: at("2026-01-15T17:00:00Z") },
      {
        what: "a policy's own hours",
        draft: utility,
        context: ROME,
        now: at("2026-01-15T16:30:00Z"),
        policy: withReach({ quiet: { from: hours(10), to: hours(17) } }),
      },
    ],
    [
      { what: "nine sharp in Rome", draft: utility, context: ROME, now: at("2026-01-15T08:00:00Z") },
      { what: "a moment before eight in the evening", draft: utility, context: ROME, now: toInstant(at("2026-01-15T19:00:00Z") - 1) },
      { what: "nine by summer time", draft: utility, context: ROME, now: at("2026-07-15T07:00:00Z") },
      { what: "an answer in the night", draft: text(), context: { ...ROME, conversation: open() }, now: at("2026-03-02T01:00:00Z") },
      {
        what: "an answer by template in the night",
        draft: utility,
        context: { ...ROME, conversation: open({ lastInboundAt: at("2026-01-15T00:30:00Z") }) },
        now: at("2026-01-15T01:00:00Z"),
      },
      {
        what: "+55 when it is nine in Rio Branco and noon in Noronha",
        draft: utility,
        context: of({ phone: "5511999999999" }),
        now: at("2026-01-15T14:00:00Z"),
      },
      { what: "+62 when it is nine in Jakarta", draft: utility, context: of({ phone: "6281200000000" }), now: at("2026-01-15T02:00:00Z") },
      { what: "their own zone says day", draft: utility, context: of({ phone: "393331234567", timeZone: "Asia/Tokyo" }), now: at("2026-01-15T01:00:00Z") },
      { what: "summer time in the south", draft: utility, context: SYDNEY, now: at("2026-01-14T22:00:00Z") },
      { what: "a number like no country's", draft: utility, context: of({ phone: "0999" }), now: at("2026-01-15T01:00:00Z") },
      { what: "no number and no zone", draft: utility, context: of({}), now: at("2026-01-15T01:00:00Z") },
      { what: "the person is unknown here", draft: utility, context: { conversation: closed() }, now: at("2026-01-15T01:00:00Z") },
    ],
  );
});

test("[S3-3] sends at their morning: nine sharp where they are, over the change of clocks too", () => {
  const morningOf = (contact: Parameters<typeof of>[0], iso: string) => findingsOf("G-QUIET", utility, of(contact), undefined, at(iso))[0]?.remedies;

  expect(morningOf({ timeZone: "Europe/Rome" }, "2026-03-28T21:00:00Z")).toEqual([{ command: "send-at", at: at("2026-03-29T07:00:00Z") }]);
  expect(morningOf({ timeZone: "Europe/Rome" }, "2026-10-24T21:00:00Z")).toEqual([{ command: "send-at", at: at("2026-10-25T08:00:00Z") }]);
  expect(morningOf({ timeZone: "America/New_York" }, "2026-03-08T03:00:00Z")).toEqual([{ command: "send-at", at: at("2026-03-08T13:00:00Z") }]);
  expect(morningOf({ timeZone: "Europe/Rome" }, "2026-01-15T05:00:00Z")).toEqual([{ command: "send-at", at: at("2026-01-15T08:00:00Z") }]);
  expect(morningOf({ phone: "5511999999999" }, "2026-01-15T05:00:00Z")).toEqual([{ command: "send-at", at: at("2026-01-15T14:00:00Z") }]);
  expect(morningOf({ phone: "6281200000000" }, "2026-01-15T12:00:00Z")).toEqual([{ command: "send-at", at: at("2026-01-16T02:00:00Z") }]);
});

test("[S3-3] says which zone, and whether it is known or guessed from the number", () => {
  expect(findingsOf("G-QUIET", utility, ROME, undefined, at("2026-01-15T01:00:00Z"))).toMatchObject([
    { evidence: { zone: "Europe/Rome", zones: 1, guessed: "phone" } },
  ]);
  expect(findingsOf("G-QUIET", utility, SYDNEY, undefined, at("2026-01-15T14:00:00Z"))).toMatchObject([
    { evidence: { zone: "Australia/Sydney", guessed: "contact" } },
  ]);
});

test("[S3-3] every zone of the table exists, and the longest code counts", () => {
  for (const zones of Object.values(ZONES_BY_CALLING_CODE)) expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  expect(zonesOfPhone("393331234567")).toEqual(["Europe/Rome"]);
  expect(zonesOfPhone("18765550100")).toEqual(["America/Jamaica"]);
  expect(zonesOfPhone("77011234567")).toEqual(["Asia/Almaty"]);
  expect(zonesOfPhone("79161234567")).toContain("Asia/Kamchatka");
  expect(zonesOfPhone("61400000000")).toContain("Australia/Perth");
  expect(zonesOfPhone("")).toEqual([]);
});

test("[S3-3] the next friendly time is friendly everywhere, and the first such", () => {
  const friendly = { from: hours(9), to: hours(20) };
  const codes = Object.keys(ZONES_BY_CALLING_CODE);
  const from = at("2026-01-01T00:00:00Z");
  fc.assert(
    fc.property(fc.constantFrom(...codes), fc.integer({ min: 0, max: 525_600 }), (callingCode, minute) => {
      const zones = ZONES_BY_CALLING_CODE[callingCode] ?? [];
      const now = toInstant(from + minutes(minute));
      const next = nextFriendlyEverywhere(zones, friendly, now);
      expect(next).toBeDefined();
      if (next === undefined) return;

      for (const zone of zones) {
        const { time } = wallClock(zone, next);
        expect(time >= friendly.from && time < friendly.to).toBe(true);
      }
      if (next > now) expect(quietZones(zones, friendly, toInstant(next - 1))).not.toEqual([]);
      for (let step = 1; step <= 6; step += 1) {
        const between = toInstant(Math.floor(now + ((next - now) * step) / 7));
        if (between > now && between < next) expect(quietZones(zones, friendly, between)).not.toEqual([]);
      }
    }),
    { seed: 62, numRuns: 150 },
  );
});

test("[S3-3] where friendly hours never meet there is no time to offer", () => {
  expect(nextFriendlyEverywhere(["Pacific/Honolulu", "Europe/Rome"], { from: hours(9), to: hours(10) }, at("2026-01-15T00:00:00Z"))).toBeUndefined();
});
