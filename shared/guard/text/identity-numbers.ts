import {
  passesCnpj,
  passesCpf,
  passesCurp,
  passesGermanTaxId,
  passesIban,
  passesItalianId,
  passesLuhn,
  passesNif,
  passesNino,
  passesNir,
  passesRut,
  passesSpanishId,
  passesSsn,
} from "./check-digits.ts";
import { CARD_WORD, OTHER_NUMBER } from "../lexicon/personal-data.ts";
import { passageAt, type Passage, type Reading } from "./reading.ts";

export interface FoundNumber extends Passage {
  readonly kind: "card" | "iban" | "identity";
  /** The document's own name. */
  readonly document: string;
  /** Letters and digits only, in capitals. */
  readonly plain: string;
}

interface NumberKind {
  readonly kind: FoundNumber["kind"];
  readonly document: string;
  /** On the folded text. */
  readonly pattern: RegExp;
  readonly passes: (plain: string, before: string, written: string) => boolean;
}

/** So far back one looks for the word that says what a number is. */
const NEAR = 32;
const named = (word: RegExp) => (before: string) => word.test(before);
const nearSsn = named(/\b(?:ssn|social security)/);
const nearNif = named(/\b(?:nif|contribuinte)\b/);
const nearCpf = named(/\bcpf\b/);
const nearCnpj = named(/\bcnpj\b/);
const nearTaxId = named(/\b(?:steuer-?id|steueridentifikationsnummer|idnr|tax id)/);
const nearRut = named(/\b(?:rut|run)\b/);
const nearNir = named(/\b(?:securite sociale|nir|numero de secu)/);

/** Lengths of an IBAN by country; what is not listed is no IBAN. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 UA29 VA22 XK20"
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** First digits and lengths that the card schemes give out. */
function isCardNumber(plain: string): boolean {
  const { length } = plain;
  if (plain.startsWith("4")) return length === 16 || length === 19 || length === 13;
  if (/^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/.test(plain)) return length === 16;
  if (/^3[47]/.test(plain)) return length === 15;
  if (/^(?:6011|65|64[4-9]|62)/.test(plain)) return length >= 16;
  if (/^3(?:0[0-5]|[68]|9)/.test(plain)) return length === 14;
  if (plain.startsWith("35")) return length === 16;
  return /^(?:50|5[6-9]|6[0-9])/.test(plain) && length >= 16;
}

function isCard(plain: string, before: string, written: string): boolean {
  if (!isCardNumber(plain) || !passesLuhn(plain)) return false;
  if (CARD_WORD.test(before)) return true;
  if (/[+]\s?$/.test(before) || OTHER_NUMBER.test(before)) return false;
  // Thirteen digits in one piece are a bar code far more often than an old card.
  return plain.length !== 13 || /[ -]/.test(written);
}

/** The length of the IBAN that a run of letters and digits begins with, and whether it is one. */
function isIban(plain: string, _before: string, written: string): boolean {
  const length = IBAN_LENGTHS[plain.slice(0, 2)];
  // Words of a sentence behind a train number are no groups of an account: those have digits, or are a bank's four letters.
  let counted = 0;
  for (const group of written.split(/[ -]/)) {
    if (counted >= (length ?? 0)) break;
    if (!/\d/.test(group) && group.length !== 4) return false;
    counted += group.length;
  }
  return length !== undefined && plain.length >= length && passesIban(plain.slice(0, length));
}

