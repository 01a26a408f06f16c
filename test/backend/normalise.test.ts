import { describe, expect, test } from "vitest";
import { normalise } from "../../backend/ingest/normalise.ts";
import type { PlatformEvent } from "../../backend/ingest/platform-event.ts";
import { toInstant } from "../../shared/time.ts";
import {
  AT_SECONDS,
  CUSTOMER,
  OUR_NUMBER,
  aContact,
  aMessage,
  aStatus,
  everyContent,
  everyKind,
  inEnvelope,
  inbound,
  messagesValue,
  ofType,
  statuses,
} from "../fixtures/webhooks/bodies.ts";

const RECEIVED = toInstant((AT_SECONDS + 5) * 1_000);
const bytes = (body: unknown): Uint8Array => Buffer.from(typeof body === "string" ? body : JSON.stringify(body));

function eventsOf(body: unknown, receivedAt = RECEIVED): readonly PlatformEvent[] {
  const result = normalise(bytes(body), receivedAt);
  if (result.type === "poison") throw new Error(result.reason);
  return result.events;
}
const keysOf = (body: unknown): Set<string> => new Set(eventsOf(body).map(({ key }) => key));
const messagesOf = (body: unknown) => eventsOf(body).flatMap((event) => (event.type === "message" ? [event] : []));

describe("each kind of webhook", () => {
  test.each(Object.entries(everyKind))("%s becomes its events", (_name, { body, types }) => {
    expect(eventsOf(body).map(({ type }) => type)).toEqual(types);
  });

  test.each(Object.entries(everyContent))("%s keeps what it carries", (_name, { body, content }) => {
    expect(messagesOf(body)[0]?.content).toMatchObject(content);
    expect(eventsOf(body)).toHaveLength(1);
  });
});

describe("effects and their keys", () => {
  test("[I1] the same body twice has the same keys, in whatever batch its parts come", () => {
    for (const { body } of Object.values(everyKind)) expect(keysOf(body)).toEqual(keysOf(structuredClone(body)));

    const one = inbound(aMessage({ id: "wamid.a" }), aMessage({ id: "wamid.b" }));
    const other = inbound(aMessage({ id: "wamid.b" }));
    expect(keysOf(other).isSubsetOf(keysOf(one))).toBe(true);
  });

  test("[I1] keys do not depend on when the body arrived", () => {
    for (const { body } of Object.values(everyKind)) {
      expect(eventsOf(body, toInstant(RECEIVED + 86_400_000)).map(({ key }) => key)).toEqual(eventsOf(body).map(({ key }) => key));
    }
  });

  test("[I1] one id on two of our numbers is two messages", () => {
    const elsewhere = inEnvelope("messages", {
      ...messagesValue({ contacts: [aContact()], messages: [aMessage()] }),
      metadata: { ...OUR_NUMBER, phone_number_id: "550000000000002" },
    });
    expect(keysOf(inbound(aMessage())).isDisjointFrom(keysOf(elsewhere))).toBe(true);
  });

  test("[I10] each status of a message is an effect of its own, and a duplicate is none", () => {
    const events = eventsOf(statuses(aStatus({ status: "read" }), aStatus(), aStatus({ status: "sent" }), aStatus()));
    expect(new Set(events.map(({ key }) => key)).size).toBe(3);
    expect(events[0]?.key).toBe(`s:wamid.ours:read:${CUSTOMER}`);
  });
});

