import type { Template } from "../../shared/inbox/people.ts";
import type { Instant } from "../../shared/time.ts";
import type { RemoteTemplate } from "../cloud-api/port.ts";
import type { Store } from "../store/store.ts";
import { readTemplate } from "./read-template.ts";

/** Brings the template rows in line with the platform's list; those that are gone are removed. Unchanged ones make no news. */
export function syncTemplates(store: Store, remote: readonly RemoteTemplate[], now: Instant): void {
  const listed = new Map(remote.map((one) => readTemplate(one)).map((one) => [one.id, one]));
  store.write((tx) => {
    for (const known of tx.all("template")) if (!listed.has(known.id)) tx.remove("template", known.id);
    for (const [id, template] of listed) {
      const known = tx.get("template", id);
      const wanted = withHistory(template, known, now);
      if (JSON.stringify(known) !== JSON.stringify(wanted)) tx.put("template", id, wanted);
    }
  });
}

/** The list says how it stands; since when, and until when, only webhooks told, or the list before this one. */
function withHistory(listed: Template, known: Template | undefined, now: Instant): Template {
  const sameStatus = known?.status === listed.status;
  const sameQuality = known?.quality === listed.quality;
  const next = listed.nextCategory?.category;
  return {
    ...listed,
    statusAt: sameStatus ? known?.statusAt : known === undefined ? undefined : now,
    qualityAt: sameQuality ? known?.qualityAt : known === undefined ? undefined : now,
    pausedUntil: sameStatus ? known?.pausedUntil : undefined,
    reason: listed.reason ?? (sameStatus ? known?.reason : undefined),
    nextCategory: next === undefined ? undefined : known?.nextCategory?.category === next ? known.nextCategory : { category: next },
  };
}
