import { toWamid } from "../../shared/ids.ts";
import { problemsIn, unrecognised, type Change, type Emit } from "./normalise-change.ts";
import { pointerOf, readContacts } from "./normalise-identity.ts";
import { eventTime, objectOf, present, shortKey, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformEvent, PlatformNumber } from "./platform-event.ts";

type Status = Extract<PlatformEvent, { type: "status" }>["status"];

const STATUSES = new Set<string>(["sent", "delivered", "read", "played", "failed"] satisfies Status[]);
const isStatus = (word: string): word is Status => STATUSES.has(word);

interface StatusBatch {
  readonly number: PlatformNumber;
  readonly statuses: readonly unknown[];
  readonly contacts: unknown;
  readonly standby?: boolean;
}

/** Delivery reports. They come late, twice and disordered, so each stands for itself. */
export function emitStatuses(change: Change, batch: StatusBatch, emit: Emit): void {
  const contacts = readContacts(batch.contacts, batch.statuses.length);
  for (const raw of batch.statuses) {
    const report = objectOf(raw);
    const id = textOf(report?.id);
    const status = textOf(report?.status)?.toLowerCase();
    if (report === undefined || id === undefined || status === undefined) {
      emit(unrecognised(change, "malformed:status", raw));
    } else if (!isStatus(status)) {
      emit(unrecognised(change, `status:${status}`, raw));
    } else {
      emit({
        type: "status",
        key: shortKey(`s:${id}:${status}:${recipientWord(report)}`),
        number: batch.number,
        wamid: toWamid(id),
        status,
        at: eventTime(report.timestamp, change.receivedAt),
        recipient: contacts.find(recipientPointer(report)),
        problems: problemsIn(report.errors),
        ...present({ clientId: textOf(report.biz_opaque_callback_data), pricing: objectOf(report.pricing) }),
        ...(batch.standby === true ? { standby: true } : {}),
      });
    }
  }
}

const recipientWord = (report: Raw): string =>
  textOf(report.recipient_participant_id) ??
  textOf(report.recipient_participant_user_id) ??
  textOf(report.recipient_id) ??
  textOf(report.recipient_user_id) ??
  "";

/** In a group `recipient_id` is the group; the person is the participant. */
const recipientPointer = (report: Raw): ReturnType<typeof pointerOf> =>
  textOf(report.recipient_type) === "group"
    ? pointerOf(report.recipient_participant_id, report.recipient_participant_user_id, report.recipient_participant_parent_user_id)
    : pointerOf(report.recipient_id, report.recipient_user_id, report.recipient_parent_user_id);