describe("who wrote", () => {
  test("contacts are matched by user id, then by phone, never by place", () => {
    const value = messagesValue({
      contacts: [
        aContact({ profile: { name: "Second" }, wa_id: "393330000002", user_id: "IT.2" }),
        aContact({ profile: { name: "First" }, wa_id: "393330000001", user_id: "IT.1" }),
      ],
      messages: [aMessage({ id: "1", from: "393330000001" }), aMessage({ id: "2", from: undefined, from_user_id: "IT.2" })],
    });
    expect(messagesOf(inEnvelope("messages", value)).map(({ from }) => from)).toMatchObject([
      { name: "First", phone: "393330000001", userId: "IT.1" },
      { name: "Second", phone: "393330000002", userId: "IT.2" },
    ]);
  });

  test("a person without a phone is known by the user id", () => {
    const value = messagesValue({
      contacts: [{ profile: { name: "Nora", username: "@nora" }, user_id: "IT.9" }],
      messages: [aMessage({ from: undefined, from_user_id: "IT.9" })],
    });
    expect(messagesOf(inEnvelope("messages", value))[0]?.from).toEqual({ userId: "IT.9", username: "nora", name: "Nora" });
  });

  test("one contact and one message that contradict each other are not merged into one person", () => {
    const value = messagesValue({ contacts: [aContact({ wa_id: "393339999999", user_id: "IT.9" })], messages: [aMessage()] });
    expect(messagesOf(inEnvelope("messages", value))[0]?.from).toEqual({ phone: CUSTOMER, name: "Nora Berg" });
  });

  test("a new user id names the old one even where only the sentence tells it", () => {
    expect(eventsOf(everyKind["user id changed"]?.body)[1]).toMatchObject({
      type: "identity-change",
      from: { phone: CUSTOMER, userId: "IT.111" },
      to: { userId: "IT.222" },
    });
    expect(eventsOf(everyKind["user id update"]?.body)[0]).toMatchObject({ from: { userId: "IT.111" }, to: { userId: "IT.222" } });
    expect(eventsOf(everyKind["number changed"]?.body)[1]).toMatchObject({ from: { phone: CUSTOMER }, to: { phone: "393334445566" } });
  });

  test("a group status is about the participant, and the group id is no phone", () => {
    const body = statuses(aStatus({ recipient_id: "Y2FwaV9ncm91cA", recipient_type: "group", recipient_participant_id: "393330000005" }));
    expect(eventsOf(body)[0]).toMatchObject({ recipient: { phone: "393330000005" } });
  });
});

describe("when it was", () => {
  test("[W1] the message's own time counts, in seconds or by mistake in milliseconds", () => {
    expect(messagesOf(inbound(aMessage()))[0]?.at).toBe(AT_SECONDS * 1_000);
    expect(messagesOf(inbound(aMessage({ timestamp: AT_SECONDS })))[0]?.at).toBe(AT_SECONDS * 1_000);
    expect(messagesOf(inbound(aMessage({ timestamp: String(AT_SECONDS * 1_000) })))[0]?.at).toBe(AT_SECONDS * 1_000);
  });

  test("[W1] a time that is missing, mad or in the future becomes the time of arrival", () => {
    for (const timestamp of [undefined, "", "soon", "-5", "0", "1e300", String(AT_SECONDS + 3_600), {}]) {
      expect(messagesOf(inbound(aMessage({ timestamp })))[0]?.at).toBe(RECEIVED);
    }
  });

  test("[W1] the window opens when the customer calls or takes our call, and not when a call ends", () => {
    const call = (rest: object) =>
      eventsOf(
        inEnvelope(
          "calls",
          messagesValue({
            calls: [{ id: "c1", from: CUSTOMER, to: OUR_NUMBER.display_phone_number, event: "connect", timestamp: String(AT_SECONDS), ...rest }],
          }),
        ),
      )[0];
    expect(call({ direction: "USER_INITIATED" })).toMatchObject({ from: { phone: CUSTOMER }, opensWindow: true });
    expect(call({ session: { sdp_type: "offer" } })).toMatchObject({ opensWindow: true });
    expect(call({ direction: "BUSINESS_INITIATED", from: OUR_NUMBER.display_phone_number, to: CUSTOMER })).toMatchObject({
      from: { phone: CUSTOMER },
      opensWindow: false,
    });
    expect(call({ event: "terminate", direction: "USER_INITIATED" })).toMatchObject({ opensWindow: false });
    const report = (status: string) =>
      eventsOf(
        inEnvelope("calls", messagesValue({ statuses: [{ id: "c1", type: "call", status, recipient_id: CUSTOMER, timestamp: String(AT_SECONDS) }] })),
      )[0];
    expect(report("ACCEPTED")).toMatchObject({ opensWindow: true, kind: "accepted" });
    expect(report("RINGING")).toMatchObject({ opensWindow: false });
  });
});

