import { templateOf } from "../../shared/guard/business-started.ts";
import type { Draft, GuardContext, GuardPolicy } from "../../shared/guard/context.ts";
import type { RecentSend } from "../../shared/guard/reach-context.ts";
import { fingerprint } from "../../shared/guard/similar-text.ts";
import type { Message } from "../../shared/inbox/message.ts";
import { days, minus, toDuration, type Instant } from "../../shared/time.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";
import { teamOf } from "./team-of.ts";
import { readGuardPolicy } from "./guard-policy.ts";

/** The newest of them: a broadcast shows itself long before. */
const MOST = 2_000;

interface Asked {
  readonly draft: Draft;
  readonly order: number | undefined;
  readonly bulk: GuardPolicy["reach"]["bulk"];
  readonly now: Instant;
}

/**
 * [G-BULK] What went to others lately and may be like this draft. Texts that share so many word pairs cannot differ more in their number,
 * so the others are not even read.
 */
export function sentLikeThis(tx: ReadTx, known: GuardContext, { bulk, draft, now, order }: Asked): readonly RecentSend[] | undefined {
  const { author, contact, conversation } = known;
  if (author === undefined || (author.kind !== "human" && author.kind !== "app")) return undefined;

  const text = draft.kind === "text" ? draft.text : (templateOf(draft, known)?.body ?? "");
  const own = fingerprint(text, contact?.name);
  if (draft.kind === "text" && own.words < bulk.fewestWords) return undefined;
  return tx.sentTexts({
    after: minus(now, bulk.period),
    numberId: conversation.numberId,
    agentId: author.id,
    teamId: author.teamId,
    notTo: conversation.contactId,
    beforeOrder: order,
    fewestPairs: Math.floor(own.pairs.size * bulk.likeness),
    mostPairs: bulk.likeness === 0 ? Number.MAX_SAFE_INTEGER : Math.ceil(own.pairs.size / bulk.likeness),
    template: draft.kind === "template" ? { name: draft.name, language: draft.language } : undefined,
    limit: MOST,
  });
}

/** What a person sends is kept for a day as it can be compared; its fingerprint is made this once. */
export function keepSentText(tx: WriteTx, message: Message, cannedReply: boolean, now: Instant): void {
  const { author, content, conversationId, id, order } = message;
  const conversation = tx.get("conversation", conversationId);
  if (author.kind !== "human" || author.id === undefined || conversation === undefined) return;
  if (content.type !== "text" && content.type !== "template") return;

  const { contactId, numberId } = conversation;
  const longest = toDuration(Math.max(days(1), readGuardPolicy(tx).policy.reach.bulk.period));
  tx.keepSentText(
    {
      messageId: id,
      at: now,
      text: "",
      order,
      agentId: author.id,
      teamId: teamOf(tx.get("agent", author.id), conversation),
      numberId,
      contactId,
      fingerprint: fingerprint(content.body, tx.get("contact", contactId)?.name),
      template: content.type === "template" ? { name: content.name, language: content.language } : undefined,
      cannedReply,
    },
    minus(now, longest),
  );
}
