import type { Instant } from "../time.ts";
import { EVERYTHING } from "./categories.ts";
import type { ConsentEntry } from "./entry.ts";

/** The four ways in which a withdrawal reaches us (S2-12). */
export type Withdrawal =
  | { readonly kind: "said"; readonly how: "keyword" | "button"; readonly messageId: string; readonly scope: "everything" | "marketing" }
  /** A person noted it: by phone, by mail, at the desk. */
  | {
      readonly kind: "noted";
      readonly how: "phone" | "e-mail" | "in-person";
      readonly by: string;
      readonly category: string;
      readonly reference?: string | undefined;
    }
  | { readonly kind: "preference"; readonly category: string }
  /** 131050: the platform says that this person stopped marketing from us. */
  | { readonly kind: "send-error"; readonly messageId: string };

/** [S2-12] The same line of the ledger, whichever way it came: on WhatsApp or off it. */
export function withdrawalEntry(withdrawal: Withdrawal, at: Instant): ConsentEntry {
  switch (withdrawal.kind) {
    case "said":
      return {
        category: withdrawal.scope === "everything" ? EVERYTHING : "marketing",
        state: "withdrawn",
        at,
        source: withdrawal.how,
        evidence: withdrawal.messageId,
        evidenceKind: "message",
        by: "customer",
      };
    case "noted":
      return { category: withdrawal.category, state: "withdrawn", at, source: withdrawal.how, evidence: withdrawal.reference, by: withdrawal.by };
    case "preference":
      return { category: withdrawal.category, state: "withdrawn", at, source: "platform-preference", by: "customer" };
    case "send-error":
      return { category: "marketing", state: "withdrawn", at, source: "send-error", evidence: withdrawal.messageId, evidenceKind: "event", by: "customer" };
  }
}

/** [S2-8] "Record opt-in from this message": the message is the proof, and its very words are kept. */
export const grantFromMessage = (
  message: { readonly id: string; readonly text: string; readonly at: Instant },
  category: string,
  by: string,
  form: Pick<ConsentEntry, "businessName" | "noticeVersion" | "jurisdiction"> = {},
): ConsentEntry => ({
  ...form,
  category,
  state: "granted",
  at: message.at,
  source: "whatsapp-thread",
  evidence: message.id,
  evidenceKind: "message",
  wording: message.text,
  by,
});
