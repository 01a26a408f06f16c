import { expect, test } from "vitest";
import { createSharing } from "../../renderer/state/share-values.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { toContactId } from "../../shared/ids.ts";
import { aClock, aContact, aConversation, c } from "./inbox-builders.ts";

/** As it comes from a file: nothing in it is the same object, or the same text in memory, as in another. */
const read = (row: Conversation): Conversation => JSON.parse(JSON.stringify(row)) as Conversation;

test("[PF14] what rows name in common is kept once, and each says what it said before", () => {
  const contact = aContact();
  const policy = { id: "gold", version: 3, name: "Gold" };
  const clocks = [aClock({ policy, calendar: { id: "24/7", version: 1 }, warnAt: [] })];
  const rows = [1, 2].map((n) => aConversation({ id: c(n), contactId: contact.id, clocks, labels: n === 1 ? ["vip"] : [] }));
  const [one, other] = [read(rows[0]!), read(rows[1]!)];
  const newer = read({ ...rows[0]!, clocks: [{ ...clocks[0]!, policy: { ...policy, version: 4 } }] });
  const share = createSharing(new Map([[toContactId(contact.id), contact]]));
  for (const row of [one, other, newer]) share(row);

  expect([one, other]).toEqual(rows);
  expect(one.clocks[0]?.policy).toBe(other.clocks[0]?.policy);
  expect(one.clocks[0]?.calendar).toBe(other.clocks[0]?.calendar);
  expect(newer.clocks[0]?.policy).toEqual({ ...policy, version: 4 });
});
