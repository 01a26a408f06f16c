import { createHash } from "node:crypto";
import { categoryNamed } from "../../shared/consent/categories.ts";
import { standing } from "../../shared/consent/ledger.ts";
import { templateOf } from "../../shared/guard/business-started.ts";
import type { Draft, GuardContext } from "../../shared/guard/context.ts";
import { fingerprint } from "../../shared/guard/similar-text.ts";
import type { AgentId } from "../../shared/ids.ts";
import { days, plus, type Instant } from "../../shared/time.ts";
import { readConsentSettings } from "../consent/consent-settings.ts";
import type { SegmentGrant } from "../store/rollout-rows.ts";
import type { ReadTx, WriteTx } from "../store/store.ts";

/** A lead's word for one text is given for a campaign, not for ever. */
export const LONGEST_GRANT = days(31);

/** What of a text is the same for everybody, hashed: names and figures make no other text (as in G-BULK). */
export function textKey(text: string, contactName: string | undefined): string {
  const { pairs, words } = fingerprint(text, contactName);
  const same = [...pairs].toSorted().join("\n");
  // Too short for pairs: its very words.
  return createHash("sha256")
    .update(words < 2 ? text.trim().toLowerCase() : same)
    .digest("base64url");
}

export type SegmentRefusal = "unknown-category" | "too-long" | "over";

export function grantSegment(
  tx: WriteTx,
  asked: Omit<SegmentGrant, "key"> & { readonly text: string; readonly contactName?: string | undefined },
  now: Instant,
): SegmentGrant | SegmentRefusal {
  const category = categoryNamed(asked.category, readConsentSettings(tx).categories);
  if (category === undefined) return "unknown-category";
  if (asked.until <= now || asked.until <= asked.from) return "over";
  if (asked.until > plus(asked.from, LONGEST_GRANT)) return "too-long";

  const { by, from, id, until } = asked;
  const grant: SegmentGrant = { id, key: textKey(asked.text, asked.contactName), category: category.key, by, from, until };
  tx.putSegmentGrant(grant);
  tx.appendAudit({ at: now, who: by, action: "segment-granted", target: id, data: JSON.stringify({ key: grant.key, category: grant.category, from, until }) });
  return grant;
}

/** [G-BULK] The lead who let this text go to people like this contact, who has agreed to it and not withdrawn. */
export function grantedBy(tx: ReadTx, known: GuardContext, draft: Draft, now: Instant): AgentId | undefined {
  const text = draft.kind === "text" ? draft.text : templateOf(draft, known)?.body;
  if (text === undefined || known.consents === undefined) return undefined;

  const { consents } = known;
  return tx.segmentGrantsOf(textKey(text, known.contact?.name), now).find(({ category }) => {
    const stands = standing(consents, category, known.consentCategories);
    return stands.state === "granted" && stands.evidenced;
  })?.by;
}
