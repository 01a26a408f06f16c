import { z } from "zod";
import type { MutationResult } from "../../shared/sync/mutations.ts";
import { epochEndSchema } from "../../shared/sync/lineage.ts";
import type { Page, Poke, Presence, PushAnswer, SnapshotHead, SyncProblem, TimeAnswer, Welcome } from "../../shared/sync/protocol.ts";
import { ENTITIES, type VersionedRow } from "../../shared/sync/rows.ts";

/** What comes from the server is checked here, once; from here on it is typed. */

const place = z.number().int().nonnegative();

const welcome = z.object({
  mode: z.enum(["delta", "snapshot", "reset", "upgrade", "auth"]),
  epoch: z.string(),
  head: place,
  floor: place,
  lastMutId: place,
  serverNow: z.number(),
  scopesHash: z.string(),
  agentId: z.string(),
  schemaRange: z.object({ oldest: place, newest: place }).optional(),
  mutationVersion: place.optional(),
  lineage: z.array(epochEndSchema).optional(),
});

const problem = z.object({ problem: z.enum(["invalid", "auth", "rate", "fork", "hello-first", "internal"]), detail: z.string().optional() });

const page = z.object({ epoch: z.string(), from: place, to: place, rows: z.array(z.unknown()), more: z.boolean(), wm: place, serverNow: z.number() });

const result = z.discriminatedUnion("st", [
  z.object({ id: place, st: z.literal("applied"), seq: place.optional() }),
  z.object({ id: place, st: z.literal("held"), reason: z.string(), seq: place.optional() }),
  z.object({
    id: place,
    st: z.literal("rejected"),
    code: z.string(),
    by: z.string().optional(),
    reason: z.string().optional(),
    next: z.string().optional(),
    available: z.array(z.string()).optional(),
  }),
  z.object({ id: place, st: z.literal("gap"), expected: place }),
]);
const pushAnswer = z.object({ lastMutId: place, results: z.array(result) });

const presence = z.object({ conversationId: z.string(), who: z.array(z.object({ agentId: z.string(), what: z.enum(["view", "type"]) })) });
const time = z.object({ tC: z.number(), tS: z.number() });
const snapshotHead = z.object({ epoch: z.string(), seq: place, scopesHash: z.string() });

const ENTITY_NAMES: ReadonlySet<string> = new Set(ENTITIES);

/** A row, or nothing where a newer server knows more than we do: one row that we cannot read must not hold up the others [I17]. */
export const parseRow = (raw: unknown): VersionedRow | undefined => (isRow(raw) ? (raw as VersionedRow) : undefined);

/**
 * The rows' own shape is the server's promise: it wrote them through the same types. Looked at by hand: a snapshot has hundreds of
 * thousands, and a schema takes as long for each as to parse and to store it [PF7].
 */
function isRow(raw: unknown): boolean {
  if (!isObject(raw)) return false;
  const { del, e, id, row, v } = raw;
  return typeof e === "string" && ENTITY_NAMES.has(e) && typeof id === "string" && Number.isSafeInteger(v) && Number(v) >= 0 && (del === true || isObject(row));
}

const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === "object" && raw !== null && !Array.isArray(raw);

export function parsePage(raw: unknown): Page {
  const parsed = page.parse(raw);
  return { ...parsed, rows: parsed.rows.map(parseRow).filter((each) => each !== undefined) };
}

export const parseWelcome = (raw: unknown): Welcome => welcome.parse(raw);
export const parsePoke = (raw: unknown): Poke => z.object({ head: place }).parse(raw);
export const parsePresence = (raw: unknown): Presence => presence.parse(raw);
export const parseTime = (raw: unknown): TimeAnswer => time.parse(raw);
export const parseSnapshotHead = (raw: unknown): SnapshotHead => snapshotHead.parse(raw);
export const parsePushAnswer = (raw: unknown): PushAnswer => {
  const { lastMutId, results } = pushAnswer.parse(raw);
  return { lastMutId, results: results as unknown as readonly MutationResult[] };
};

/** What a handler answers when the question itself was wrong. */
export function parseProblem(raw: unknown): SyncProblem | undefined {
  const parsed = problem.safeParse(raw);
  if (!parsed.success) return undefined;
  const { detail, problem: kind } = parsed.data;
  return detail === undefined ? { problem: kind } : { problem: kind, detail };
}
