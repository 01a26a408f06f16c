import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { categoryNamed, DEFAULT_CATEGORIES } from "../../shared/consent/categories.ts";
import { weaknesses, type ConsentEntry } from "../../shared/consent/entry.ts";
import { standing, standings, stoppedEverything } from "../../shared/consent/ledger.ts";
import { recordConsent } from "../../shared/consent/record.ts";
import { CONSENT_SOURCES, sourceNamed } from "../../shared/consent/sources.ts";
import { grantFromMessage, withdrawalEntry } from "../../shared/consent/withdrawals.ts";
import { toInstant } from "../../shared/time.ts";

const day = (n: number) => toInstant(1_767_225_600_000 + n * 86_400_000);
const yes = (at: number, category = "marketing", with_: Partial<ConsentEntry> = {}): ConsentEntry => ({
  category,
  state: "granted",
  at: day(at),
  source: "website",
  evidence: "https://shop.example/opt-in",
  by: "import",
  ...with_,
});
const no = (at: number, category = "marketing", with_: Partial<ConsentEntry> = {}): ConsentEntry => ({
  category,
  state: "withdrawn",
  at: day(at),
  source: "keyword",
  evidence: "m1",
  by: "customer",
  ...with_,
});
const stateOf = (category: string, ...entries: ConsentEntry[]) => standing(entries, category).state;

