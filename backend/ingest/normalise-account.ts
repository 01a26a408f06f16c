import { changeKey, unrecognised, type Change, type Handler } from "./normalise-change.ts";
import { eventTime, instantOf, listOf, numberOf, objectOf, phoneOf, present, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformEvent } from "./platform-event.ts";

type Account = Extract<PlatformEvent, { type: "account" }>;

/** Field `account_update`: violations, restrictions, bans, and the comings and goings of partners. */
export const normaliseAccountUpdate: Handler = (change, emit) => {
  const { value } = change;
  const event = textOf(value.event);
  if (event === undefined) return emit(unrecognised(change, "malformed:account_update", value));

  const ban = objectOf(value.ban_info);
  const state = textOf(ban?.waba_ban_state) ?? textOf(listOf(ban?.waba_ban_state)[0]);
  const date = textOf(ban?.waba_ban_date);
  emit({
    ...accountEvent(change, event),
    ...present({
      displayNumber: displayNumberOf(value.phone_number),
      violation: textOf(objectOf(value.violation_info)?.violation_type),
      ban: state === undefined ? undefined : { state, ...present({ date }) },
    }),
  });
};

/** The other fields about the account say one thing each; it becomes the event's name. */
export const normaliseCapability: Handler = (change, emit) => {
  const { value } = change;
  const limit = value.max_daily_conversations_per_business ?? value.max_daily_conversation_per_phone;
  emit({ ...accountEvent(change, "BUSINESS_CAPABILITY_UPDATE"), ...present({ limit: limitOf(limit) }) });
};

export const normaliseAccountAlert: Handler = (change, emit) => {
  const { value } = change;
  const alert = objectOf(value.alert_info) ?? value;
  const event = textOf(alert.alert_type);
  if (event === undefined) return emit(unrecognised(change, "malformed:account_alert", value));
  emit({ ...accountEvent(change, event), ...present({ violation: textOf(alert.alert_description) }) });
};

export const normaliseAccountReview: Handler = (change, emit) => {
  const decision = textOf(change.value.decision);
  if (decision === undefined) return emit(unrecognised(change, "malformed:account_review", change.value));
  emit(accountEvent(change, `ACCOUNT_REVIEW_${decision.toUpperCase()}`));
};

export const normaliseSecurity: Handler = (change, emit) => {
  const event = textOf(change.value.event);
  if (event === undefined) return emit(unrecognised(change, "malformed:security", change.value));
  emit({ ...accountEvent(change, event), ...present({ displayNumber: displayNumberOf(change.value.display_phone_number) }) });
};

/** Since October 2025 about throughput; the old words (FLAGGED, UNFLAGGED, UPGRADE, DOWNGRADE) still arrive and are kept verbatim. */
export const normaliseNumberQuality: Handler = (change, emit) => {
  const { value } = change;
  const event = textOf(value.event);
  const displayNumber = displayNumberOf(value.display_phone_number);
  if (event === undefined || displayNumber === undefined) return emit(unrecognised(change, "malformed:phone_number_quality_update", value));
  const limit = value.max_daily_conversations_per_business ?? value.current_limit;
  emit({ type: "number-quality", key: changeKey("q", change, value), at: timeOf(change), displayNumber, event, ...present({ limit: limitOf(limit) }) });
};

export const normaliseNumberName: Handler = (change, emit) => {
  const { value } = change;
  const displayNumber = displayNumberOf(value.display_phone_number);
  const decision = textOf(value.decision);
  if (displayNumber === undefined || decision === undefined) return emit(unrecognised(change, "malformed:phone_number_name_update", value));
  emit({
    type: "number-name",
    key: changeKey("d", change, value),
    at: timeOf(change),
    displayNumber,
    decision,
    ...present({ name: textOf(value.requested_verified_name) }),
  });
};

const displayNumberOf = (raw: unknown): string | undefined => phoneOf(raw) ?? textOf(raw);
const timeOf = (change: Change): Account["at"] => eventTime(change.time ?? change.value.timestamp, change.receivedAt);

const accountEvent = (change: Change, event: string): Account => ({
  type: "account",
  key: changeKey("a", change, change.value),
  at: timeOf(change),
  // Where a partner's app is told about its client, the entry is the partner and the client stands in the value.
  wabaId: textOf(objectOf(change.value.waba_info)?.waba_id) ?? change.wabaId,
  event,
  restrictions: listOf(change.value.restriction_info).flatMap((raw) => restrictionOf(objectOf(raw) ?? {})),
});

/** The expiry is now an integer, now a string; where it cannot be read the restriction still counts. */
function restrictionOf(raw: Raw): Account["restrictions"] {
  const type = textOf(raw.restriction_type);
  return type === undefined ? [] : [{ type, ...present({ until: instantOf(raw.expiration) }) }];
}

const TIER = /^(?:TIER_)?(\d+)(K?)$/;

/** `TIER_2K`, `2000`, `-1`, `UNLIMITED`: the platform has written the same limit in all these ways. */
export function limitOf(raw: unknown): Account["limit"] {
  const text = textOf(raw)?.toUpperCase();
  if (text === undefined) return undefined;
  if (text.endsWith("UNLIMITED") || numberOf(text) === -1) return "unlimited";
  const [, digits, thousand] = TIER.exec(text) ?? [];
  return digits === undefined ? "unknown" : Number(digits) * (thousand === "K" ? 1_000 : 1);
}
