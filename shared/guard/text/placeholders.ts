import type { Passage } from "./reading.ts";

/** What templates call the things that are to be filled in; folded. */
const NAMES =
  "name|first ?name|last ?name|full ?name|your name|customer ?name|client ?name|customer|order|order ?(?:number|no|id)|number|date|time|amount|price|link|url|address|email|phone|company|agent|agent ?name|product|item|code|tracking(?: number)?|city|day|xxx?|insert[a-z ]{0,20}|your [a-z ]{1,16}|" +
  "nome|cognome|nome cliente|cliente|ordine|numero(?: ordine| d'ordine| pedido)?|data|ora|importo|prezzo|indirizzo|azienda|operatore|prodotto|codice|inserire[a-z ]{0,20}|" +
  "nombre|apellido|pedido|numero de pedido|fecha|hora|importe|precio|enlace|direccion|empresa|agente|producto|codigo|insertar[a-z ]{0,20}|" +
  "sobrenome|numero do pedido|valor|preco|endereco|atendente|produto|inserir[a-z ]{0,20}";
const NAME = new RegExp(`^(?:${NAMES})(?: ?\\d)?$`);
const PERSON = /(?:^|[ _])(?:name|nome|nombre|firstname|fullname|customername)|first|customer$|cliente$/;

const BRACES = /\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{1,60}\}|\{[a-z][a-z0-9_. ]{1,40}\}|%[a-z][a-z_]{2,30}%|%%[a-z_]{2,30}%%/gi;
const BRACKETS = /\[([^[\]\n]{2,40})\]|<([^<>\n@:/]{2,40})>/g;
const CROSSES = /\bX{2,12}(?:[/.-]X{2,4}){0,3}(?![\p{L}\p{N}])/gu;
const BLANK = /(?:^|\s)(_{3,40}|\.{5,40})(?=[\s,;:!?.]|$)/g;
const SMALL_CROSSES = /(?:#|n[.º°]? ?|nr\.? |€ ?|\$ ?|(?:order|number|ordine|numero|pedido|código|codice|code) )(x{3,12})(?![\p{L}\p{N}])/giu;
const FILLER = /\blorem ipsum\b[^\n]{0,40}|\[object object\]|\bundefined\b|\bNaN\b|\bTODO\b|\bTBD\b|\bTKTK\b/gi;
/** A greeting that ends where the name should stand. */
const NOBODY =
  /(?:^|\n)[ \t]{0,4}((?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|gentile|gentili|egregio|egregia|caro|cara|ciao|salve|buongiorno|buonasera|hola|estimad[oa]|querid[oa]|buenos d[ií]as|buenas tardes|ol[áa]|oi|prezad[oa]|car[oa]|bom dia|boa tarde)(?: (?:mr|mrs|ms|sig|sig\.ra|sr|sra)\.?)?)( +)(?=[,!:])/gi;
const NEEDS_NAME = /^(?:dear|gentil|egregi|car[oa]|estimad|querid|prezad)|\b(?:mr|mrs|ms|sig|sr|sra)/i;
/** Words that stand alone only before a name. */
const ALONE = /(?:^|\n)[ \t]{0,4}((?:dear|gentile|egregio|egregia|estimad[oa]|prezad[oa]))(?=,)/gi;
const CENTURY = /(?:s[eé]col[oi]|siglos?|s[eé]culos?|cap[ií]tul?o|cap\.|vol\.?|size|taglia|talla|tamanho) ?$/i;
const DIGITS_BESIDE = /^[ -]?(?:X{2,6}[ -]){0,4}\d/;

export interface Placeholder extends Passage {
  /** The customer's name belongs here. */
  readonly person: boolean;
  /** A greeting with a gap: what it needs is a name, or no gap. */
  readonly gap: boolean;
  /** A greeting that can do without a name: perhaps only a space too many. */
  readonly slight: boolean;
}

/** Places that somebody forgot to fill in. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  const found: Placeholder[] = [];
  const add = (from: number, words: string, person = false, gap = false, slight = false): void => {
    if (!found.some((other) => from < other.to && from + words.length > other.from))
      found.push({ from, to: from + words.length, text: words, person, gap, slight });
  };
  const plain = (words: string): string => words.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();

  for (const match of text.matchAll(BRACES)) add(match.index, match[0], PERSON.test(plain(match[0]).replaceAll(/[{}%$ ]/g, "")));
  for (const match of text.matchAll(BRACKETS)) {
    const inner = plain((match[1] ?? match[2] ?? "").replaceAll("_", " "));
    if (NAME.test(inner) || /^[A-Z]{2,20}_[A-Z_]{1,20}$/.test(match[1] ?? "")) add(match.index, match[0], PERSON.test(inner));
  }
  for (const match of text.matchAll(CROSSES)) {
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const after = text.slice(match.index + match[0].length);
    const isMask = DIGITS_BESIDE.test(after) || /\d[ -]?$/.test(before) || /^ ?(?:century|secolo|siglo)/i.test(after);
    if (!isMask && !CENTURY.test(before) && !(match[0].length > 2 && /[•*]/.test(before))) add(match.index, match[0]);
  }
  for (const match of text.matchAll(SMALL_CROSSES)) add(match.index + match[0].length - (match[1]?.length ?? 0), match[1] ?? "");
  for (const match of text.matchAll(BLANK)) if (match[1]?.startsWith("_")) add(match.index + match[0].length - match[1].length, match[1]);
  for (const match of text.matchAll(FILLER)) if (match[0] === match[0].toUpperCase() || !/^(?:todo|tbd|nan|tktk)$/i.test(match[0])) add(match.index, match[0]);
  for (const match of text.matchAll(NOBODY)) {
    const gap = match[2] ?? " ";
    add(match.index + match[0].length - gap.length, gap, true, true, !NEEDS_NAME.test(match[1] ?? ""));
  }
  for (const match of text.matchAll(ALONE)) {
    const word = match[1] ?? "";
    add(match.index + match[0].length - word.length, word, true, true);
  }
  return found.toSorted((a, b) => a.from - b.from);
}
