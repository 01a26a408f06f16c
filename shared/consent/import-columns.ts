import { readImportedDate, type DateOrder } from "./import-dates.ts";
import { withoutMarks, wordsOf } from "./plain-words.ts";

/** What a line of an import may say; the order is the order in which somebody is asked. */
export const IMPORT_FIELDS = ["contact", "category", "state", "at", "source", "evidence", "wording", "businessName", "noticeVersion", "jurisdiction"] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Where a field comes from: a column, or the same words for every line. */
export type ColumnChoice = { readonly column: number } | { readonly value: string };
export type ColumnMapping = Readonly<Partial<Record<ImportField, ColumnChoice>>>;
/** Cells as they are sent, the date in ISO 8601. */
export type ImportCells = Readonly<Partial<Record<ImportField, string>>>;

/** Headings in English, Spanish, Portuguese and Italian, without marks and signs. Longer ones first tell apart what shares a word. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  contact: [
    "phone number",
    "phone",
    "mobile",
    "whatsapp",
    "contact",
    "customer",
    "wa id",
    "msisdn",
    "number",
    "telefono",
    "movil",
    "celular",
    "numero",
    "cliente",
    "contacto",
    "telefone",
    "contato",
    "telemovel",
    "cellulare",
    "contatto",
  ],
  category: ["category", "topic", "purpose", "categoria", "tema", "assunto", "finalidad", "finalidade", "finalita", "argomento", "scopo"],
  state: ["state", "status", "consent", "opt in", "optin", "opted in", "subscribed", "estado", "consentimiento", "consentimento", "stato", "consenso"],
  at: [
    "consent date",
    "opt in date",
    "opted in at",
    "granted at",
    "timestamp",
    "created at",
    "date",
    "when",
    "time",
    "fecha",
    "data",
    "data do consentimento",
    "fecha de consentimiento",
    "data del consenso",
    "quando",
    "cuando",
  ],
  source: ["source", "channel", "method", "how", "origen", "fuente", "canal", "metodo", "origem", "fonte", "canale", "origine"],
  evidence: [
    "evidence",
    "proof",
    "url",
    "link",
    "reference",
    "ref",
    "recording",
    "document",
    "form",
    "prueba",
    "evidencia",
    "referencia",
    "prova",
    "evidencia",
    "riferimento",
    "enlace",
    "documento",
    "modulo",
  ],
  wording: ["wording", "text", "consent text", "opt in text", "texto", "texto mostrado", "redaccion", "testo", "formulazione"],
  businessName: ["business name", "business", "brand", "company", "shown as", "empresa", "marca", "negocio", "nome da empresa", "azienda", "ragione sociale"],
  noticeVersion: [
    "privacy notice",
    "privacy policy",
    "privacy notice version",
    "notice version",
    "privacy version",
    "policy version",
    "privacy",
    "aviso de privacidad",
    "politica de privacidad",
    "politica de privacidade",
    "aviso de privacidade",
    "informativa",
    "informativa privacy",
  ],
  jurisdiction: ["jurisdiction", "country", "law", "region", "jurisdiccion", "pais", "ley", "jurisdicao", "lei", "giurisdizione", "paese", "legge"],
};

const plainHeading = (heading: string): string => withoutMarks(wordsOf(heading).join(" "));

/** Which column is which, by its heading: the same words first, then one that holds them. No column is taken twice. */
export function guessColumns(headings: readonly string[]): ColumnMapping {
  const plain = headings.map(plainHeading);
  const taken = new Set<number>();
  const mapping: Partial<Record<ImportField, ColumnChoice>> = {};
  const take = (field: ImportField, fits: (heading: string) => boolean): void => {
    const column = mapping[field] === undefined ? plain.findIndex((heading, index) => !taken.has(index) && fits(heading)) : -1;
    if (column === -1) return;
    mapping[field] = { column };
    taken.add(column);
  };
  for (const field of IMPORT_FIELDS) take(field, (heading) => HEADINGS[field].includes(heading));
  for (const field of IMPORT_FIELDS) take(field, (heading) => HEADINGS[field].some((word) => word.length > 3 && ` ${heading} `.includes(` ${word} `)));
  return mapping;
}

/** A cell longer than this is no cell; the server takes no more. */
const LONGEST = 4_000;

/** One record as it is sent. A date that cannot be read is none, and the line says so. */
export function cellsOf(cells: readonly string[], mapping: ColumnMapping, order: DateOrder): ImportCells {
  const row: Partial<Record<ImportField, string>> = {};
  for (const field of IMPORT_FIELDS) {
    const choice = mapping[field];
    if (choice === undefined) continue;
    const said = ("column" in choice ? (cells[choice.column] ?? "") : choice.value).trim().slice(0, LONGEST);
    const text = field === "at" ? readImportedDate(said, order === "month-first" ? order : "day-first") : said;
    if (text !== undefined && text !== "") row[field] = text;
  }
  return row;
}
