import { z } from "zod";
import type { ConsentEntry } from "../../shared/consent/entry.ts";
import { recordConsent, type ConsentRefusal } from "../../shared/consent/record.ts";
import { grantFromMessage } from "../../shared/consent/withdrawals.ts";
import { textOf } from "../../shared/guard/business-started.ts";
import type { ContactId, MessageId } from "../../shared/ids.ts";
import type { Clock } from "../../shared/time.ts";
import { consentsOf } from "../state/consent-lines.ts";
import type { InboxState } from "../state/inbox-state.ts";
import { readUi } from "../state/ui-store.ts";
import { parseJson } from "./parse-json.ts";

/** What somebody wants in the ledger. `unknown`: the message was looked at and says nothing about consent. */
export type ConsentWish = Pick<ConsentEntry, "category" | "state"> &
  (
    | ({ readonly source: string } & Pick<ConsentEntry, "evidence" | "evidenceKind" | "wording" | "businessName" | "noticeVersion">)
    /** [S2-8] A message of the customer is source, evidence and wording. */
    | { readonly message: MessageId }
  );

type ConsentFault = ConsentRefusal | "no-such-message" | "in-the-future";

export type ConsentRecorded =
  /** [S1-12] `weak`: what a strong record would have besides. */
  | { readonly kind: "recorded"; readonly weak: readonly string[] }
  | { readonly kind: "refused"; readonly fault: ConsentFault }
  | { readonly kind: "not-allowed" }
  /** It is not known whether it was recorded. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

export interface ConsentCommands {
  /** [S2-13] Adds a line to the ledger of a contact. Needs the network: a consent counts once the server has it. */
  readonly recordConsent: (contact: ContactId, wish: ConsentWish) => Promise<ConsentRecorded>;
}

interface Deps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly state: () => InboxState;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

const PATIENCE_MS = 15_000;
const FAULTS = ["unknown-category", "unknown-source", "evidence-missing", "customers-act-missing", "no-such-message", "in-the-future"] as const;
const recorded = z.object({ weak: z.array(z.string()).default([]) });
/** The last part of the type names the problem. */
const refused = z.object({ type: z.string().transform((type) => type.split("/").at(-1)) }).transform(({ type }) => FAULTS.find((fault) => fault === type));

export function createConsentCommands({ clock, request, state }: Deps): ConsentCommands {
  /** [S2-15] What the ledger itself refuses needs no network to be refused. */
  const foreseen = (contact: ContactId, wish: ConsentWish): ConsentRefusal | undefined => {
    const lines = consentsOf(state().consents, contact);
    const entry = entryOf(wish, state(), clock);
    if (lines === undefined || entry === undefined) return undefined;
    const outcome = recordConsent(lines, entry, readUi().consentSettings.categories);
    return outcome.ok ? undefined : outcome.error;
  };

  return {
    recordConsent: async (contact, wish) => {
      const fault = foreseen(contact, wish);
      if (fault !== undefined) return { kind: "refused", fault };
      try {
        const response = await request(`/api/v1/contacts/${encodeURIComponent(contact)}/consents`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(wish),
          // What is recorded as the window closes still goes out.
          keepalive: true,
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        const answer = parseJson(await response.text());
        if (response.ok) return { kind: "recorded", weak: recorded.safeParse(answer).data?.weak ?? [] };
        if (response.status === 403) return { kind: "not-allowed" };
        const said = response.status === 422 ? refused.safeParse(answer).data : undefined;
        return said === undefined ? { kind: "failed" } : { kind: "refused", fault: said };
      } catch {
        return { kind: "no-network" };
      }
    },
  };
}

/** The line as the server will make it; undefined where the message is not here. */
function entryOf(wish: ConsentWish, { me, threads }: InboxState, clock: Clock): ConsentEntry | undefined {
  const by = me?.id ?? "";
  if (!("message" in wish)) return { ...wish, at: clock.now(), by };
  for (const thread of threads.values()) {
    const message = thread.messages.find(({ id }) => id === wish.message);
    if (message !== undefined) return { ...grantFromMessage({ id: message.id, text: textOf(message), at: message.at }, wish.category, by), state: wish.state };
  }
  return undefined;
}
