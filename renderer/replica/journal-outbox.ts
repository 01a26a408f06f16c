import type { Desktop } from "../../shared/desktop-contract.ts";
import type { DeviceId } from "../../shared/ids.ts";
import { withRecord, type OutboxContents } from "../../shared/journal/outbox-contents.ts";
import type { JournalRecord } from "../../shared/journal/record.ts";
import { toMutationId } from "../../shared/sync/mutations.ts";
import { moveToJournal } from "./move-to-journal.ts";
import { notKept } from "./outbox-problem.ts";
import { openOutbox, type Outbox, type StoredDraft, type StoredMutation } from "./outbox.ts";

type Bridge = Pick<Desktop, "openOutbox" | "writeOutbox">;

export interface OpenedOutbox {
  readonly outbox: Outbox;
  readonly isNewDevice: boolean;
  /** Something that the person should know about what is kept here. */
  readonly warning?: "notice.outbox.damaged" | "notice.outbox.unreadable" | undefined;
}

/**
 * The outbox on the desktop: the main process keeps it in a file of its own, where a full disk and a wiped profile do not reach
 * it [I16]. What an older version kept in the page's database moves over at the first start. Where the file cannot be read or
 * written at the start, the page's database serves until the next one, and then moves over too.
 */
export async function openJournalOutbox(desktop: Bridge, name: string, deviceId: DeviceId): Promise<OpenedOutbox> {
  const opened = await desktop.openOutbox(name);
  if (!opened.ok) return { ...(await openOutbox(name, deviceId)), warning: "notice.outbox.unreadable" };

  const { damaged, writer } = opened;
  let contents: OutboxContents = { ...opened.contents, importing: undefined };

  const write = async (record: JournalRecord): Promise<void> => {
    const outcome = await desktop.writeOutbox(name, writer, record);
    if (!outcome.ok) throw notKept(outcome.problem);
    contents = withRecord(contents, record);
  };

  try {
    await moveToJournal(name, contents.imported, write);
  } catch {
    return { ...(await openOutbox(name, deviceId)), warning: "notice.outbox.unreadable" };
  }
  const isNewDevice = contents.deviceId !== undefined && contents.deviceId !== deviceId;
  if (isNewDevice) await write({ kind: "renumbered", deviceId, from: 1, moved: contents.pending.map(({ id }) => id) });

  return { outbox: journalOutbox(deviceId, () => contents, write), isNewDevice, warning: damaged > 0 ? "notice.outbox.damaged" : undefined };
}

function journalOutbox(deviceId: DeviceId, contents: () => OutboxContents, write: (record: JournalRecord) => Promise<void>): Outbox {
  let turn: Promise<unknown> = Promise.resolve();

  /** Whatever counts numbers waits for the answer to what came before it. */
  const counted = <Outcome>(task: () => Promise<Outcome>): Promise<Outcome> => {
    const outcome = turn.then(task);
    turn = outcome.catch(() => undefined);
    return outcome;
  };
  /** What counts none keeps its place and waits for no answer: the page may be on its way out. */
  const uncounted = (record: JournalRecord): Promise<void> => {
    const asked = turn.then(() => ({ answer: write(record) }));
    turn = asked;
    return asked.then(({ answer }) => answer);
  };
  // The page wrote them itself, of its own types; a version that came before this one is read as it is, as IndexedDB would.
  const pending = (): readonly StoredMutation[] => contents().pending as unknown as readonly StoredMutation[];

  return {
    pending: async () => pending(),
    drafts: async () => contents().drafts as unknown as readonly StoredDraft[],
    append: (mutation, madeAt, sentDraftOf) =>
      counted(async () => {
        const stored: StoredMutation = { id: toMutationId(contents().nextId), mutation, madeAt };
        await write({ kind: "appended", deviceId, ...stored, ...(sentDraftOf === undefined ? {} : { sentDraftOf }) });
        return stored;
      }),
    remove: (ids) => counted(() => write({ kind: "removed", ids: [...ids] })),
    renumber: (from, moves) =>
      counted(async () => {
        const moved = pending().flatMap(({ id }) => (moves(id) ? [id] : []));
        await write({ kind: "renumbered", deviceId, from, moved });
        return pending();
      }),
    skipTo: (nextId) =>
      counted(async () => {
        if (contents().nextId < nextId) await write({ kind: "numbered", deviceId, nextId });
      }),
    saveDraft: (draft) => uncounted({ kind: "draft-saved", draft: { ...draft } }),
    dropDraft: (conversationId) => uncounted({ kind: "draft-dropped", conversationId }),
    pushedTo: async () => contents().pushedTo ?? contents().nextId - 1,
    setPushedTo: (pushedTo) => counted(() => write({ kind: "numbered", deviceId, pushedTo })),
    returned: async () => contents().returned as unknown as Awaited<ReturnType<Outbox["returned"]>>,
    keepReturned: (returned) => uncounted({ kind: "returned-kept", returned: { ...returned } }),
    dropReturned: (ids) => uncounted({ kind: "returned-dropped", ids: [...ids] }),
    // The file is the main process's, and stays open for the next page.
    close: () => undefined,
  };
}
