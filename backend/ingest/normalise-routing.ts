import { changeKey, numberIn, unrecognised, UNNAMED_NUMBER, type Handler } from "./normalise-change.ts";
import { isKnown, pointerOf, readContacts } from "./normalise-identity.ts";
import { summaryIn } from "./normalise-messages.ts";
import { eventTime, listOf, objectOf, phoneOf, present, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformNumber } from "./platform-event.ts";

/**
 * Field `messaging_handovers`, in the three shapes seen: with owner roles, with an app role, and with its reason as
 * JSON in a string. The business number is the `recipient` here; there is no `metadata` object.
 */
export const normaliseHandovers: Handler = (change, emit) => {
  const listed = listOf(change.value.messaging_handovers);
  for (const raw of listed.length > 0 ? listed : [change.value]) {
    const handover = objectOf(raw) ?? {};
    const sender = objectOf(handover.sender) ?? {};
    const number = businessNumber(handover, change.value);
    const customer = present({ ...pointerOf(sender.phone_number ?? sender.wa_id ?? sender.id, sender.user_id, sender.parent_user_id) });
    const control = objectOf(handover.control_passed) ?? objectOf(handover.control_taken) ?? {};
    const word =
      textOf(handover.type) ?? (handover.control_passed === undefined ? (handover.control_taken === undefined ? "" : "control_taken") : "control_passed");
    if (!isKnown(customer)) {
      emit(unrecognised(change, `malformed:${word === "" ? "handover" : word}`, raw));
      continue;
    }
    emit({
      type: "handover",
      key: changeKey("h", change, raw),
      number,
      customer,
      at: eventTime(handover.timestamp ?? change.time, change.receivedAt),
      kind: word === "control_passed" ? "passed" : word === "control_taken" ? "taken" : "other",
      ...present({ reason: reasonOf(control.metadata ?? handover.metadata), summary: summaryIn(control) ?? summaryIn(handover) }),
    });
  }
};

function businessNumber(handover: Raw, value: Raw): PlatformNumber {
  const recipient = objectOf(handover.recipient) ?? {};
  const phoneNumberId = textOf(recipient.phone_number_id) ?? textOf(recipient.id);
  if (phoneNumberId === undefined) return numberIn(value);
  return present({ phoneNumberId, displayNumber: phoneOf(recipient.display_phone_number) ?? textOf(recipient.display_phone_number) });
}

/** Free text of the app that passed the thread, or JSON in a string with a `reason`. */
function reasonOf(metadata: unknown): string | undefined {
  const given = objectOf(metadata) ?? objectInText(textOf(metadata));
  return given === undefined ? textOf(metadata) : (textOf(given.reason) ?? textOf(given.message));
}

function objectInText(text: string | undefined): Raw | undefined {
  if (text?.startsWith("{") !== true) return undefined;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Field `user_preferences`: the person told WhatsApp to stop, or to resume, our marketing. */
export const normalisePreferences: Handler = (change, emit) => {
  const preferences = listOf(change.value.user_preferences);
  const contacts = readContacts(change.value.contacts, preferences.length);
  const number = numberIn(change.value);
  for (const raw of preferences) {
    const preference = objectOf(raw) ?? {};
    const contact = contacts.find(pointerOf(preference.wa_id, preference.user_id, preference.parent_user_id));
    const value = textOf(preference.value)?.toLowerCase();
    if (value === undefined || !isKnown(contact)) {
      emit(unrecognised(change, "malformed:user_preference", raw));
    } else if (value !== "stop" && value !== "resume") {
      emit(unrecognised(change, value, raw));
    } else {
      emit({
        type: "user-preference",
        key: changeKey("p", change, raw),
        ...(number.phoneNumberId === UNNAMED_NUMBER ? {} : { number }),
        contact,
        category: textOf(preference.category) ?? "marketing_messages",
        value,
        at: eventTime(preference.timestamp ?? change.time, change.receivedAt),
      });
    }
  }
  if (preferences.length === 0) emit(unrecognised(change, "malformed:user_preferences", change.value));
};
