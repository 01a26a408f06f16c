import type { Instant } from "../../shared/time.ts";
import type { Change } from "./normalise-change.ts";
import { listOf, objectOf, textOf, type Raw } from "./normalise-scalars.ts";

/** A part of a body that is no change: kept raw and counted. */
interface Leftover {
  readonly kind: string;
  readonly value: unknown;
}

interface Opened {
  readonly changes: readonly Change[];
  readonly leftovers: readonly Leftover[];
}

/** Opens the envelope: entries and changes, a single change of the test panel, or the flat body of a relay. */
export function openEnvelope(body: Raw, receivedAt: Instant): Opened {
  if (Array.isArray(body.entry)) return openEntries(body.entry, receivedAt);
  if (Array.isArray(body.changes)) return openEntries([body], receivedAt);
  const single = body.field === undefined ? undefined : changeOf(body, {}, receivedAt);
  if (single !== undefined) return { changes: [single], leftovers: [] };
  if (isFlat(body)) return { changes: [{ wabaId: "", time: undefined, field: "messages", value: body, receivedAt }], leftovers: [] };
  return { changes: [], leftovers: [{ kind: kindOfBody(body), value: body }] };
}

function openEntries(entries: readonly unknown[], receivedAt: Instant): Opened {
  const changes: Change[] = [];
  const leftovers: Leftover[] = [];
  for (const rawEntry of entries) {
    const entry = objectOf(rawEntry);
    if (entry === undefined || !Array.isArray(entry.changes)) {
      leftovers.push({ kind: "malformed:entry", value: rawEntry });
      continue;
    }
    for (const rawChange of entry.changes) {
      const change = changeOf(objectOf(rawChange) ?? {}, entry, receivedAt);
      if (change === undefined) leftovers.push({ kind: "malformed:change", value: rawChange });
      else changes.push(change);
    }
  }
  return { changes, leftovers };
}

function changeOf(raw: Raw, entry: Raw, receivedAt: Instant): Change | undefined {
  const value = objectOf(raw.value);
  if (value === undefined) return undefined;
  // One page of the documentation nests the field inside the value, and such bodies have been seen.
  const field = textOf(raw.field) ?? textOf(value.field) ?? "";
  return { wabaId: textOf(entry.id) ?? "", time: entry.time, field, value, receivedAt };
}

/** The answer to a send also has `contacts` and `messages`, but its messages say neither who nor when. */
const isFlat = (body: Raw): boolean =>
  [...listOf(body.messages), ...listOf(body.statuses)].some((raw) => {
    const item = objectOf(raw);
    return item?.timestamp !== undefined || item?.from !== undefined || item?.status !== undefined;
  });

const KEYS_NAMED = 4;

const kindOfBody = (body: Raw): string => {
  const keys = Object.keys(body).slice(0, KEYS_NAMED);
  return keys.length === 0 ? "empty" : `keys:${keys.toSorted().join(",")}`;
};
