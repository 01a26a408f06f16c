import type { z } from "zod";
import type { conversationsQuery } from "../../shared/api/requests.ts";
import type { Conversation } from "../../shared/inbox/conversation.ts";
import { isOpen } from "../../shared/inbox/waiting.ts";
import { maySee } from "../../shared/sync/scopes.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx } from "../store/store.ts";

type Query = z.infer<typeof conversationsQuery>;

/** A page of what the caller may see, in the asked order. Rights, `breached` and `q` are applied while paging, so a page is full where there is enough. */
export function findConversations(
  tx: ReadTx,
  query: Query,
  scopes: readonly string[],
  now: Instant,
): { readonly items: readonly Conversation[]; readonly nextCursor: string | null } {
  const matches = query.q === undefined || query.q.trim() === "" ? () => true : matcher(tx, query.q);
  const items: Conversation[] = [];
  let after = query.cursor === undefined ? undefined : decode(query.cursor);
  while (true) {
    const page = tx.conversations({
      state: query.state,
      assignee: query.assignee,
      team: query.team,
      label: query.label,
      number: numberId(tx, query.number),
      sort: query.sort,
      after,
      limit: 200,
    });
    for (const { conversation, key } of page) {
      after = { key, id: conversation.id };
      if (!maySee(scopes, conversation) || !matches(conversation) || (query.breached !== undefined && isBreached(conversation, now) !== query.breached))
        continue;
      items.push(conversation);
      if (items.length === query.limit) return { items, nextCursor: encode(after) };
    }
    if (page.length < 200) return { items, nextCursor: null };
  }
}

/** Our id, or the platform's phone number id. */
const numberId = (tx: ReadTx, number: string | undefined): string | undefined =>
  number === undefined ? undefined : (tx.numberByPhoneNumberId(number)?.id ?? number);

const isBreached = (conversation: Conversation, now: Instant): boolean =>
  conversation.clocks.some((clock) => isOpen(clock) && clock.dueAt !== undefined && clock.dueAt <= now);

function matcher(tx: ReadTx, q: string): (conversation: Conversation) => boolean {
  const wanted = fold(q);
  const digits = q.replace(/\D/g, "");
  const people = new Set(
    tx
      .all("contact")
      .filter(({ name, phone, userId }) => fold(name).includes(wanted) || userId === q || (digits.length >= 3 && phone?.includes(digits) === true))
      .map(({ id }) => id),
  );
  return (conversation) => people.has(conversation.contactId) || fold(conversation.lastMessage?.text ?? "").includes(wanted);
}

const fold = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

const encode = (after: { readonly key: number; readonly id: string }): string => Buffer.from(JSON.stringify([after.key, after.id])).toString("base64url");

function decode(cursor: string): { readonly key: number; readonly id: string } | undefined {
  try {
    const [key, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as [unknown, unknown];
    return typeof key === "number" && typeof id === "string" ? { key, id } : undefined;
  } catch {
    return undefined;
  }
}
