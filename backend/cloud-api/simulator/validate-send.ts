import { z } from "zod";
import { lengthFacts } from "../../../shared/platform/facts.ts";
import type { SimulatedNumber } from "./simulator-config.ts";
import { refusal, type Refusal } from "./refusal.ts";
import type { SimulatedTemplate } from "./templates.ts";
import { componentProblem } from "./validate-components.ts";
import { validateInteractive } from "./validate-interactive.ts";

export interface ValidSend {
  readonly type: string;
  readonly input: string;
  /** A phone in digits or a user id; nothing where the platform drops the message silently. */
  readonly customer: { readonly phone: string } | { readonly userId: string } | undefined;
  readonly clientId?: string | undefined;
  readonly template?: SimulatedTemplate;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Validation = { readonly ok: true; readonly send: ValidSend } | { readonly ok: false; readonly refusal: Refusal };

const no = (code: number, details: string): Validation => ({ ok: false, refusal: refusal(code, details) });

const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const MEDIA_TYPES = new Set(["image", "audio", "video", "document", "sticker"]);
const templateSchema = z.object({
  name: z.string(),
  language: z.object({ code: z.string() }),
  components: z.array(z.looseObject({ type: z.string() })).optional(),
});

/** Says what the platform would say about the body of a send, in its order: form, receiver, content. */
export function validateSend(raw: unknown, number: SimulatedNumber, templates: readonly SimulatedTemplate[]): Validation {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return no(100, "The request body is not a JSON object.");
  const body = raw as Readonly<Record<string, unknown>>;
  if (body.messaging_product !== "whatsapp") return no(100, "The parameter messaging_product is required and must be whatsapp.");
  if (body.biz_opaque_callback_data !== undefined && !isShortText(body.biz_opaque_callback_data, lengthFacts.callbackData.value))
    return no(100, "biz_opaque_callback_data must be text of at most 512 characters.");
  if (body.context !== undefined && !z.object({ message_id: z.string().min(1) }).safeParse(body.context).success)
    return no(131009, "context.message_id must name a message.");

  const input = body.to ?? body.recipient;
  if (input === undefined) return no(131008, "The parameter to is required.");
  if (typeof input !== "string" || input === "") return no(131009, "The receiver must be text.");
  const customer = body.to === undefined ? userIdOf(input) : phoneOf(input, number);
  if (customer === "invalid") return no(131009, "The receiver is neither a phone number nor a user id.");
  if (customer !== undefined && "phone" in customer && customer.phone === number.displayNumber) return no(131021, "Sender and receiver are the same number.");

  const type = body.type ?? "text";
  if (typeof type !== "string") return no(131009, "type must be text.");
  const clientId = body.biz_opaque_callback_data as string | undefined;
  const send: ValidSend = { type, input, customer, body, ...(clientId === undefined ? {} : { clientId }) };
  return validateContent(send, templates);
}

function validateContent(send: ValidSend, templates: readonly SimulatedTemplate[]): Validation {
  const { type, body } = send;
  const content = body[type];
  if (typeof content !== "object" || content === null)
    return no(MEDIA_TYPES.has(type) || KNOWN.has(type) ? 131008 : 100, `The parameter ${type} is required for type ${type}.`);
  switch (type) {
    case "text":
      return isShortText((content as { body?: unknown }).body, lengthFacts.text.value)
        ? { ok: true, send }
        : no(100, `text.body must be text of 1 to ${lengthFacts.text.value} characters.`);
    case "template":
      return validateTemplate(send, content, templates);
    case "interactive":
      return validateInteractive(content) ?? { ok: true, send };
    case "reaction":
      return z.object({ message_id: z.string().min(1), emoji: z.string() }).safeParse(content).success
        ? { ok: true, send }
        : no(131009, "reaction needs message_id and emoji.");
    default:
      if (MEDIA_TYPES.has(type)) return validateMedia(send, content);
      return KNOWN.has(type) ? { ok: true, send } : no(100, `The type ${type} is not supported.`);
  }
}

const KNOWN = new Set(["text", "template", "interactive", "reaction", "location", "contacts"]);

function validateMedia(send: ValidSend, content: object): Validation {
  const { id, link, caption } = content as { id?: unknown; link?: unknown; caption?: unknown };
  if (typeof id !== "string" && typeof link !== "string") return no(131008, `${send.type} needs an id or a link.`);
  if (caption !== undefined && !isShortText(caption, lengthFacts.caption.value))
    return no(131009, `caption must be at most ${lengthFacts.caption.value} characters.`);
  return { ok: true, send };
}

function validateTemplate(send: ValidSend, content: object, templates: readonly SimulatedTemplate[]): Validation {
  const wanted = templateSchema.safeParse(content).data;
  if (wanted === undefined) return no(131008, "template needs a name and a language code.");
  const template = templates.find(({ name, language }) => name === wanted.name && language === wanted.language.code);
  if (template === undefined) return no(132001, `Template ${wanted.name} does not exist in ${wanted.language.code}.`);
  if (template.status === "PAUSED") return no(132015, `Template ${wanted.name} is paused.`);
  if (template.status === "DISABLED") return no(132016, `Template ${wanted.name} is disabled.`);
  if (template.status !== "APPROVED") return no(132001, `Template ${wanted.name} is not approved.`);

  const problem = componentProblem(template, wanted.components ?? []);
  return problem === undefined ? { ok: true, send: { ...send, template } } : { ok: false, refusal: problem };
}

const isShortText = (raw: unknown, most: number): boolean => typeof raw === "string" && raw.length > 0 && raw.length <= most;

const userIdOf = (input: string): ValidSend["customer"] | "invalid" => (USER_ID.test(input) ? { userId: input } : "invalid");

function phoneOf(input: string, number: SimulatedNumber): ValidSend["customer"] | "invalid" {
  // Reported of the real platform: a user id in `to` is taken and never delivered.
  if (USER_ID.test(input)) return undefined;
  const digits = input.replace(/[\s().+-]/g, "");
  if (!/^\d{5,15}$/.test(digits)) return "invalid";
  // Without a plus the platform takes the number for a national one of the sender.
  return { phone: input.trim().startsWith("+") ? digits : `${number.countryCode}${digits}` };
}