describe("the ledger", () => {
  test("[S2-9] the newest line of a category counts, and says nothing of the others", () => {
    expect(stateOf("marketing")).toBe("unknown");
    expect(stateOf("marketing", yes(1))).toBe("granted");
    expect(stateOf("marketing", yes(1), no(2))).toBe("withdrawn");
    expect(stateOf("marketing", no(2), yes(3))).toBe("granted");
    expect(stateOf("order-updates", yes(1))).toBe("unknown");
    expect(stateOf("order-updates", yes(1, "order-updates"), no(2))).toBe("granted");
    expect(stateOf("marketing", yes(1), yes(2, "marketing", { state: "unknown" }))).toBe("granted");
  });

  test("[S2-9] one category has many names", () => {
    for (const word of ["offers", "PROMOTIONS", "marketing_messages", " Marketing ", "marketing-messages"])
      expect(stateOf("marketing", yes(1, word)), word).toBe("granted");
    for (const word of ["utility", "UTILITY", "support"]) expect(stateOf("service", yes(1, word)), word).toBe("granted");
    expect(categoryNamed("constructor")).toBeUndefined();
  });

  test("[S2-9] a workspace has categories of its own", () => {
    const own = [...DEFAULT_CATEGORIES, { key: "wine-club", allows: "MARKETING", alsoCalled: ["club"] } as const];
    expect(standing([yes(1, "club")], "wine-club", own).state).toBe("granted");
    expect(standing([no(1, "club")], "marketing", own).state).toBe("unknown");
    expect(standing([no(1, "everything")], "wine-club", own).state).toBe("withdrawn");
  });

  test("[S2-15] a no to everything beats every yes before it, and every yes that is nobody's act", () => {
    expect(stateOf("order-updates", yes(1, "order-updates"), no(2, "everything"))).toBe("withdrawn");
    expect(stateOf("order-updates", no(2, "everything"), yes(3, "order-updates", { evidence: undefined, by: "anna" }))).toBe("withdrawn");
    expect(stateOf("marketing", no(2, "everything"), yes(3, "marketing", { source: "other", by: "anna" }))).toBe("withdrawn");
    expect(stoppedEverything([no(2, "everything")])).toBe(day(2));
    expect(stoppedEverything([no(2, "marketing")])).toBeUndefined();
  });

  test("[S2-15] who comes back by a word has what was granted before, and nothing more", () => {
    const back = yes(3, "everything", { source: "keyword", evidence: "m2", by: "customer" });
    expect(stateOf("order-updates", yes(1, "order-updates"), no(2, "everything"), back)).toBe("granted");
    expect(stateOf("marketing", yes(1, "order-updates"), no(2, "everything"), back)).toBe("unknown");
    expect(stateOf("marketing", no(1), no(2, "everything"), back)).toBe("withdrawn");
  });

  test("[S2-15] a new opt-in to one category is to this one alone", () => {
    const ledger = [yes(1), no(2, "everything"), yes(3, "order-updates")];
    expect(standing(ledger, "order-updates").state).toBe("granted");
    expect(standing(ledger, "marketing").state).toBe("withdrawn");
    expect(standing([...ledger, no(4, "everything")], "order-updates").state).toBe("withdrawn");
  });

  test("[S2-15] a yes by an agent during the silence is none when it ends", () => {
    const back = yes(4, "everything", { source: "keyword", evidence: "m2", by: "customer" });
    expect(stateOf("marketing", no(2, "everything"), yes(3, "marketing", { evidence: undefined }), back)).toBe("unknown");
  });

  test("[S2-15] an opt-in to everything by a form is to every category", () => {
    expect(stateOf("marketing", yes(1, "everything"))).toBe("granted");
    expect(stateOf("marketing", no(1, "everything"), yes(2, "everything"))).toBe("granted");
  });

  test("[S2-9] every category with its standing, for the head of a conversation", () => {
    expect(standings([yes(1), no(1, "appointments")]).map(({ category, standing: { state } }) => `${category} ${state}`)).toEqual([
      "everything unknown",
      "marketing granted",
      "recommendations unknown",
      "order-updates unknown",
      "appointments withdrawn",
      "service unknown",
      "authentication unknown",
    ]);
  });

  test("[S2-15] the order in which lines come changes nothing, and nobody is brought back without an act of theirs", () => {
    const entry = fc.record({
      category: fc.constantFrom("everything", "marketing", "order-updates"),
      state: fc.constantFrom("granted", "withdrawn", "unknown"),
      at: fc.integer({ min: 0, max: 6 }).map(day),
      source: fc.constantFrom("website", "keyword", "other", "platform-preference", "nonsense"),
      evidence: fc.constantFrom(undefined, "m1"),
      by: fc.constantFrom("anna", "customer"),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), fc.integer(), (entries, seed) => {
        const shuffled = entries.toSorted((a, b) => ((a.at * 31 + a.source.length + seed) % 7) - ((b.at * 31 + b.source.length + seed) % 7));
        for (const category of ["everything", "marketing", "order-updates"]) expect(standing(shuffled, category)).toEqual(standing(entries, category));

        const silenced = [...entries, no(7, "everything")];
        const byAgents = (["marketing", "everything", "order-updates"] as const).map((category) => yes(8, category, { evidence: undefined, by: "anna" }));
        for (const category of ["everything", "marketing", "order-updates"]) expect(standing([...silenced, ...byAgents], category).state).toBe("withdrawn");
      }),
      { seed: 215 },
    );
  });
});

