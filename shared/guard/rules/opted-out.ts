import { DEFAULT_CATEGORIES } from "../../consent/categories.ts";
import { stoppedEverything } from "../../consent/ledger.ts";
import { latest, type Instant } from "../../time.ts";
import { isCustomersSign, isOnItsWay, startedCategory } from "../business-started.ts";
import type { Draft, GuardContext, Rule } from "../context.ts";
import { standingsFor } from "./consent.ts";

/**
 * [G-OPTED-OUT] A no is heard. Of one category: nothing is started in it any more. Of everything: nothing leaves, except an answer to
 * what the customer wrote after the no, and one sentence that says it was heard.
 */
export const optedOutRule: Rule = (draft, context, { reach }, now) => {
  const { consentCategories = DEFAULT_CATEGORIES, consents } = context;
  if (consents === undefined) return [];

  const stoppedAt = stoppedEverything(consents, consentCategories);
  const category = startedCategory(draft, context, now);
  if (stoppedAt !== undefined) {
    // What is started in a category that was taken up again since is judged by that category.
    const standings = category === undefined ? [] : standingsFor(draft, category, context, reach);
    if (standings.some(({ standing }) => standing.state === "granted")) return [];
    if (category === undefined && (wroteAfter(context, stoppedAt) || isFirstWord(draft, context, stoppedAt))) return [];
    return [{ rule: "G-OPTED-OUT", severity: "stop", messageKey: "guard.optedOut.everything", evidence: { withdrawnAt: stoppedAt }, remedies: [] }];
  }

  if (category === undefined) return [];
  const standings = standingsFor(draft, category, context, reach);
  const no = standings.find(({ standing }) => standing.state === "withdrawn");
  if (no?.standing.state !== "withdrawn" || standings.some(({ standing }) => standing.state === "granted")) return [];
  const { at, source } = no.standing.entry;
  const evidence = { category: no.category, withdrawnAt: at, source };
  return [{ rule: "G-OPTED-OUT", severity: "stop", messageKey: "guard.optedOut.category", evidence, remedies: [] }];
};

function wroteAfter({ conversation, messages }: GuardContext, at: Instant): boolean {
  const newest = (messages ?? []).filter((message) => isCustomersSign(message) && message.content.type !== "reaction").at(-1)?.at;
  const inbound = newest === undefined ? conversation.lastInboundAt : latest(conversation.lastInboundAt, newest);
  // The no itself is not a message written after it.
  return inbound !== undefined && inbound > at;
}

/** One confirmation, then silence: nothing was said since. */
const isFirstWord = (draft: Draft, { messages }: GuardContext, at: Instant): boolean =>
  draft.kind === "text" &&
  draft.confirmsOptOut === true &&
  messages !== undefined &&
  !messages.some((message) => message.id !== draft.id && isOnItsWay(message) && message.at >= at);
