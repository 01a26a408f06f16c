import { OPENS, VAGUE } from "../lexicon/templates.ts";
import { hits, holds, phrases } from "../text/phrases.ts";
import { readText } from "../text/reading.ts";
import type { TextRule } from "../text/draft-reading.ts";
import { COMPANY_WORDS } from "../lexicon/names.ts";

/** A line of so many words that is neither vague nor an invitation tells what it is about, whatever its words. */
const TELLING = 11;
const wordsIn = (line: string): number => line.match(/[a-z]{2,40}/g)?.length ?? 0;
/** Longer than this nobody calls it the first line. */
const FIRST_LINE = 240;

/** A line that only greets: the next one is the first that says anything. */
const GREETS =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|ciao|salve|buongiorno|buonasera|gentile|egregi[oa]|car[oa]|hola|buenos dias|buenas(?: tardes| noches)?|estimad[oa]|querid[oa]|ola|oi|bom dia|boa (?:tarde|noite)|prezad[oa])\b[^\n.:;?]{0,40}[,!.]?\s*$/;

const INTRODUCES: RegExp = phrases(
  "(?:this is|i'?m|i am|it'?s|we are|we'?re|here is|writing (?:from|for|on behalf of)|calling from) [a-z0-9' ]{2,40}|[a-z' ]{2,30} (?:from|of|at) [a-z0-9' ]{2,30}|here",
  "(?:sono|siamo|qui|scrivo (?:per conto di|da|per)) [a-z0-9' ]{2,40}",
  "(?:soy|somos|aqui|escribo (?:de parte de|desde|por)|le habla) [a-z0-9' ]{2,40}",
  "(?:sou|somos|aqui (?:e|fala)|escrevo (?:em nome d[aeo]|d[aeo])|falo d[aeo]) [a-z0-9' ]{2,40}",
);

/** The thing that it is about. */
const REASON: RegExp = phrases(
  "orders?|bookings?|reservations?|appointments?|parcels?|packages?|deliver(?:y|ed)|repairs?|bikes?|invoices?|payments?|refunds?|returns?|quotes?|questions?|tickets?|claims?|requests?|enquir(?:y|ies)|part|account|subscription|contract|order|visit|about|regarding|because|ready|confirm(?:s|ed|ing)?|reminder|arrived|cancell?ed|changed|shipped|you (?:asked|requested|ordered|booked)",
  "ordin[ei]|prenotazion[ei]|appuntament[oi]|pacc[oh]i?|consegn\\w{1,4}|riparazion[ei]|bici(?:cletta)?|fattur[ae]|pagament[oi]|rimbors[oi]|res[oi]|preventiv[oi]|domand[ae]|pratic[ah]e?|richiest[ae]|pezz[oi]|abbonament[oi]|contratt[oi]|per (?:la|il|lo|l')|riguardo|perche|pront[oa]|conferm\\w{1,4}|promemoria|arrivat[oa]|annullat[oa]|spedit[oa]|ha chiesto",
  "pedidos?|reservas?|citas?|paquetes?|entreg\\w{1,4}|reparacion(?:es)?|bicis?|bicicletas?|facturas?|pagos?|reembolsos?|devoluci\\w{2,4}|presupuestos?|preguntas?|expedientes?|solicitud(?:es)?|piezas?|suscripci\\w{2,4}|contratos?|por (?:la|el|su|tu)|sobre|porque|list[oa]|confirm\\w{1,4}|recordatorio|llegado|cancelad[oa]|enviad[oa]|pidio",
  "pedidos?|reservas?|consultas?|pacotes?|entreg\\w{1,4}|consertos?|reparos?|bicicletas?|bikes?|faturas?|pagamentos?|reembolsos?|devoluc\\w{2,4}|orcamentos?|duvidas?|perguntas?|processos?|solicitac\\w{2,4}|pecas?|assinaturas?|contratos?|visitas?|sobre|porque|pront[oa]|confirm\\w{1,4}|lembrete|cheg(?:ou|aram)|cancelad[oa]|enviad[oa]|pediu",
);

/** [G-FIRST-CONTACT] The first message to somebody says in its first line who writes and why. An answer to a customer who wrote first needs neither. */
export const firstContactRule: TextRule = ({ draft, whole }, { business, conversation, messages }) => {
  if (whole === undefined || messages === undefined) return [];
  const own = draft.kind === "text" ? draft.id : undefined;
  const known = conversation.lastInboundAt ?? conversation.possibleInboundAt ?? conversation.lastOutboundAt;
  if (known !== undefined || messages.some(({ content, id }) => id !== own && content.type !== "system")) return [];

  const line = firstLineOf(whole.folded);
  const who = business?.name === undefined || business.name.trim() === "" ? introduces(line, whole.text) : names(line, business.name);
  // A firm may be called after what it sells: its name is no reason.
  const rest = line.replaceAll(readText(business?.name ?? "").folded.trim() || "\n", " ");
  const why = hits(REASON, rest).length > 0 || (wordsIn(rest) >= TELLING && !holds(VAGUE, rest) && !holds(OPENS, rest));
  if (who && why) return [];
  const missing = who ? "why" : why ? "who" : "both";
  return [
    {
      rule: "G-FIRST-CONTACT",
      severity: "confirm",
      messageKey: `guard.firstContact.${missing}`,
      evidence: { missing, line: whole.text.slice(0, whole.placeOf(whole.folded.indexOf(line) + line.length)).trim(), business: business?.name ?? "" },
      remedies: [{ command: "fix" }],
    },
  ];
};

/** The first line that says something, a greeting before it included. */
function firstLineOf(folded: string): string {
  const lines = folded.split("\n").filter((line) => line.trim() !== "");
  const [first = "", second = ""] = lines;
  return (GREETS.test(first) ? `${first}\n${second}` : first).slice(0, FIRST_LINE);
}

/** The firm's name, or the first word of it that is its own. */
function names(line: string, business: string): boolean {
  const whole = readText(business).folded.trim();
  const own = whole.split(/[^a-z0-9]+/).find((word) => word.length >= 3 && !COMPANY_WORDS.has(word) && !/^(?:the|and|los|las|gli|del|dei)$/.test(word));
  return line.includes(whole) || (own !== undefined && new RegExp(`\\b${own}\\b`).test(line));
}

/** Without the firm's name: somebody introduces themselves, or a name stands in the line that might be it. */
const introduces = (line: string, text: string): boolean =>
  hits(INTRODUCES, line).length > 0 ||
  /[\p{Ll}\p{N},:] (?:\p{Lu}\p{L}{2,}|\p{Lu}{2,})/u.test(text.slice(0, FIRST_LINE)) ||
  /^\p{Lu}[\p{L}\p{N} ]{2,30}:/u.test(text);
