import type { OutboundBody, Recipient, SendRequest } from "../port.ts";

type TemplateComponent = Readonly<Record<string, unknown>>;

/** The body of `POST /{phone_number_id}/messages`. */
export function sendBody({ to, body, clientId, quotes }: SendRequest): Readonly<Record<string, unknown>> {
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...addressee(to),
    ...(quotes === undefined ? {} : { context: { message_id: quotes } }),
    ...content(body),
    // Comes back in every status: the only way to find out what became of a lost answer.
    biz_opaque_callback_data: clientId,
  };
}

/**
 * Without the plus the platform would put our own country code in front of the number. A user id in `to` is reported
 * as silently dropped, so it goes into `recipient`.
 */
const addressee = (to: Recipient): { to: string } | { recipient: string } =>
  "phone" in to ? { to: `+${to.phone.replace(/^\+/, "")}` } : { recipient: to.userId };

const content = (body: OutboundBody): Readonly<Record<string, unknown>> =>
  body.type === "text"
    ? { type: "text", text: { body: body.body, preview_url: false } }
    : { type: "template", template: { name: body.name, language: { code: body.language }, components: templateComponents(body.variables) } };

/** `1`, `2` or names belong to the body; `header.1` to the header; `button.0.1` to the link of the first button. */
const PLACE = /^(?:(header)|button\.(\d+))\.(.+)$/;
const isPosition = (name: string): boolean => /^\d+$/.test(name);

interface Place {
  readonly head: TemplateComponent;
  readonly named: { name: string; text: string }[];
}

export function templateComponents(variables: Readonly<Record<string, string>>): readonly TemplateComponent[] {
  const places = new Map<string, Place>();
  for (const [key, text] of Object.entries(variables)) {
    const [, header, button, inner] = PLACE.exec(key) ?? [];
    const place = header ?? (button === undefined ? "body" : `button ${button}`);
    const head = button === undefined ? { type: header ?? "body" } : { type: "button", sub_type: "url", index: button };
    const known: Place = places.get(place) ?? { head, named: [] };
    known.named.push({ name: inner ?? key, text });
    places.set(place, known);
  }
  return [...places.values()].map(({ head, named }) => ({ ...head, parameters: parameters(named) }));
}

/** Positions go by their number, whatever order they were given in; a name is sent along. */
const parameters = (named: readonly { readonly name: string; readonly text: string }[]): readonly TemplateComponent[] =>
  named.every(({ name }) => isPosition(name))
    ? named.toSorted((a, b) => Number(a.name) - Number(b.name)).map(({ text }) => ({ type: "text", text }))
    : named.map(({ name, text }) => ({ type: "text", parameter_name: name, text }));
