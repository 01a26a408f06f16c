import type { JournalDraft, JournalMutation, JournalRecord, JournalReturned } from "./record.ts";

/** What all records of a journal come to. */
export interface OutboxContents {
  /** By their numbers. */
  readonly pending: readonly JournalMutation[];
  readonly drafts: readonly JournalDraft[];
  readonly returned: readonly JournalReturned[];
  readonly deviceId: string | undefined;
  readonly nextId: number;
  /** Absent where nothing has been numbered yet. */
  readonly pushedTo: number | undefined;
  readonly imported: string | undefined;
  /** An import that has not come to its end. */
  readonly importing: Pick<OutboxContents, "pending" | "drafts" | "returned"> | undefined;
}

export const emptyOutbox: OutboxContents = {
  pending: [],
  drafts: [],
  returned: [],
  deviceId: undefined,
  nextId: 1,
  pushedTo: undefined,
  imported: undefined,
  importing: undefined,
};

/** The outbox after one more record. The main process and the page count with the same function, so they cannot differ. */
export function withRecord(contents: OutboxContents, record: JournalRecord): OutboxContents {
  switch (record.kind) {
    case "appended": {
      const { deviceId, id, madeAt, mutation, sentDraftOf } = record;
      return {
        ...contents,
        deviceId,
        nextId: id + 1,
        pushedTo: contents.pushedTo ?? id - 1,
        pending: [...contents.pending, { id, mutation, madeAt }],
        drafts: sentDraftOf === undefined ? contents.drafts : without(contents.drafts, sentDraftOf),
      };
    }
    case "removed": {
      const gone = new Set(record.ids);
      return { ...contents, pending: contents.pending.filter(({ id }) => !gone.has(id)) };
    }
    case "renumbered":
      return renumbered(contents, record);
    case "numbered":
      return {
        ...contents,
        deviceId: record.deviceId ?? contents.deviceId,
        nextId: record.nextId ?? contents.nextId,
        pushedTo: record.pushedTo ?? contents.pushedTo,
        imported: record.imported ?? contents.imported,
      };
    case "draft-saved":
      return { ...contents, drafts: [...without(contents.drafts, record.draft.conversationId), record.draft] };
    case "draft-dropped":
      return { ...contents, drafts: without(contents.drafts, record.conversationId) };
    case "returned-kept":
      return { ...contents, returned: [...contents.returned.filter(({ id }) => id !== record.returned.id), record.returned] };
    case "returned-dropped":
      return { ...contents, returned: contents.returned.filter(({ id }) => !record.ids.includes(id)) };
    case "import-begun":
      return { ...contents, importing: { pending: [], drafts: [], returned: [] } };
    case "import-pending": {
      const { id, madeAt, mutation } = record;
      return importing(contents, (so) => ({ ...so, pending: [...so.pending, { id, mutation, madeAt }] }));
    }
    case "import-draft":
      return importing(contents, (so) => ({ ...so, drafts: [...so.drafts, record.draft] }));
    case "import-returned":
      return importing(contents, (so) => ({ ...so, returned: [...so.returned, record.returned] }));
    case "imported":
      return imported(contents, record);
  }
}

const without = (drafts: readonly JournalDraft[], gone: string): readonly JournalDraft[] => drafts.filter(({ conversationId }) => conversationId !== gone);

function renumbered(contents: OutboxContents, { deviceId, from, moved }: Extract<JournalRecord, { readonly kind: "renumbered" }>): OutboxContents {
  let nextId = from;
  const moving = new Set(moved);
  const pending = contents.pending.map((each) => (moving.has(each.id) ? { ...each, id: nextId++ } : each));
  return {
    ...contents,
    pending: pending.sort((a, b) => a.id - b.id),
    deviceId,
    nextId,
    pushedTo: Math.min(contents.pushedTo ?? nextId - 1, nextId - 1),
  };
}

type Importing = NonNullable<OutboxContents["importing"]>;

const importing = (contents: OutboxContents, add: (so: Importing) => Importing): OutboxContents =>
  contents.importing === undefined ? contents : { ...contents, importing: add(contents.importing) };

/** What comes in goes behind what is here, under its own numbers where they are free. Of two drafts the one here is the newer work. */
function imported(
  contents: OutboxContents,
  { deviceId, fingerprint, nextId, pushedTo }: Extract<JournalRecord, { readonly kind: "imported" }>,
): OutboxContents {
  const { drafts, pending, returned } = contents.importing ?? { drafts: [], pending: [], returned: [] };
  const isFree = pending.every(({ id }) => id >= contents.nextId);
  const moved = isFree ? pending : pending.map((each, at) => ({ ...each, id: contents.nextId + at }));
  const next = Math.max(contents.nextId, isFree ? nextId : contents.nextId + pending.length);
  const here = new Set([...contents.drafts.map(({ conversationId }) => conversationId), ...contents.returned.map(({ id }) => id)]);
  return {
    pending: [...contents.pending, ...moved],
    drafts: [...contents.drafts, ...drafts.filter(({ conversationId }) => !here.has(conversationId))],
    returned: [...contents.returned, ...returned.filter(({ id }) => !here.has(id))],
    deviceId: contents.deviceId ?? deviceId,
    nextId: next,
    // Not known to be unsent is as good as sent: it is not taken out of the queue any more.
    pushedTo: contents.pushedTo === undefined && isFree ? (pushedTo ?? next - 1) : next - 1,
    imported: fingerprint,
    importing: undefined,
  };
}
