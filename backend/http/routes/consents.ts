import { problem } from "../../../shared/api/problem.ts";
import { consentBody, consentImportBody } from "../../../shared/api/requests.ts";
import { consentSettingsSchema } from "../../../shared/consent/consent-settings.ts";
import type { ContactConsent } from "../../../shared/consent/contact-consent.ts";
import type { ConsentEntry } from "../../../shared/consent/entry.ts";
import type { ConsentRefusal } from "../../../shared/consent/record.ts";
import { grantFromMessage } from "../../../shared/consent/withdrawals.ts";
import { textOf } from "../../../shared/guard/business-started.ts";
import type { ContactId } from "../../../shared/ids.ts";
import type { Clock, Instant } from "../../../shared/time.ts";
import { readConsentSettings, saveConsentSettings } from "../../consent/consent-settings.ts";
import { applyImport, planImport, type ImportOutcome } from "../../consent/import-consents.ts";
import { keepConsent } from "../../consent/keep-consent.ts";
import { parseTime } from "../../parse-time.ts";
import type { ReadTx, Store } from "../../store/store.ts";
import { NO_CONTACT, visibleContact } from "../contact-answers.ts";
import { iso } from "../present.ts";
import { EVERYBODY, LEADS, PEOPLE, route, type Answer, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
}

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** Who agreed to what, and how we know. */
export function consentRoutes({ clock, newId, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/contacts/:id/consents",
      summary: "The consent ledger of a contact, newest first.",
      roles: EVERYBODY,
      answers: { 200: "Consents", 404: "Unknown, or not yours to see" },
      handle: ({ params, principal }) =>
        store.read((tx) => {
          const contact = visibleContact(tx, params["id"], principal);
          return contact === undefined ? NO_CONTACT : { status: 200, body: { items: tx.consents(contact).map(presentConsent) } };
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/contacts/:id/consents",
      summary: "Records a consent with its evidence, or its withdrawal, which needs none. With `message`, that message of the customer is the evidence.",
      roles: PEOPLE,
      body: consentBody,
      answers: { 201: "Recorded", 404: "Unknown, or not yours to see", 422: "Evidence is missing, or only the customer can take up again" },
      handle: ({ body, params, principal }) =>
        store.write((tx): Answer => {
          const contact = visibleContact(tx, params["id"], principal);
          if (contact === undefined) return NO_CONTACT;
          const now = clock.now();
          const at = body.at === undefined ? now : parseTime(body.at);
          if (at > now) return { status: 422, body: problem(422, "in-the-future", "Nobody has agreed to anything yet at that time.") };

          const { message, ...line } = body;
          const entry: ConsentEntry | undefined =
            message === undefined
              ? { ...line, source: line.source ?? "", at, by: principal.agent.id }
              : fromMessage(tx, contact, message, line, principal.agent.id);
          if (entry === undefined) return { status: 422, body: problem(422, "no-such-message", "The contact wrote no such message.") };

          const kept = keepConsent(tx, contact, entry, now);
          return kept.ok ? { status: 201, body: { ...presentConsent(kept.value.line), weak: kept.value.weak } } : refused(kept.error);
        }),
    }),
    route({
      method: "POST",
      path: "/api/v1/consents/import",
      summary:
        "Rows of a table into the ledger. What has no evidence lands as unknown, with the reason, and allows nothing. The same rows again change nothing; with `dryRun` nothing is recorded at all.",
      roles: LEADS,
      body: consentImportBody,
      bodyLimit: TEN_MEGABYTES,
      answers: { 200: "What became of each row" },
      handle: ({ body, principal }) => {
        const now = clock.now();
        const rows = body.rows.map(({ at, ...row }) => ({ ...row, at: readTime(at) }));
        if (body.dryRun === true) return { status: 200, body: presentImport(store.read((tx) => planImport(tx, rows, now))) };
        return store.write((tx): Answer => {
          const { items, ...counts } = presentImport(applyImport(tx, planImport(tx, rows, now), { newId, now }));
          tx.appendAudit({ at: now, who: principal.agent.id, action: "consents-imported", target: "consents", data: JSON.stringify(counts) });
          return { status: 200, body: { ...counts, items } };
        });
      },
    }),
    route({
      method: "GET",
      path: "/api/v1/consents/settings",
      summary: "What people here may agree to, one by one, which templates each allows, and the workspace's notes on law and retention.",
      roles: PEOPLE,
      answers: { 200: "The settings" },
      handle: () => ({ status: 200, body: store.read(readConsentSettings) }),
    }),
    route({
      method: "PUT",
      path: "/api/v1/consents/settings",
      summary: "Replaces them. What was recorded in a category that is gone stays in the ledger, and allows nothing.",
      roles: LEADS,
      body: consentSettingsSchema,
      answers: { 200: "Saved" },
      handle: ({ body, principal }) => {
        store.write((tx) => saveConsentSettings(tx, body, principal.agent.id, clock.now()));
        return { status: 200, body };
      },
    }),
  ];
}

function presentImport(items: readonly ImportOutcome[]) {
  const count = (outcome: ImportOutcome["outcome"]): number => items.filter((one) => one.outcome === outcome).length;
  return {
    recorded: count("recorded"),
    known: count("known"),
    unknown: count("unknown"),
    items: items.map((item) => ({ line: item.line, outcome: item.outcome, state: item.state, contactId: item.contactId, reason: item.reason })),
  };
}

/** What cannot be read as a time is no date, and the row says so. */
function readTime(text: string | undefined): Instant | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : (at as Instant);
}

/** [S2-8] The message is the proof, and its very words are kept. */
function fromMessage(
  tx: ReadTx,
  contact: ContactId,
  id: string,
  { category, state, ...form }: Pick<ConsentEntry, "category" | "state" | "businessName" | "noticeVersion" | "jurisdiction">,
  by: string,
): ConsentEntry | undefined {
  const message = tx.get("message", id);
  if (message === undefined || message.direction !== "in" || tx.get("conversation", message.conversationId)?.contactId !== contact) return undefined;
  const { businessName, jurisdiction, noticeVersion } = form;
  return { ...grantFromMessage({ id, text: textOf(message), at: message.at }, category, by, { businessName, jurisdiction, noticeVersion }), state };
}

const REFUSALS: Readonly<Record<ConsentRefusal, { readonly title: string; readonly detail: string }>> = {
  "unknown-category": { title: "There is no such category of consent.", detail: "Name one that the workspace has, such as order-updates or marketing." },
  "unknown-source": {
    title: "There is no such source of consent.",
    detail: "Name how it came: website, whatsapp-thread, in-person, paper, phone, sms, ivr, e-mail.",
  },
  "evidence-missing": {
    title: "A consent needs evidence that somebody can verify.",
    detail: "Give the address of the form, the reference of the call or of the document, or the message in which it was said.",
  },
  "customers-act-missing": {
    title: "This person has withdrawn, and only they can take up again.",
    detail: "It needs an act of theirs after the withdrawal: a message, a form, the switch in the app. Nobody here can do it for them.",
  },
};

const refused = (refusal: ConsentRefusal): Answer => {
  const { detail, title } = REFUSALS[refusal];
  return { status: 422, body: problem(422, refusal, title, { detail }) };
};

const presentConsent = ({ contactId: _contact, at, ...line }: ContactConsent) => ({ ...line, at: iso(at) });
