/** States in which faults hide. A run that never reaches one of them has proved nothing about it. */
export const INTERESTING = [
  "server crashed before a commit",
  "server crashed after a commit",
  "server crashed with a POST under way",
  "desk crashed before a write",
  "desk crashed after a write",
  "desk crashed with wishes queued",
  "connection cut",
  "connection half open",
  "answer lost",
  "delta lost",
  "push answered again from the stored result",
  "claim won",
  "claim lost",
  "send refused, words given back",
  "send cancelled in time",
  "post lost on the way there",
  "post lost on the way back",
  "unknown outcome settled by a report",
  "held: unknown_outcome",
  "held: window",
  "held: new_inbound_since",
  "held: not_assignee",
  "held: predecessor_held",
  "held: guard",
  "sent at the edge of the window",
  "report before the answer",
  "report twice",
  "report late",
  "webhook twice",
  "webhook late",
  "poison set aside",
  "a wish that no server understands",
  "gap refused",
  "snapshot taken",
  "snapshot broken off",
  "rights revoked",
  "rights granted",
  "offline for a day",
  "clock of a desk wrong by an hour",
  "breach while the server was down",
  "draft outlived a crash",
  "epoch changed",
  "taken wishes pushed again after a restore",
  "held: server_restored",
  "restored message settled by a report",
  "chunks folded",
] as const;

export type Interesting = (typeof INTERESTING)[number];

export interface Sometimes {
  readonly reached: (what: Interesting) => void;
  readonly counts: () => Readonly<Record<string, number>>;
}

export function createSometimes(): Sometimes {
  const counts = new Map<string, number>();
  return {
    reached: (what) => void counts.set(what, (counts.get(what) ?? 0) + 1),
    counts: () => Object.fromEntries(counts),
  };
}
