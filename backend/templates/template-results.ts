import type { GuardPolicy } from "../../shared/guard/context.ts";
import { standingsFor } from "../../shared/guard/rules/consent.ts";
import type { ContactId } from "../../shared/ids.ts";
import type { Template } from "../../shared/inbox/people.ts";
import { poorBase, type AudienceRisk, type Recipient } from "../../shared/templates/audience.ts";
import { ANSWER_PERIOD, type TemplateResults } from "../../shared/templates/results.ts";
import type { Instant } from "../../shared/time.ts";
import type { ReadTx } from "../store/store.ts";
import type { TemplateCount, TemplateRecipient } from "../store/template-rows.ts";

/** The platform has no way to this person: no account, no terms accepted, or an old app. */
const UNDELIVERABLE = 131_026;
/** So many recipients, the newest, say enough about an audience. */
const MOST_RECIPIENTS = 5_000;
const DAY_MS = 86_400_000;

/** What became of each template in the period, by its id. */
export function resultsByTemplate(tx: ReadTx, from: Instant, to: Instant): ReadonlyMap<string, TemplateResults> {
  const counts = Map.groupBy(tx.templateCounts(from, to, ANSWER_PERIOD), idOf);
  return new Map([...counts].map(([id, rows]) => [id, resultsOf(rows)]));
}

/** [S4-22] What speaks against the people to whom each template went, by its id. */
export function audienceRisksByTemplate(
  tx: ReadTx,
  period: { readonly from: Instant; readonly to: Instant },
  policy: GuardPolicy,
): ReadonlyMap<string, readonly AudienceRisk[]> {
  const ledger = new Map<ContactId, ReturnType<ReadTx["consents"]>>();
  const consentsOf = (contact: ContactId) => {
    const known = ledger.get(contact) ?? tx.consents(contact);
    ledger.set(contact, known);
    return known;
  };
  const byTemplate = Map.groupBy(tx.templateRecipients(period.from, period.to, MOST_RECIPIENTS), idOf);
  return new Map(
    [...byTemplate].map(([id, recipients]) => {
      const category = tx.get("template", id)?.category;
      return [id, poorBase(recipients.map((one): Recipient => ({ ...one, undeliverable: one.code === UNDELIVERABLE, consent: consentOf(one, category) })))];
    }),
  );

  function consentOf({ contactId, language, name }: TemplateRecipient, category: Template["category"] | undefined): Recipient["consent"] {
    if (category === undefined) return "granted";
    const draft = { kind: "template", name, language, variables: {} } as const;
    const states = standingsFor(draft, category, { consents: consentsOf(contactId) }, policy.reach).map((one) => one.standing.state);
    return states.includes("granted") ? "granted" : states.includes("withdrawn") ? "withdrawn" : "unknown";
  }
}

const idOf = ({ language, name }: { readonly name: string; readonly language: string }): string => `${name}:${language}`;

const ARRIVED: ReadonlySet<string> = new Set(["delivered", "read", "played"]);
const SEEN: ReadonlySet<string> = new Set(["read", "played"]);

function resultsOf(rows: readonly TemplateCount[]): TemplateResults {
  const sum = (wanted: (row: TemplateCount) => boolean): number => rows.reduce((total, row) => (wanted(row) ? total + row.count : total), 0);
  const grouped = <Key>(wanted: (row: TemplateCount) => Key | undefined): readonly (readonly [Key, number])[] => {
    const counts = new Map<Key, number>();
    for (const row of rows) {
      const key = wanted(row);
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + row.count);
    }
    return [...counts];
  };
  const days = grouped(({ day }) => day).toSorted(([a], [b]) => a - b);
  return {
    sent: sum(() => true),
    delivered: sum(({ state }) => ARRIVED.has(state)),
    read: sum(({ state }) => SEEN.has(state)),
    replied: sum(({ replied }) => replied),
    optedOut: sum(({ optedOut }) => optedOut),
    failed: grouped(({ code, state }) => (state === "failed" ? (code ?? 0) : undefined))
      .map(([code, count]) => ({ code, count }))
      .toSorted((a, b) => b.count - a.count || a.code - b.code),
    charged: grouped(({ category, state }) => (ARRIVED.has(state) ? (category ?? "unknown") : undefined)).map(([category, count]) => ({ category, count })),
    days: days.map(([day, sent]) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      sent,
      read: sum((row) => row.day === day && SEEN.has(row.state)),
    })),
  };
}
