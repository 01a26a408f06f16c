import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { normalise } from "../../backend/ingest/normalise.ts";
import { toInstant } from "../../shared/time.ts";

/** The platform's own samples, where this checkout lies beside them. They are not part of the product. */
const FOLDER = new URL("../../../shared/data/webhooks/", import.meta.url);
const present = existsSync(FOLDER);
const NOW = toInstant(Date.parse("2026-11-20T12:00:00Z"));
const KEPT_RAW = /^(?:send|response|template|pricing)\.|^bsuid\.(?:send|response)_|^routing\.thread_control_/;

if (!present) console.warn("SKIPPED: the platform's samples (../shared/data/webhooks) are not here; only our own fixtures were tested.");

const samples = present ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
const read = (name: string): Buffer => readFileSync(new URL(name, FOLDER));
const keysOf = (body: Uint8Array): Set<string> => {
  const result = normalise(body, NOW);
  return new Set(result.type === "events" ? result.events.map(({ key }) => key) : []);
};

const expectedOf = (name: string): RegExp => {
  if (KEPT_RAW.test(name)) return /^unrecognised$/;
  if (name.startsWith("inbound.")) return /^message$/;
  return name.startsWith("status.") ? /^status( status)*$/ : /^[a-z]/;
};

test.skipIf(!present).each(samples)("%s is read, or kept raw and counted where it is no webhook", (name) => {
  const result = normalise(read(name), NOW);
  expect(result.type).toBe("events");
  expect(result.type === "events" ? result.events.map(({ type }) => type).join(" ") : "").toMatch(expectedOf(name));
});

test.skipIf(!present)("[I1] the samples in another order, twice, and in one batch have the same keys", () => {
  const bodies = samples.map(read).filter((body) => body.includes('"entry"'));
  const apart = bodies.reduce((keys, body) => keys.union(keysOf(body)), new Set<string>());
  const entries = bodies.flatMap((body) => (JSON.parse(body.toString()) as { entry: unknown[] }).entry);
  const batch = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry: [...entries.toReversed(), ...entries] }));
  expect(keysOf(batch)).toEqual(apart);
});