describe("what came with it", () => {
  test("quotes, forwarding, group, advert and errors are kept", () => {
    const [message] = messagesOf(
      inbound(
        aMessage({
          context: { id: "wamid.ours", frequently_forwarded: true },
          group_id: "g1",
          referral: { source_type: "ad", headline: "Lamps", ctwa_clid: "clid" },
          errors: [{ code: "131051", message: "odd" }],
        }),
      ),
    );
    expect(message).toMatchObject({
      quotes: { wamid: "wamid.ours" },
      forwarded: true,
      groupId: "g1",
      referral: { source: "ad", headline: "Lamps", clickId: "clid" },
      problems: [{ code: 131_051, title: "odd" }],
    });
  });

  test("a status brings our own client id, its errors and the raw pricing", () => {
    const body = statuses(
      aStatus({
        status: "failed",
        biz_opaque_callback_data: "client-1",
        errors: [{ code: 131_047, title: "Re-engagement message", error_data: { details: "24 hours" } }],
        pricing: { billable: true },
      }),
    );
    expect(eventsOf(body)[0]).toMatchObject({
      clientId: "client-1",
      problems: [{ code: 131_047, title: "Re-engagement message", details: "24 hours" }],
      pricing: { billable: true },
    });
  });

  test("NUL and half characters are taken out of every text", () => {
    const [message] = messagesOf(inbound(aMessage({ id: "wamid.\u0000x", text: { body: "a\u0000b\ud800c" } })));
    expect(message).toMatchObject({ wamid: "wamid.x", content: { body: "ab\ufffdc" } });
  });
});

describe("what cannot be read", () => {
  test("[I17] a malformed message takes none of its neighbours along, and is kept itself where it has an id", () => {
    const events = eventsOf(
      inbound(aMessage({ id: "1" }), null, 7, {}, aMessage({ id: undefined }), aMessage({ id: "2", type: "image", image: { id: {} } }), aMessage({ id: "3" })),
    );
    expect(events.flatMap((event) => (event.type === "message" ? [`${event.wamid} ${event.content.type}`] : []))).toEqual([
      "1 text",
      "2 unsupported",
      "3 text",
    ]);
    expect(events.flatMap((event) => (event.type === "unrecognised" ? [event.kind] : []))).toEqual([
      "malformed:message",
      "malformed:message",
      "malformed:message",
      "malformed:text",
      "malformed:image",
    ]);
  });

  test("[I17] malformed entries, changes and statuses are counted and hurt nobody", () => {
    const [good] = inbound(aMessage()).entry as unknown[];
    const events = eventsOf({
      entry: [
        null,
        5,
        {},
        { id: "1", changes: [null, { field: "messages" }, { field: "messages", value: messagesValue({ statuses: [{}, aStatus({ status: "warning" })] }) }] },
        good,
      ],
    });
    expect(events.map((event) => (event.type === "unrecognised" ? event.kind : event.type))).toEqual([
      "malformed:status",
      "status:warning",
      "message",
      "malformed:entry",
      "malformed:entry",
      "malformed:entry",
      "malformed:change",
      "malformed:change",
    ]);
  });

  test("an unknown type is kept as a message and counted by its name", () => {
    const [message, strange] = eventsOf(ofType("hologram", {}));
    expect(message).toMatchObject({ type: "message", content: { type: "unsupported", originalType: "hologram" } });
    expect(strange).toMatchObject({ type: "unrecognised", field: "messages", kind: "hologram" });
  });

  test.each([
    ["a request", { messaging_product: "whatsapp", to: "+39333", type: "text", text: { body: "hi" } }],
    ["an answer to a request", { messaging_product: "whatsapp", contacts: [{ input: "+39333", wa_id: "39333" }], messages: [{ id: "wamid.x" }] }],
    ["a fragment", { pricing: { billable: true } }],
    ["an empty object", {}],
  ])("%s posted to the webhook is kept raw and counted, not poison", (_name, body) => {
    expect(eventsOf(body)).toMatchObject([{ type: "unrecognised" }]);
  });

  test.each([
    ["nothing", "", "empty body"],
    ["text", "hello", "not JSON"],
    ["a list", "[]", "not a JSON object"],
    ["a number", "42", "not a JSON object"],
    ["null", "null", "not a JSON object"],
    ["a raw NUL", '{"entry":[\u0000]}', "not JSON"],
  ])("%s is poison", (_name, body, reason) => {
    expect(normalise(bytes(body), RECEIVED)).toEqual({ type: "poison", reason });
  });
});

