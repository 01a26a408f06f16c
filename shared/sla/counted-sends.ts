import type { OutboundEvent, SlaEvent } from "./events.ts";

/** What became of an acceptance: it counts, it repeats one that counts, or a later failure took it back. */
export type SendFate = { readonly kind: "counts" } | { readonly kind: "repeated" } | { readonly kind: "taken-back"; readonly by: OutboundEvent };

const COUNTS: SendFate = { kind: "counts" };

/**
 * [S7] The fate of every acceptance that has a message id, from the whole history in order. A message that failed later never
 * counted, so everything after it is read as if it had not been sent: the run is open again from its old start.
 */
export function sendFates(ordered: readonly SlaEvent[]): ReadonlyMap<SlaEvent, SendFate> {
  const fates = new Map<SlaEvent, SendFate>();
  const acceptedById = new Map<string, OutboundEvent[]>();
  for (const event of ordered) {
    if (event.type !== "outbound" || event.messageId === undefined) continue;

    const accepted = acceptedById.get(event.messageId) ?? [];
    if (event.state === "accepted") {
      fates.set(event, accepted.length === 0 ? COUNTS : { kind: "repeated" });
      acceptedById.set(event.messageId, [...accepted, event]);
    } else {
      for (const earlier of accepted) fates.set(earlier, { kind: "taken-back", by: event });
      acceptedById.delete(event.messageId);
    }
  }
  return fates;
}

export const fateOf = (fates: ReadonlyMap<SlaEvent, SendFate>, event: SlaEvent): SendFate => fates.get(event) ?? COUNTS;
