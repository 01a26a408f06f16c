import type { Instant } from "../../shared/time.ts";
import type { Statements } from "../store/sqlite/database.ts";

/** Written by a person, and it left; or the platform refused it. */
export const BY_PEOPLE = `json_extract(body, '$.direction') = 'out' AND json_extract(body, '$.author.kind') = 'human'
  AND json_extract(body, '$.content.type') IN ('text', 'template') AND json_extract(body, '$.state') NOT IN ('queued', 'held', 'cancelled')`;

/** What people sent from `from` on and before `to`: how many, and at most `most` of them, evenly over the time. */
export function sentByPeople(
  db: Statements,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  most: number,
): { readonly messages: number; readonly sample: readonly string[] } {
  const sent = db
    .all(`SELECT id FROM number`)
    .flatMap(({ id }) => db.all(`SELECT id, at, ord FROM message WHERE number_id = ? AND at >= ? AND at < ? AND ${BY_PEOPLE}`, id ?? null, from, to))
    .map((row) => ({ id: String(row["id"]), at: Number(row["at"]), order: Number(row["ord"]) }))
    .toSorted((a, b) => a.at - b.at || a.order - b.order);
  if (sent.length <= most) return { messages: sent.length, sample: sent.map(({ id }) => id) };
  return { messages: sent.length, sample: Array.from({ length: most }, (_, place) => sent[Math.floor((place * sent.length) / most)]!.id) };
}
