import type { Conversation, LastMessage } from "../../../shared/inbox/conversation.ts";
import type { Contact } from "../../../shared/inbox/people.ts";
import type { MessageKey } from "../../messages/en.ts";

/** What to call somebody: a name, else the number, else the platform's id in short. Never empty. */
export function contactName(contact: Contact | undefined): string {
  const name = contact?.name.trim();
  if (name) return name;
  if (contact?.phone) return phoneWords(contact.phone);
  const id = contact?.userId ?? contact?.id ?? "";
  return id.length > 14 ? `${id.slice(0, 8)}…${id.slice(-3)}` : id || "…";
}

/** Two letters, by grapheme, so that a name in any script or an emoji stays whole. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const first = graphemes(words[0] ?? name)[0] ?? "?";
  const last = words.length > 1 ? (graphemes(words.at(-1) ?? "")[0] ?? "") : (graphemes(words[0] ?? "")[1] ?? "");
  return (first + last).toLocaleUpperCase();
}

const splitter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const graphemes = (text: string): string[] => Array.from(splitter.segment(text), ({ segment }) => segment);

/** A hue that stays with somebody. */
export function hueOf(text: string): number {
  let hash = 2_166_136_261;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  // Twelve hues a good step apart: neighbours in a list are told apart.
  return (((hash ^ (hash >>> 15)) >>> 0) % 12) * 30 + 8;
}

const ONE_DIGIT = new Set(["1", "7"]);
const TWO_DIGITS = new Set(
  "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98".split(" "),
);

/** All digits to something a person can read aloud: country code, then groups. */
export function phoneWords(digits: string): string {
  const code = ONE_DIGIT.has(digits.slice(0, 1)) ? digits.slice(0, 1) : TWO_DIGITS.has(digits.slice(0, 2)) ? digits.slice(0, 2) : digits.slice(0, 3);
  const rest = digits.slice(code.length);
  const groups = rest.length === 10 && code === "44" ? [rest.slice(0, 4), rest.slice(4)] : (rest.match(/\d{3}(?=\d{2,})|\d+$/gu) ?? [rest]);
  return `+${code} ${groups.join(" ")}`.trim();
}

/** Country codes with one time zone each; where there are several nothing is said. */
const ZONES: Readonly<Record<string, string>> = {
  "39": "Europe/Rome",
  "44": "Europe/London",
  "49": "Europe/Berlin",
  "33": "Europe/Paris",
  "43": "Europe/Vienna",
  "41": "Europe/Zurich",
  "31": "Europe/Amsterdam",
  "32": "Europe/Brussels",
  "45": "Europe/Copenhagen",
  "46": "Europe/Stockholm",
  "47": "Europe/Oslo",
  "48": "Europe/Warsaw",
  "30": "Europe/Athens",
  "353": "Europe/Dublin",
  "91": "Asia/Kolkata",
  "65": "Asia/Singapore",
  "81": "Asia/Tokyo",
  "82": "Asia/Seoul",
  "57": "America/Bogota",
  "51": "America/Lima",
  "54": "America/Argentina/Buenos_Aires",
  "27": "Africa/Johannesburg",
  "234": "Africa/Lagos",
  "254": "Africa/Nairobi",
  "233": "Africa/Accra",
  "20": "Africa/Cairo",
  "90": "Europe/Istanbul",
  "971": "Asia/Dubai",
  "972": "Asia/Jerusalem",
};

/** The time zone that a phone number's country code names beyond doubt. */
export function zoneOf(phone: string | undefined): string | undefined {
  if (phone === undefined) return undefined;
  return ZONES[phone.slice(0, 3)] ?? ZONES[phone.slice(0, 2)];
}

export const typeKey = (type: string): MessageKey => `type.${type in TYPES ? (type as keyof typeof TYPES) : "unsupported"}`;
const TYPES = {
  image: 1,
  video: 1,
  audio: 1,
  voice: 1,
  document: 1,
  sticker: 1,
  location: 1,
  contacts: 1,
  interactive: 1,
  button: 1,
  order: 1,
  template: 1,
  reaction: 1,
  system: 1,
  request_welcome: 1,
  edit: 1,
  revoke: 1,
  call: 1,
  unsupported: 1,
} as const;

/** The state of what was sent last that an agent has to know of in the list. */
export function troubleOf(last: LastMessage | undefined): "failed" | "held" | undefined {
  if (last?.waits !== undefined) return undefined;
  return last?.direction === "out" && (last.state === "failed" || last.state === "held") ? last.state : undefined;
}

export const isMine = (conversation: Conversation, me: string | undefined): boolean => me !== undefined && conversation.assigneeId === me;

/** "Italian" for `it`, in the agent's language; the code itself where nobody knows it. */
export function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}
