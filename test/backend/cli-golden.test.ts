import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { main } from "../../backend/cli/greenline.ts";

const FILE = new URL("../../../shared/data/sla-golden.json", import.meta.url);
const present = existsSync(FILE);
if (!present) console.warn("SKIPPED: ../shared/data/sla-golden.json is not here, so the golden deadlines were NOT asked of the command line.");

interface Golden {
  readonly id: string;
  readonly kind: string;
  readonly verdict: "adopt" | "reject" | "decide";
  readonly given: {
    readonly timeZone?: string;
    readonly hours?: "24/7" | Readonly<Record<string, unknown>>;
    readonly holidays?: readonly string[];
    readonly dateOverrides?: Readonly<Record<string, unknown>>;
    readonly pauses?: readonly unknown[];
    readonly start?: string;
    readonly targetSeconds?: number;
    readonly from?: string;
    readonly to?: string;
  };
  readonly expect: { readonly due?: string; readonly seconds?: number; readonly error?: string };
}

const golden = present ? (JSON.parse(readFileSync(FILE, "utf8")) as readonly Golden[]) : [];
const of = (kind: string): readonly Golden[] => golden.filter((record) => record.kind === kind);

const calendarOf = ({ dateOverrides, holidays, hours, timeZone }: Golden["given"]) =>
  hours === "24/7"
    ? { timeZone, weekly: "24/7" }
    : { timeZone, weekly: Object.fromEntries(Object.entries(hours ?? {}).map(([day, open]) => [day.toLowerCase(), open])), holidays, overrides: dateOverrides };

async function ask(command: string, queries: readonly object[]): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  let out = "";
  const sink = (write: (text: string) => void) => ({ write: (text: string) => (write(text), true), once: () => undefined, off: () => undefined });
  async function* lines() {
    for (const query of queries) yield `${JSON.stringify(query)}\n`;
  }
  await main(
    command.split(" "),
    lines(),
    sink((text) => (out += text)),
    sink(() => undefined),
  );
  const answers = out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { readonly id: string });
  return new Map(answers.map((answer) => [answer.id, answer as unknown as Readonly<Record<string, unknown>>]));
}

/** Where the record's expectation is not ours: sla.md C1 (a week without open time is refused) and C2 (the closing instant). */
const OURS: Readonly<Record<string, string>> = { G086: "2013-06-04T16:00:00.000Z" };

test.skipIf(!present)("[C1] [C2] [C3] [C4] the command line gives every golden deadline, and differs just where our rules do", async () => {
  const records = of("business-deadline");
  const answers = await ask(
    "sla due",
    records.map(({ given, id }) => ({
      id,
      calendar: calendarOf(given),
      start: given.start,
      target: (given.targetSeconds ?? 0) * 1_000,
      pauses: given.pauses ?? [],
    })),
  );
  expect(records.length).toBeGreaterThan(25);
  for (const { expect: wanted, id, verdict } of records) {
    const answer = answers.get(id);
    const refused = wanted.error !== undefined || id === "G011" || id === "G025";
    if (refused) expect(answer?.["error"], id).toEqual(expect.any(String));
    else expect(answer?.["due"], id).toBe(OURS[id] ?? new Date(wanted.due ?? "").toISOString());
    if (verdict === "reject") expect(answer?.["due"], id).not.toBe(wanted.due === undefined ? "" : new Date(wanted.due).toISOString());
  }
});

test.skipIf(!present)("[C4] the command line gives every golden length of open time", async () => {
  const records = of("business-elapsed");
  const answers = await ask(
    "sla elapsed",
    records.map(({ given, id }) => ({ id, calendar: calendarOf(given), from: given.from, to: given.to, pauses: given.pauses ?? [] })),
  );
  expect(records.length).toBeGreaterThan(3);
  for (const { expect: wanted, id } of records) expect(answers.get(id)?.["elapsed"], id).toBe((wanted.seconds ?? Number.NaN) * 1_000);
});
