import type { PlatformIdentity } from "./platform-event.ts";
import { listOf, objectOf, phoneOf, present, textOf, type Raw } from "./normalise-scalars.ts";

/** What a message or status says about a person, before the contacts of the same webhook are consulted. */
interface Pointer {
  readonly phone?: string | undefined;
  readonly userId?: string | undefined;
  readonly parentUserId?: string | undefined;
}

export interface Contacts {
  readonly find: (pointer: Pointer) => PlatformIdentity;
  readonly only: PlatformIdentity | undefined;
}

/**
 * The contacts of one webhook. They are not in message order, so they are matched by user id, then by phone, and by
 * nothing else; only where one contact faces one message do they belong together without a match.
 */
export function readContacts(raw: unknown, faced: number): Contacts {
  const byUserId = new Map<string, PlatformIdentity>();
  const byPhone = new Map<string, PlatformIdentity>();
  const all = listOf(raw).flatMap((item) => {
    const contact = objectOf(item);
    return contact === undefined ? [] : [identityOf(contact)];
  });
  for (const contact of all) {
    if (contact.userId !== undefined) byUserId.set(contact.userId, contact);
    if (contact.phone !== undefined) byPhone.set(contact.phone, contact);
  }
  const only = all.length === 1 && faced === 1 ? all[0] : undefined;

  const find = (pointer: Pointer): PlatformIdentity => {
    const match =
      (pointer.userId === undefined ? undefined : byUserId.get(pointer.userId)) ?? (pointer.phone === undefined ? undefined : byPhone.get(pointer.phone));
    if (match !== undefined) return joined(pointer, match);
    if (only === undefined) return present({ ...pointer });
    // Two different ids in one webhook must not be merged into one person; the display name does no such harm.
    return contradicts(pointer, only) ? present({ ...pointer, name: only.name }) : joined(pointer, only);
  };
  return { find, only };
}

const joined = (pointer: Pointer, contact: PlatformIdentity): PlatformIdentity => ({ ...contact, ...present({ ...pointer }) });

const contradicts = (pointer: Pointer, contact: PlatformIdentity): boolean =>
  (pointer.phone !== undefined && contact.phone !== undefined && pointer.phone !== contact.phone) ||
  (pointer.userId !== undefined && contact.userId !== undefined && pointer.userId !== contact.userId);

function identityOf(contact: Raw): PlatformIdentity {
  const profile = objectOf(contact.profile) ?? {};
  return present({
    phone: phoneOf(contact.wa_id),
    userId: textOf(contact.user_id),
    parentUserId: textOf(contact.parent_user_id),
    username: (textOf(profile.username) ?? textOf(contact.username))?.replace(/^@/, ""),
    name: textOf(profile.name),
  });
}

export const isKnown = (identity: PlatformIdentity): boolean => identity.phone !== undefined || identity.userId !== undefined;

/** A user id looks like `IT.1349…`; some senders put it where the phone belongs. */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Reads one side of a message: `from`, `to` or `recipient`, with the ids that may stand beside or instead of it. */
export function pointerOf(phoneOrId: unknown, userId: unknown, parentUserId: unknown): Pointer {
  const text = textOf(phoneOrId);
  return present({
    phone: phoneOf(phoneOrId),
    userId: textOf(userId) ?? (text !== undefined && USER_ID.test(text) ? text : undefined),
    parentUserId: textOf(parentUserId),
  });
}
