import { numberIn, unrecognised, type Change, type Handler } from "./normalise-change.ts";
import { isKnown, pointerOf, readContacts, type Contacts } from "./normalise-identity.ts";
import { eventTime, listOf, objectOf, phoneOf, shortKey, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformIdentity, PlatformNumber } from "./platform-event.ts";

/** Field `calls`. The window opens when the customer calls, answered or not, and when they take our call (W1). */
export const normaliseCalls: Handler = (change, emit) => {
  const { value } = change;
  const number = numberIn(value);
  const calls = listOf(value.calls);
  const statuses = listOf(value.statuses);
  const contacts = readContacts(value.contacts, calls.length + statuses.length);

  for (const raw of calls) {
    const call = objectOf(raw) ?? {};
    const id = textOf(call.id);
    const event = textOf(call.event)?.toLowerCase();
    const from = customerOf(call, number, contacts);
    if (id === undefined || event === undefined || !isKnown(from)) {
      emit(unrecognised(change, "malformed:call", raw));
      continue;
    }
    emit({ ...callBase(change, number, id, event, call.timestamp), from, opensWindow: event === "connect" && isFromCustomer(call) });
  }
  for (const raw of statuses) {
    const report = objectOf(raw) ?? {};
    const id = textOf(report.id);
    const status = textOf(report.status)?.toLowerCase();
    const from = contacts.find(pointerOf(report.recipient_id, report.recipient_user_id, report.recipient_parent_user_id));
    if (id === undefined || status === undefined || !isKnown(from)) {
      emit(unrecognised(change, "malformed:call-status", raw));
      continue;
    }
    emit({ ...callBase(change, number, id, status, report.timestamp), from, opensWindow: status === "accepted" });
  }
  if (calls.length + statuses.length === 0) emit(unrecognised(change, textOf(value.event), value));
};

const callBase = (change: Change, number: PlatformNumber, id: string, kind: string, timestamp: unknown) => ({
  type: "call" as const,
  key: shortKey(`c:${number.phoneNumberId}:${id}:${kind}`),
  number,
  at: eventTime(timestamp, change.receivedAt),
  kind,
  callId: id,
});

/** Where no direction is given, the one who makes the offer is the one who calls. */
const isFromCustomer = (call: Raw): boolean =>
  call.direction === undefined ? textOf(objectOf(call.session)?.sdp_type)?.toLowerCase() === "offer" : textOf(call.direction) === "USER_INITIATED";

/** The other party: the one that a contact names, else the one that is not our own number. */
function customerOf(call: Raw, number: PlatformNumber, contacts: Contacts): PlatformIdentity {
  if (contacts.only !== undefined && isKnown(contacts.only)) return contacts.only;
  const sender = pointerOf(call.from, call.from_user_id, call.from_parent_user_id);
  const receiver = pointerOf(call.to, call.to_user_id, call.to_parent_user_id);
  const businessCalls = textOf(call.direction) === "BUSINESS_INITIATED" || phoneOf(call.from) === number.displayNumber;
  return contacts.find(businessCalls ? receiver : sender);
}