describe("envelopes of other times and makers", () => {
  test("the flat body of a relay is read", () => {
    expect(messagesOf({ contacts: [aContact()], messages: [aMessage()] })[0]).toMatchObject({
      from: { name: "Nora Berg" },
      number: { phoneNumberId: "unnamed" },
    });
    expect(eventsOf({ statuses: [aStatus()] })[0]).toMatchObject({ type: "status", wamid: "wamid.ours" });
  });

  test("a single change, a field nested in the value, and a missing object are read", () => {
    expect(eventsOf({ field: "messages", value: messagesValue({ messages: [aMessage()] }) })[0]?.type).toBe("message");
    expect(eventsOf({ entry: [{ id: "1", changes: [{ value: { event: "ACCOUNT_DELETED", field: "account_update" } }] }] })[0]?.type).toBe("account");
    expect(eventsOf({ entry: [{ id: "1", changes: [{ value: messagesValue({ messages: [aMessage()] }) }] }] })[0]?.type).toBe("message");
  });

  test("a value in the shape of another known field is read by its shape", () => {
    const quality = { message_template_id: 1, message_template_name: "n", message_template_language: "en", new_quality_score: "YELLOW" };
    expect(eventsOf(inEnvelope("phone_number_quality_update", quality, AT_SECONDS))[0]).toMatchObject({ type: "template", quality: "YELLOW" });
    expect(
      eventsOf(inEnvelope("messages", messagesValue({ message_echoes: [{ ...aMessage(), from: OUR_NUMBER.display_phone_number, to: CUSTOMER }] })))[0],
    ).toMatchObject({ type: "echo", via: "app" });
  });
});

describe("size", () => {
  test("a thousand messages take no more time each than a hundred, noise and depth do no harm", () => {
    const messages = (count: number) => bytes(inbound(...Array.from({ length: count }, (_, index) => aMessage({ id: `wamid.${index}` }))));
    // The best of ten: a busy machine does not spoil them all.
    const timeOf = (body: Uint8Array): number =>
      Math.min(
        ...Array.from({ length: 10 }, () => {
          const started = performance.now();
          expect(normalise(body, RECEIVED)).toMatchObject({ type: "events" });
          return performance.now() - started;
        }),
      );
    // Ten times as many would take a hundred times as long, if each were held against all.
    expect(timeOf(messages(1_000)) / timeOf(messages(100))).toBeLessThan(40);

    const deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    for (const noise of [
      `{"entry":${deep}}`,
      `{"entry":[{"changes":[{"field":"x","value":{"a":${deep}}}]}]}`,
      `{"entry":[${"{},".repeat(900_000)}{}]}`,
      "[".repeat(3_000_000),
    ]) {
      expect(["events", "poison"]).toContain(normalise(bytes(noise), RECEIVED).type);
    }
    const form = ofType("interactive", { type: "nfm_reply", nfm_reply: { response_json: `{"a":${deep}}` } });
    expect(messagesOf(form)[0]?.content.type).toMatch(/interactive|unsupported/);
  }, 30_000);
});
