import type { ContactConsent } from "../../shared/consent/contact-consent.ts";
import { recordConsent } from "../../shared/consent/record.ts";
import { grantFromMessage } from "../../shared/consent/withdrawals.ts";
import { textOf } from "../../shared/guard/business-started.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { ConsentCommands } from "../commands/consents.ts";
import { inboxStore } from "../state/inbox-store.ts";
import { ago, amelia, idOf, made } from "./conversations.ts";
import { irene, NOW } from "./people.ts";

const DAY = 24 * 60;
const contactOf = (id: string): ContactId => made.find(({ conversation }) => conversation.id === id)?.contact.id ?? ("" as ContactId);

const line = (contactId: ContactId, count: number, entry: Omit<ContactConsent, "id" | "contactId">): ContactConsent => ({
  ...entry,
  id: `${contactId}:${count}`,
  contactId,
});

const ofAmelia = contactOf(amelia);
const ofGiulia = contactOf(idOf(0));

/** Yes to orders, offers taken back; and somebody who stopped everything. */
export const consents: ReadonlyMap<ContactId, readonly ContactConsent[]> = new Map([
  [
    ofAmelia,
    [
      line(ofAmelia, 1, {
        category: "order-updates",
        state: "granted",
        at: ago(DAY * 28),
        source: "website",
        evidence: "https://shop.example/checkout?order=8841",
        evidenceKind: "address",
        wording: "Tell me on WhatsApp where my order is.",
        businessName: "Shop EU",
        noticeVersion: "2026-01",
        by: "import",
      }),
      line(ofAmelia, 2, {
        category: "marketing",
        state: "granted",
        at: ago(DAY * 28),
        source: "website",
        evidence: "https://shop.example/checkout",
        by: "import",
      }),
      line(ofAmelia, 3, {
        category: "marketing",
        state: "withdrawn",
        at: ago(38),
        source: "keyword",
        evidence: "x-1",
        evidenceKind: "message",
        by: "customer",
      }),
      line(ofAmelia, 4, { category: "appointments", state: "granted", at: ago(DAY * 3), source: "phone", by: irene }),
    ],
  ],
  [
    ofGiulia,
    [
      line(ofGiulia, 1, { category: "order-updates", state: "granted", at: ago(DAY * 60), source: "in-person", evidence: "Signed at the desk", by: irene }),
      line(ofGiulia, 2, { category: "everything", state: "withdrawn", at: ago(DAY * 9), source: "phone", by: irene }),
    ],
  ],
]);

/** Takes and refuses as the server does. */
export const fakeConsentCommands: ConsentCommands = {
  recordConsent: async (contact, wish) => {
    const { connection, consents: ledgers, threads } = inboxStore.getState();
    if (connection.kind === "offline") return { kind: "no-network" };
    const message = "message" in wish ? [...threads.values()].flatMap(({ messages }) => messages).find(({ id }) => id === wish.message) : undefined;
    const entry =
      "message" in wish
        ? message === undefined
          ? undefined
          : { ...grantFromMessage({ id: message.id, text: textOf(message), at: message.at }, wish.category, irene), state: wish.state }
        : { ...wish, at: NOW, by: irene };
    if (entry === undefined) return { kind: "refused", fault: "no-such-message" };

    const before = ledgers?.get(contact) ?? [];
    const outcome = recordConsent(before, entry);
    if (!outcome.ok) return { kind: "refused", fault: outcome.error };
    inboxStore.setState({ consents: new Map([...(ledgers ?? []), [contact, [...before, line(contact, before.length + 1, outcome.value.entry)]]]) });
    return { kind: "recorded", weak: outcome.value.weak };
  },
};
