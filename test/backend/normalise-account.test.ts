import { expect, test } from "vitest";
import { limitOf } from "../../backend/ingest/normalise-account.ts";
import { normalise } from "../../backend/ingest/normalise.ts";
import { toInstant } from "../../shared/time.ts";
import { AT_SECONDS, CUSTOMER, OUR_NUMBER, everyKind, inEnvelope, messagesValue } from "../fixtures/webhooks/bodies.ts";

const RECEIVED = toInstant((AT_SECONDS + 5) * 1_000);
const first = (body: unknown) => {
  const result = normalise(Buffer.from(JSON.stringify(body)), RECEIVED);
  return result.type === "events" ? result.events[0] : undefined;
};

test("a limit is read in every way in which the platform has written it", () => {
  expect(["TIER_2K", "TIER_250", "TIER_100K", 2_000, "2000", -1, "-1", "TIER_UNLIMITED", "UNLIMITED", "TIER_NOT_SET", "lots"].map(limitOf)).toEqual([
    2_000,
    250,
    100_000,
    2_000,
    2_000,
    "unlimited",
    "unlimited",
    "unlimited",
    "unlimited",
    "unknown",
    "unknown",
  ]);
  expect(limitOf(undefined)).toBeUndefined();
});

test("a restriction keeps its end, whether written as text or as a number, and a lift has none", () => {
  const restriction = (expiration: unknown) =>
    first(
      inEnvelope(
        "account_update",
        { event: "ACCOUNT_RESTRICTION", restriction_info: [{ restriction_type: "RESTRICTED_UTILITY_TEMPLATES", expiration }] },
        AT_SECONDS,
      ),
    );
  for (const expiration of ["1790600000", 1_790_600_000])
    expect(restriction(expiration)).toMatchObject({ restrictions: [{ type: "RESTRICTED_UTILITY_TEMPLATES", until: 1_790_600_000_000 }] });
  expect(restriction("for ever")).toMatchObject({ restrictions: [{ type: "RESTRICTED_UTILITY_TEMPLATES" }] });
  expect(
    first(
      inEnvelope(
        "account_update",
        { event: "ACCOUNT_RESTRICTION", violation_info: { violation_type: "UTILITY_TEMPLATE_ABUSE_RATE_LIMIT_RECOVERY" } },
        AT_SECONDS,
      ),
    ),
  ).toMatchObject({ restrictions: [], violation: "UTILITY_TEMPLATE_ABUSE_RATE_LIMIT_RECOVERY" });
});

test("a ban keeps its state and the platform's own text of the date", () => {
  const body = inEnvelope(
    "account_update",
    { event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "April 17, 2027" } },
    AT_SECONDS,
  );
  expect(first(body)).toMatchObject({ event: "DISABLED_UPDATE", ban: { state: "SCHEDULE_FOR_DISABLE", date: "April 17, 2027" } });
});

test("the account of a partner event is the client's, not the partner's", () => {
  expect(first(inEnvelope("account_update", { event: "PARTNER_REMOVED", waba_info: { waba_id: "client-1" } }, AT_SECONDS))).toMatchObject({
    wabaId: "client-1",
  });
});

test("the legacy word FLAGGED is kept verbatim", () => {
  expect(first(everyKind.quality?.body)).toMatchObject({ event: "FLAGGED", limit: 1_000, displayNumber: OUR_NUMBER.display_phone_number });
});

test("an announced change of category names today's category and the one to come", () => {
  expect(first(everyKind["template category"]?.body)).toMatchObject({
    category: "UTILITY",
    nextCategory: "MARKETING",
    categoryChangesAt: (AT_SECONDS + 86_400) * 1_000,
  });
  const done = { message_template_id: 1, message_template_name: "n", message_template_language: "it", previous_category: "UTILITY", new_category: "MARKETING" };
  expect(first(inEnvelope("template_category_update", done, AT_SECONDS))).toMatchObject({ category: "MARKETING" });
});

test("the most telling reason of a template is taken, and NONE is none", () => {
  const template = { message_template_id: 1, message_template_name: "n", message_template_language: "it", event: "REJECTED", reason: "INVALID_FORMAT" };
  expect(first(inEnvelope("message_template_status_update", { ...template, rejection_info: { reason: "Variables side by side" } }, AT_SECONDS))).toMatchObject({
    status: "REJECTED",
    reason: "Variables side by side",
  });
  expect(first(inEnvelope("message_template_status_update", { ...template, event: "APPROVED", reason: "NONE" }, AT_SECONDS))).not.toHaveProperty("reason");
});

const handover = (control: object, rest: object = {}) =>
  first(inEnvelope("messaging_handovers", { sender: { phone_number: CUSTOMER }, recipient: OUR_NUMBER, timestamp: String(AT_SECONDS), ...rest, ...control }));

test("a handover is read in its three shapes, with the reason and the machine's summary", () => {
  const context = { conversation_context: { type: "summary", summary: { text: "Wants a refund." } } };
  expect(handover({ type: "control_passed", control_passed: { new_owner_role: "escalation", metadata: "asked", ...context } })).toMatchObject({
    kind: "passed",
    reason: "asked",
    summary: "Wants a refund.",
    customer: { phone: CUSTOMER },
    number: { phoneNumberId: OUR_NUMBER.phone_number_id },
  });
  expect(handover({ type: "control_passed", control_passed: { previous_owner_app_role: "meta_business_agent", metadata: "customer_request" } })).toMatchObject({
    reason: "customer_request",
  });
  expect(handover({ control_passed: { metadata: '{"reason": "MARKETING_MESSAGE"}' } })).toMatchObject({ kind: "passed", reason: "MARKETING_MESSAGE" });
  expect(handover({ type: "control_taken", control_taken: {} })).toMatchObject({ kind: "taken" });
  expect(handover({ type: "control_shared" })).toMatchObject({ kind: "other" });
});

test("only stop and resume are preferences; another word is counted under its name", () => {
  const preference = (value: string) =>
    first(
      inEnvelope("user_preferences", messagesValue({ user_preferences: [{ wa_id: CUSTOMER, category: "marketing_messages", value, timestamp: AT_SECONDS }] })),
    );
  expect(preference("resume")).toMatchObject({ type: "user-preference", value: "resume", contact: { phone: CUSTOMER } });
  expect(preference("signup")).toMatchObject({ type: "unrecognised", field: "user_preferences", kind: "signup" });
});

test("an echo of the Business app and of the bot name their receiver", () => {
  expect(first(everyKind["app echo"]?.body)).toMatchObject({ type: "echo", via: "app", to: { phone: CUSTOMER } });
  expect(first(everyKind["standby echo"]?.body)).toMatchObject({
    type: "echo",
    via: "standby",
    to: { phone: CUSTOMER },
    content: { body: "Your lamp left today." },
  });
  expect(first(everyKind["standby message"]?.body)).toMatchObject({ type: "message", via: "standby" });
});
