import { expect, test } from "vitest";
import { importConsents, type ImportedRow } from "../../shared/consent/import-rows.ts";
import { standing } from "../../shared/consent/ledger.ts";
import { toInstant } from "../../shared/time.ts";

const NOW = toInstant(1_767_225_600_000);
const row = (with_: Partial<ImportedRow> = {}): ImportedRow => ({
  contact: "+39 333 1234567",
  category: "offers",
  state: "yes",
  at: toInstant(NOW - 1_000),
  source: "Website",
  evidence: "https://shop.example/opt-in/8841",
  jurisdiction: "IT",
  ...with_,
});
const reasonOf = (with_: Partial<ImportedRow>) => {
  const [imported] = importConsents([row(with_)], NOW);
  return imported?.kind === "unknown" ? imported.reason : imported?.kind;
};

test("[S2-7] [S3-29] a row with everything becomes a line of the ledger", () => {
  expect(importConsents([row()], NOW)).toMatchObject([
    {
      kind: "entry",
      line: 1,
      contact: "+39 333 1234567",
      entry: { category: "marketing", state: "granted", source: "website", evidenceKind: "address", by: "import", jurisdiction: "IT" },
    },
  ]);
});

test.each([
  ["no-contact", { contact: " " }],
  ["no-state", { state: "" }],
  ["no-state", { state: "maybe" }],
  ["no-state", { state: "constructor" }],
  ["no-category", { category: undefined }],
  ["unknown-category", { category: "weather" }],
  ["no-date", { at: undefined }],
  ["in-the-future", { at: toInstant(NOW + 1) }],
  ["no-source", { source: "" }],
  ["unknown-source", { source: "telepathy" }],
  ["unknown-source", { source: "other" }],
  ["no-jurisdiction", { jurisdiction: undefined }],
  ["no-evidence", { evidence: undefined }],
  ["entry", { at: NOW }],
] as const)("[S3-29] [S2-6] a yes lands as %s with %j", (reason, fields) => {
  expect(reasonOf(fields)).toBe(reason);
});

test("[S3-29] whoever comes without a proved yes is unknown, and so not to be written to", () => {
  const entries = importConsents([row({ evidence: "" })], NOW).flatMap((imported) => (imported.kind === "entry" ? [imported.entry] : []));
  expect(standing(entries, "marketing").state).toBe("unknown");
});

test("[S2-12] a no is taken as it is, whatever is missing beside it", () => {
  expect(importConsents([{ contact: "p1", state: "unsubscribed" }], NOW)).toMatchObject([
    { kind: "entry", entry: { category: "everything", state: "withdrawn", source: "other", at: NOW } },
  ]);
  expect(importConsents([row({ state: "NO", category: "orders", at: undefined })], NOW)).toMatchObject([
    { kind: "entry", entry: { category: "order-updates", state: "withdrawn" } },
  ]);
});

test("[S3-29] rows keep their line numbers, so that a person finds them", () => {
  expect(importConsents([row(), row({ evidence: "" }), row({ state: "no" })], NOW).map(({ kind, line }) => `${line} ${kind}`)).toEqual([
    "1 entry",
    "2 unknown",
    "3 entry",
  ]);
});
