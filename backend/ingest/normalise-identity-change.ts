import type { Instant } from "../../shared/time.ts";
import { changeKey, numberIn, unrecognised, UNNAMED_NUMBER, type Emit, type Handler } from "./normalise-change.ts";
import { isKnown } from "./normalise-identity.ts";
import { effectKey, eventTime, listOf, objectOf, phoneOf, present, textOf, type Raw } from "./normalise-scalars.ts";
import type { PlatformIdentity, PlatformNumber } from "./platform-event.ts";

/** Names of the same event in different years. */
const NUMBER_CHANGED = new Set(["user_changed_number", "customer_changed_number"]);
const USER_ID_CHANGED = new Set(["user_changed_user_id"]);

/** A system message that says a person goes by another id from now on. */
export function emitIdentityChange(message: Raw, sender: PlatformIdentity, seen: { readonly at: Instant; readonly number: PlatformNumber }, emit: Emit): void {
  const system = objectOf(message.system) ?? {};
  const kind = textOf(system.type) ?? "";
  if (!NUMBER_CHANGED.has(kind) && !USER_ID_CHANGED.has(kind)) return;

  const to: PlatformIdentity = present({
    phone: phoneOf(system.wa_id) ?? phoneOf(system.new_wa_id),
    userId: textOf(system.user_id),
    parentUserId: textOf(system.parent_user_id),
  });
  const previousUserId = textOf(system.previous_user_id) ?? (USER_ID_CHANGED.has(kind) ? previousInProse(textOf(system.body)) : undefined);
  const from: PlatformIdentity = present({ ...sender, userId: previousUserId ?? (sender.userId === to.userId ? undefined : sender.userId) });
  if (!isKnown(to) || !isKnown(from)) return;
  emit({ type: "identity-change", key: effectKey("i", [from.phone, from.userId, to.phone, to.userId]), number: seen.number, from, to, at: seen.at });
}

/** The documented message names the old id in its sentence only: `User X changed from US.1 to US.2`. */
const previousInProse = (body: string | undefined): string | undefined => / from ([A-Z]{2}\.[A-Za-z0-9.]+) to /.exec(body ?? "")?.[1];

/** Field `user_id_update`: the same news with both ids named. */
export const normaliseUserIdUpdate: Handler = (change, emit) => {
  const { value } = change;
  const listed = listOf(value.user_id_update);
  const updates = listed.length > 0 ? listed : [value.user_id_update ?? value];
  const number = numberIn(value);
  for (const raw of updates) {
    const update = objectOf(raw) ?? {};
    const ids = objectOf(update.user_id) ?? {};
    const parents = objectOf(update.parent_user_id) ?? {};
    const phone = phoneOf(update.wa_id);
    const from: PlatformIdentity = present({
      phone,
      userId: textOf(ids.previous) ?? textOf(update.previous_user_id) ?? textOf(update.previous),
      parentUserId: textOf(parents.previous),
    });
    const to: PlatformIdentity = present({
      phone,
      userId: textOf(ids.current) ?? textOf(update.current_user_id) ?? textOf(update.current),
      parentUserId: textOf(parents.current),
    });
    if (from.userId === undefined || to.userId === undefined) {
      emit(unrecognised(change, "malformed:user_id_update", raw));
      continue;
    }
    emit({
      type: "identity-change",
      key: changeKey("i", change, raw),
      ...(number.phoneNumberId === UNNAMED_NUMBER ? {} : { number }),
      from,
      to,
      at: eventTime(update.timestamp ?? change.time, change.receivedAt),
    });
  }
};
