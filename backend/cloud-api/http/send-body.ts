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

/**
 * `1`, `2` or names belong to the body; `header.1` to the header; `header.media.image` is what stands there instead of text, and
 * `header.location.latitude` and its like a place; `button.0.1` belongs to the link of the first button, `button.0.code` is its code.
 */
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
    const head = button === undefined ? { type: header ?? "body" } : { type: "button", sub_type: inner === "code" ? "copy_code" : "url", index: button };
    const known: Place = places.get(place) ?? { head, named: [] };
    known.named.push({ name: inner ?? key, text });
    places.set(place, known);
  }
  return [...places.values()].map(({ head, named }) => ({ ...head, parameters: parameters(named, head) }));
}

/** Positions go by their number, whatever order they were given in; a name is sent along. */
function parameters(named: Place["named"], head: TemplateComponent): readonly TemplateComponent[] {
  const value = (name: string): string | undefined => named.find((one) => one.name === name)?.text.trim();
  const media = (["image", "video", "document"] as const).find((kind) => value(`media.${kind}`) !== undefined);
  if (media !== undefined) return [{ type: media, [media]: mediaObject(value(`media.${media}`) ?? "", value("media.filename")) }];
  if (value("location.latitude") !== undefined) {
    const part = (name: string) => value(`location.${name}`);
    return [{ type: "location", location: { latitude: part("latitude"), longitude: part("longitude"), name: part("name"), address: part("address") } }];
  }
  if (head["sub_type"] === "copy_code") return [{ type: "coupon_code", coupon_code: value("code") }];
  return named.every(({ name }) => isPosition(name))
    ? named.toSorted((a, b) => Number(a.name) - Number(b.name)).map(({ text }) => ({ type: "text", text }))
    : named.map(({ name, text }) => ({ type: "text", parameter_name: name, text }));
}

/** The platform tells an address from the id of an uploaded file by the field. */
const mediaObject = (reference: string, filename: string | undefined) => ({
  ...(/^https?:/i.test(reference) ? { link: reference } : { id: reference }),
  ...(filename === undefined || filename === "" ? {} : { filename }),
});
