import { plus, type Instant } from "../../time.ts";
import { serviceWindow } from "../../window/service-window.ts";
import { templateOf } from "../business-started.ts";
import type { Draft, GuardContext, GuardPolicy, Rule } from "../context.ts";
import type { RecentSend } from "../reach-context.ts";
import { fingerprint, likeness } from "../similar-text.ts";

/**
 * [G-BULK] Copy and paste is a broadcast too: the same or nearly the same text to one more person than the policy allows, from this
 * agent, this team or this number. Names and figures make no other text. Answers in open windows from canned replies, short courtesies,
 * and what programs send by their own rules are none.
 */
export const bulkRule: Rule = (draft, context, { reach: { bulk } }, now) => {
  const { author, recentSends, segmentApprovedBy } = context;
  if (recentSends === undefined || segmentApprovedBy !== undefined || author?.kind === "bot" || author?.kind === "automation") return [];
  if (draft.kind === "text" && draft.cannedReply === true && serviceWindow(context.conversation, now).kind === "open") return [];

  const isAlike = likenessTo(draft, context, bulk);
  if (isAlike === undefined) return [];
  const alike = recentSends.filter((send) => counts(send, bulk, context, now) && isAlike(send));
  const over = scopesOf(context).flatMap(({ holds, scope }) => {
    const people = new Set(alike.filter(holds).map(({ contactId }) => contactId)).size;
    return people >= bulk.people[scope] ? [{ scope, people, most: bulk.people[scope] }] : [];
  });
  const [first] = over;
  if (first === undefined) return [];
  const evidence = {
    ...first,
    periodMs: bulk.period,
    minutes: bulk.period / 60_000,
    sinceAt: alike[0]?.at,
    contactIds: alike.slice(0, 20).map(({ contactId }) => contactId),
  };
  return [{ rule: "G-BULK", severity: "stop", messageKey: `guard.bulk.${first.scope}`, evidence, remedies: [{ command: "ask-lead", about: "segment" }] }];
};

/** One person twice is one person; what is sent to this one again is another rule's matter. */
const counts = (send: RecentSend, { period }: GuardPolicy["reach"]["bulk"], { conversation }: GuardContext, now: Instant): boolean =>
  !send.cannedReply && send.contactId !== conversation.contactId && send.at <= now && now < plus(send.at, period);

function likenessTo(
  draft: Draft,
  context: GuardContext,
  { fewestWords, likeness: enough }: GuardPolicy["reach"]["bulk"],
): ((send: RecentSend) => boolean) | undefined {
  if (draft.kind === "template" && templateOf(draft, context) === undefined) return (send) => isTemplate(send, draft);

  const text = draft.kind === "text" ? draft.text : (templateOf(draft, context)?.body ?? "");
  const own = fingerprint(text, context.contact?.name);
  if (draft.kind === "text" && own.words < fewestWords) return undefined;
  return (send) =>
    (draft.kind === "template" && isTemplate(send, draft)) || likeness(own, send.fingerprint ?? fingerprint(send.text, send.contactName)) >= enough;
}

const isTemplate = ({ template }: RecentSend, draft: Extract<Draft, { kind: "template" }>): boolean =>
  template?.name === draft.name && template.language === draft.language;

function scopesOf({ author, conversation, me }: GuardContext) {
  const agentId = author?.id ?? me;
  const teamId = author?.teamId ?? conversation.teamId;
  return [
    { scope: "agent", holds: (send: RecentSend) => agentId !== undefined && send.agentId === agentId },
    { scope: "team", holds: (send: RecentSend) => teamId !== undefined && send.teamId === teamId },
    { scope: "number", holds: (send: RecentSend) => send.numberId === conversation.numberId },
  ] as const;
}