const KINDS: readonly NumberKind[] = [
  { kind: "iban", document: "IBAN", pattern: /\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,32}/g, passes: isIban },
  { kind: "card", document: "card", pattern: /\b\d(?:[ .-]?\d){12,18}(?![ -]?\d)/g, passes: isCard },
  { kind: "identity", document: "CURP", pattern: /\b[a-z]{4}\d{6}[hm][a-z]{5}[a-z0-9]\d\b/g, passes: passesCurp },
  {
    kind: "identity",
    document: "codice fiscale",
    pattern: /\b[a-z]{6}[0-9l-nq-v]{2}[a-ehlmprst][0-9l-nq-v]{2}[a-z][0-9l-nq-v]{3}[a-z]\b/g,
    passes: passesItalianId,
  },
  { kind: "identity", document: "DNI", pattern: /\b(?:\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[a-z]\b/g, passes: passesSpanishId },
  { kind: "identity", document: "NIE", pattern: /\b[xyz][ -]?\d{7}[ -]?[a-z]\b/g, passes: passesSpanishId },
  {
    kind: "identity",
    document: "CPF",
    pattern: /\b(?:\d{3}\.\d{3}\.\d{3}-\d{2}|\d{11})\b/g,
    passes: (plain, before, written) => (written.includes(".") || nearCpf(before)) && passesCpf(plain),
  },
  {
    kind: "identity",
    document: "CNPJ",
    pattern: /\b(?:\d{2}\.\d{3}\.\d{3}\/\d{4}-\d{2}|\d{14})\b/g,
    passes: (plain, before, written) => (written.includes("/") || nearCnpj(before)) && passesCnpj(plain),
  },
  { kind: "identity", document: "NIF", pattern: /\b\d{3} ?\d{3} ?\d{3}\b/g, passes: (plain, before) => nearNif(before) && passesNif(plain) },
  {
    kind: "identity",
    document: "SSN",
    pattern: /\b\d{3}([- ]?)\d{2}\1\d{4}\b/g,
    passes: (plain, before, written) => (written.includes("-") || nearSsn(before)) && !/[+\d)]\s?-?$/.test(before) && passesSsn(plain),
  },
  { kind: "identity", document: "National Insurance number", pattern: /\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b/g, passes: passesNino },
  {
    kind: "identity",
    document: "numéro de sécurité sociale",
    pattern: /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b/g,
    passes: (plain, before, written) => (written.includes(" ") || nearNir(before)) && passesNir(plain),
  },
  {
    kind: "identity",
    document: "Steuer-ID",
    pattern: /\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b/g,
    passes: (plain, before) => nearTaxId(before) && passesGermanTaxId(plain),
  },
  {
    kind: "identity",
    document: "RUT",
    pattern: /\b(?:\d{1,2}\.\d{3}\.\d{3}|\d{7,8})-[\dk]\b/g,
    passes: (plain, before, written) => (written.includes(".") || nearRut(before)) && passesRut(plain),
  },
  {
    kind: "identity",
    document: "passport",
    pattern: /\b[a-z]{0,3}\d{6,9}[a-z]?\b/g,
    passes: (_plain, before) => /\b(?:passport|passaporto|pasaporte|passaporte)(?: (?:number|no|numero|n|is|e|es))*[ .:#°ºo]*$/.test(before),
  },
];

/** Numbers of cards, accounts and people that stand in a text; each place once. */
export function identityNumbers(reading: Reading): readonly FoundNumber[] {
  const { folded } = reading;
  if (!/\d{2}/.test(folded)) return [];
  const found: FoundNumber[] = [];
  const taken: (readonly [number, number])[] = [];
  for (const { document, kind, passes, pattern } of KINDS) {
    for (const match of folded.matchAll(pattern)) {
      const from = match.index;
      const before = folded.slice(Math.max(0, from - NEAR), from);
      let written = match[0];
      let plain = written.replaceAll(/[^a-z0-9]/g, "").toUpperCase();
      if (!passes(plain, before, written)) continue;
      if (kind === "iban") {
        const length = IBAN_LENGTHS[plain.slice(0, 2)] ?? plain.length;
        plain = plain.slice(0, length);
        written = written.slice(0, lengthOfPlain(written, length));
      }
      const to = from + written.length;
      if (taken.some(([start, end]) => from < end && to > start)) continue;
      taken.push([from, to]);
      found.push({ ...passageAt(reading, from, to), kind, document, plain });
    }
  }
  return found;
}

/** How many signs hold so many letters and digits. */
function lengthOfPlain(written: string, wanted: number): number {
  let count = 0;
  for (let index = 0; index < written.length; index += 1) {
    if (/[a-z0-9]/.test(written[index] ?? "")) count += 1;
    if (count === wanted) return index + 1;
  }
  return written.length;
}

/** All but the last four letters and digits hidden. */
export function masked(written: string): string {
  const total = written.replaceAll(/[^\p{L}\p{N}]/gu, "").length;
  let seen = 0;
  return written.replaceAll(/[\p{L}\p{N}]/gu, (sign) => {
    seen += 1;
    return seen > total - Math.min(4, Math.floor(total / 2)) ? sign : "•";
  });
}