describe("what is taken into it", () => {
  test("[S1-12] a yes without a proof is refused", () => {
    expect(recordConsent([], yes(1, "marketing", { evidence: undefined }))).toEqual({ ok: false, error: "evidence-missing" });
    expect(recordConsent([], yes(1, "marketing", { evidence: " " }))).toEqual({ ok: false, error: "evidence-missing" });
    expect(recordConsent([], yes(1))).toMatchObject({ ok: true });
  });

  test("[S1-12] [S4-10] a yes without the privacy notice is taken, and marked weak", () => {
    expect(recordConsent([], yes(1))).toMatchObject({ ok: true, value: { weak: ["notice-version", "wording", "business-name"] } });
    const form = { noticeVersion: "2026-01", wording: "I agree to receive messages from Lampo.", businessName: "Lampo" };
    expect(recordConsent([], yes(1, "marketing", form))).toMatchObject({ ok: true, value: { weak: [] } });
    expect(weaknesses(no(1))).toEqual([]);
  });

  test("[S2-7] all six ways and any other, each with what proves it; another one is reviewed", () => {
    for (const way of ["SMS", "Website", "WhatsApp thread", "IVR", "In person", "Paper"]) {
      expect(sourceNamed(way)?.evidence.length, way).toBeGreaterThan(0);
      expect(recordConsent([], yes(1, "marketing", { source: way })), way).toMatchObject({ ok: true, value: { entry: { source: sourceNamed(way)?.key } } });
    }
    expect(recordConsent([], yes(1, "marketing", { source: "other" }))).toMatchObject({ ok: true, value: { weak: expect.arrayContaining(["review"]) } });
    expect(recordConsent([], yes(1, "marketing", { source: "telepathy" }))).toEqual({ ok: false, error: "unknown-source" });
    expect(new Set(CONSENT_SOURCES.map(({ key }) => key)).size).toBe(CONSENT_SOURCES.length);
  });

  test("[S2-15] an agent alone never brings anybody back", () => {
    const ledger = [yes(1), no(2)];
    expect(recordConsent(ledger, yes(3, "marketing", { evidence: undefined, by: "anna" }))).toEqual({ ok: false, error: "evidence-missing" });
    expect(recordConsent(ledger, yes(3, "marketing", { source: "other", by: "anna" }))).toEqual({ ok: false, error: "customers-act-missing" });
    expect(recordConsent(ledger, yes(2, "marketing", { by: "anna" }))).toEqual({ ok: false, error: "customers-act-missing" });
    expect(recordConsent(ledger, yes(1, "marketing", { by: "anna" }))).toEqual({ ok: false, error: "customers-act-missing" });
    expect(recordConsent(ledger, yes(3, "marketing", { source: "keyword", evidence: "m2", by: "customer" }))).toMatchObject({ ok: true });
    expect(recordConsent(ledger, yes(3, "marketing", { source: "platform-preference", evidence: undefined, by: "customer" }))).toMatchObject({ ok: true });
    expect(recordConsent(ledger, yes(3))).toMatchObject({ ok: true });
  });

  test("[S2-12] a no is always taken, proved or not; in words we do not know it is one to everything", () => {
    expect(recordConsent([], no(1, "marketing", { evidence: undefined, source: "phone", by: "anna" }))).toMatchObject({
      ok: true,
      value: { entry: { category: "marketing", source: "phone" } },
    });
    expect(recordConsent([], no(1, "your spam"))).toMatchObject({ ok: true, value: { entry: { category: "everything" } } });
    expect(recordConsent([], yes(1, "your spam"))).toEqual({ ok: false, error: "unknown-category" });
  });

  test("[S2-12] the four paths lead to one state", () => {
    const paths = [
      withdrawalEntry({ kind: "said", how: "keyword", messageId: "m1", scope: "marketing" }, day(2)),
      withdrawalEntry({ kind: "noted", how: "phone", by: "anna", category: "marketing" }, day(2)),
      withdrawalEntry({ kind: "preference", category: "marketing" }, day(2)),
      withdrawalEntry({ kind: "send-error", messageId: "m1" }, day(2)),
    ];
    expect(paths.map((path) => stateOf("marketing", yes(1), path))).toEqual(["withdrawn", "withdrawn", "withdrawn", "withdrawn"]);
    expect(paths.map((path) => stateOf("order-updates", yes(1, "order-updates"), path))).toEqual(["granted", "granted", "granted", "granted"]);
  });

  test("[S2-8] an opt-in recorded from a message keeps the message and its very words", () => {
    const entry = grantFromMessage({ id: "m7", text: "Yes, send me your offers", at: day(1) }, "marketing", "anna", {
      noticeVersion: "2026-01",
      businessName: "Lampo",
    });
    expect(entry).toMatchObject({ evidence: "m7", evidenceKind: "message", wording: "Yes, send me your offers", at: day(1), by: "anna" });
    expect(recordConsent([], entry)).toMatchObject({ ok: true, value: { weak: [] } });
    expect(recordConsent([no(2)], entry)).toEqual({ ok: false, error: "customers-act-missing" });
  });
});
