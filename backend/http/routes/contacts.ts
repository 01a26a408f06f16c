import type { Logger } from "pino";
import { toContactId } from "../../../shared/ids.ts";
import type { Clock } from "../../../shared/time.ts";
import { eraseContact } from "../../consent/erase-contact.ts";
import { exportContact } from "../../consent/export-contact.ts";
import type { RunningTopicModel } from "../../guard/topic-model.ts";
import type { MediaStore } from "../../media/media-store.ts";
import type { Store } from "../../store/store.ts";
import { NO_CONTACT } from "../contact-answers.ts";
import { iso } from "../present.ts";
import { ADMINS, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<Logger, "warn">;
  readonly media: Pick<MediaStore, "forget">;
  readonly topics: Pick<RunningTopicModel, "forget">;
}

/** [H45] What a person may ask of us: everything that we keep about them, and that we keep it no longer. */
export function contactRoutes({ clock, log, media, store, topics }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/contacts/:id/export",
      summary: "Everything that is kept about a contact, as one JSON document. That it was asked for is audited.",
      roles: ADMINS,
      answers: { 200: "The contact, the consents, and every conversation with its messages, notes and story", 404: "Unknown" },
      handle: ({ params, principal, reply }) =>
        store.write((tx) => {
          const id = toContactId(params["id"] ?? "");
          const found = exportContact(tx, id);
          if (found === undefined) return NO_CONTACT;
          const now = clock.now();
          tx.appendAudit({ at: now, who: principal.agent.id, action: "contact-exported", target: id, data: "{}" });
          reply.header("cache-control", "private, no-store");
          return { status: 200, body: { exportedAt: iso(now), ...found } };
        }),
    }),
    route({
      method: "DELETE",
      path: "/api/v1/contacts/:id",
      summary:
        "Erases a contact for good: their key, identities, conversations with all that is in them, files and consents. Desks drop them; the record of promises and the audit keep ids alone.",
      roles: ADMINS,
      answers: { 200: "Erased", 404: "Unknown" },
      handle: async ({ params, principal }) => {
        const erased = store.write((tx) => eraseContact(tx, toContactId(params["id"] ?? ""), principal.agent.id, clock.now()));
        if (erased === undefined) return NO_CONTACT;
        // The rows are gone; the files follow, and what was learned from their words.
        const rest = await Promise.allSettled([media.forget(erased.media), topics.forget(erased.conversations)]);
        for (const one of rest) if (one.status === "rejected") log.warn({ error: one.reason }, "A part of what an erased contact left could not be removed.");
        return { status: 200, body: { conversations: erased.conversations.length, media: erased.media.length } };
      },
    }),
  ];
}
