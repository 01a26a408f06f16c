import { windowFacts } from "../../../shared/platform/facts.ts";
import { plus, toInstant, type Instant } from "../../../shared/time.ts";

type Loose = Readonly<Record<string, unknown>>;

const SERVICE_WINDOW = windowFacts.service.value;
/** These arrive like messages and are none of the customer's. */
const NOT_WRITTEN = new Set(["system", "edit", "revoke", "request_welcome"]);

export interface WindowBook {
  readonly note: (body: unknown) => void;
  readonly isOpen: (phoneNumberId: string, customer: string, now: Instant) => boolean;
}

/**
 * The platform's own view of who wrote when, read from the webhooks that go out. Not the product's normaliser: a fake
 * that shares its reader would share its mistakes.
 */
export function createWindowBook(): WindowBook {
  const lastAt = new Map<string, Instant>();
  const key = (phoneNumberId: string, customer: string): string => `${phoneNumberId} ${customer}`;

  return {
    note: (body) => {
      for (const value of valuesIn(body)) {
        const phoneNumberId = String((value.metadata as Loose | undefined)?.phone_number_id);
        const standby = (value.standby as Loose | undefined)?.messages;
        const contacts = listed(value.contacts);
        for (const message of [...listed(value.messages), ...listed(standby), ...listed(value.calls)]) {
          if (NOT_WRITTEN.has(String(message.type)) || message.direction === "BUSINESS_INITIATED") continue;
          const at = toInstant(Number(message.timestamp) * 1_000);
          // A person is reachable under either id once a webhook has carried both.
          const contact = contacts.find(
            (one) => (one.wa_id !== undefined && one.wa_id === message.from) || (one.user_id !== undefined && one.user_id === message.from_user_id),
          );
          for (const id of new Set([message.from, message.from_user_id, contact?.wa_id, contact?.user_id])) {
            if (typeof id === "string" && (lastAt.get(key(phoneNumberId, id)) ?? 0) < at) lastAt.set(key(phoneNumberId, id), at);
          }
        }
      }
    },
    isOpen: (phoneNumberId, customer, now) => {
      const at = lastAt.get(key(phoneNumberId, customer));
      return at !== undefined && now < plus(at, SERVICE_WINDOW);
    },
  };
}

const listed = (raw: unknown): readonly Loose[] => (Array.isArray(raw) ? raw.filter((item): item is Loose => typeof item === "object" && item !== null) : []);

const valuesIn = (body: unknown): readonly Loose[] =>
  listed((body as Loose | null)?.entry)
    .flatMap((entry) => listed(entry.changes))
    .flatMap((change) => listed([change.value]));
