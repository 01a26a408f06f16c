import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { toClientId, type DeviceId } from "../../shared/ids.ts";
import type { Agent } from "../../shared/inbox/people.ts";
import { mutationSchema, toMutationId, type MutationId, type MutationResult } from "../../shared/sync/mutations.ts";
import type { Push, PushAnswer } from "../../shared/sync/protocol.ts";
import { upcast } from "../../shared/sync/upcast.ts";
import type { Clock, Instant } from "../../shared/time.ts";
import { isStoreTrouble } from "../store/store-trouble.ts";
import type { Store, WriteTx } from "../store/store.ts";
import { runMutation, type Actor } from "./run-mutation.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Something may be ready to send. */
  readonly onApplied: () => void;
  readonly log: Pick<Logger, "error">;
}

export type PushOutcome = { readonly type: "answer"; readonly answer: PushAnswer } | { readonly type: "fork" };

/**
 * [I8] A desk's mutations, in order: one that was run is answered with its first result, the next one is run together with
 * its result and the watermark, a gap stops. A refused one moves the watermark too, so it blocks nobody (I17). What came together
 * is committed together: a desk that was away for a day has hundreds, and the disk is waited for once a batch.
 */
export const createPush =
  ({ clock, log, onApplied, store }: Deps) =>
  (agent: Agent, deviceId: DeviceId, muts: Push["muts"]): PushOutcome => {
    const take = (tx: WriteTx, { id, mutation, mv }: Pushed, settled?: MutationResult): MutationResult | "fork" => {
      const hash = createHash("sha256").update(JSON.stringify(mutation)).digest("base64url");
      const last = tx.device(deviceId)?.lastMutId ?? 0;
      if (id <= last) {
        const known = tx.mutationResult(deviceId, id);
        if (known === undefined && id < (tx.oldestResult(deviceId) ?? last + 1)) return longAgo(tx, toMutationId(id), mutation);
        // Another history under the same ids: a cloned profile or a restored backup.
        return known === undefined || known.payloadHash !== hash ? "fork" : known.result;
      }
      if (id > last + 1) return { id: toMutationId(id), st: "gap", expected: toMutationId(last + 1) };

      const outcome = settled ?? run(tx, { id: toMutationId(id), mv, raw: mutation }, { agent, deviceId }, clock.now());
      const device = tx.device(deviceId);
      if (device !== undefined) tx.putDevice({ ...device, lastMutId: id, lastSeenAt: clock.now() });
      const result = outcome.st === "applied" ? { ...outcome, seq: tx.head() } : outcome;
      tx.putMutationResult(deviceId, id, hash, result, clock.now());
      return result;
    };

    /** [I17] A wish that nobody foresaw must not hold up those behind it: it is refused, and its author gets the words back. */
    const takeAlone = (mut: Pushed): MutationResult | "fork" => {
      try {
        return store.write((tx) => take(tx, mut));
      } catch (error) {
        if (isStoreTrouble(error)) throw error;
        log.error({ kind: kindOf(mut.mutation), error }, "A mutation could not be run and was refused.");
        return store.write((tx) => take(tx, mut, { id: toMutationId(mut.id), st: "rejected", code: "invalid" }));
      }
    };

    const takeAll = (takeOne: (mut: Pushed) => MutationResult | "fork"): readonly MutationResult[] | "fork" => {
      const results: MutationResult[] = [];
      for (const mut of muts) {
        const outcome = takeOne(mut);
        if (outcome === "fork") return "fork";
        results.push(outcome);
        if (outcome.st === "gap") break;
      }
      return results;
    };

    let results: readonly MutationResult[] | "fork";
    try {
      results = store.write((tx) => takeAll((mut) => take(tx, mut)));
    } catch (error) {
      if (isStoreTrouble(error)) throw error;
      // Nothing of the batch has happened: each has to stand for itself.
      results = takeAll(takeAlone);
    }
    if (results === "fork") return { type: "fork" };
    if (results.some(({ st }) => st === "applied")) onApplied();
    return { type: "answer", answer: { lastMutId: store.read((tx) => tx.device(deviceId)?.lastMutId ?? 0), results } };
  };

type Pushed = Push["muts"][number];

function run(
  tx: WriteTx,
  { id, mv, raw }: { readonly id: MutationId; readonly mv: number; readonly raw: unknown },
  actor: Actor,
  now: Instant,
): MutationResult {
  const current = upcast(raw, mv);
  if (current.type === "needs-update") return { id, st: "rejected", code: "needs_update" };
  const parsed = mutationSchema.safeParse(current.raw);
  if (!parsed.success) return { id, st: "rejected", code: "invalid", reason: parsed.error.issues[0]?.message };

  const outcome = runMutation(tx, parsed.data, actor, now);
  return outcome.type === "applied"
    ? { id, st: "applied" }
    : { id, st: "rejected", code: outcome.code, by: outcome.by, next: outcome.next, available: outcome.available };
}

/** Its result was dropped with its age, and all that is known is that it was run. Words that are nowhere are given back (I12). */
function longAgo(tx: WriteTx, id: MutationId, raw: unknown): MutationResult {
  const wish = mutationSchema.safeParse(raw);
  const isThere = !wish.success
    ? false
    : wish.data.kind === "send"
      ? tx.messageByClientId(toClientId(wish.data.clientId)) !== undefined
      : wish.data.kind !== "note" || tx.get("note", wish.data.noteId) !== undefined;
  return isThere ? { id, st: "applied" } : { id, st: "rejected", code: "invalid" };
}

/** For the log: never what was written. */
const kindOf = (raw: unknown): unknown => (typeof raw === "object" && raw !== null && "kind" in raw ? raw.kind : undefined);
