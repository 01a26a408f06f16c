import { between, chance, type Random } from "./seeded-random.ts";

export interface PlannedStatus {
  readonly status: "sent" | "delivered" | "read" | "played" | "failed";
  readonly code?: number;
  /** The moment it is about, counted from the send. */
  readonly happensAfterMs: number;
  /** The moment its webhook is posted, counted from the send. */
  readonly postedAfterMs: number;
}

/** A plan as written in the control API. */
export function writtenPlan(words: readonly string[], delays: readonly number[] | undefined): readonly PlannedStatus[] {
  let at = 0;
  return words.map((word, index) => {
    at += delays?.[index] ?? delays?.at(-1) ?? 400;
    const [status, code] = word.split(":") as [PlannedStatus["status"], string | undefined];
    return { status, ...(code === undefined ? {} : { code: Number(code) }), happensAfterMs: at, postedAfterMs: at };
  });
}

/** What mostly becomes of a message: sent, delivered, and read after a while or never; now and then twice or disordered. */
export function rolledPlan(random: Random): readonly PlannedStatus[] {
  const sent = between(random, 250, 900);
  const delivered = sent + between(random, 400, 2_500);
  const happened: { status: PlannedStatus["status"]; at: number }[] = [{ status: "sent", at: sent }];
  const read = chance(random, 0.8) ? delivered + between(random, 1_500, 18_000) : undefined;
  // A message that is read at once has no `delivered`.
  if (read === undefined || !chance(random, 0.08)) happened.push({ status: "delivered", at: delivered });
  if (read !== undefined) happened.push({ status: "read", at: read });

  return happened.flatMap(({ status, at }) => {
    const late = chance(random, 0.12) ? between(random, 500, 6_000) : 0;
    const planned = { status, happensAfterMs: at, postedAfterMs: at + late };
    return chance(random, 0.08) ? [planned, { ...planned, postedAfterMs: at + late + between(random, 200, 4_000) }] : [planned];
  });
}
