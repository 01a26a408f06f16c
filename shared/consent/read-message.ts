import type { Message } from "../inbox/message.ts";
import { EVERYTHING, type ConsentCategory } from "./categories.ts";
import type { ConsentEntry } from "./entry.ts";
import { readButton, readKeyword, type KeywordReading } from "./keywords.ts";
import { KEYWORDS } from "./keyword-words.ts";
import { standing } from "./ledger.ts";
import { wordsOf } from "./plain-words.ts";
import { withdrawalEntry } from "./withdrawals.ts";

/** What a customer's message means for the ledger. */
export type ConsentAct =
  | { readonly kind: "none" }
  /** Somebody is asked with one click; nothing is recorded yet. */
  | { readonly kind: "ask"; readonly reading: KeywordReading }
  /** Goes into the ledger. `confirm`: one sentence says that it was heard, and it is the last one. */
  | { readonly kind: "record"; readonly reading: KeywordReading; readonly entry: ConsentEntry; readonly confirm: boolean };

/** [S2-12] [S2-15] Reads a message with what came before it (oldest first) and with what the ledger knows. */
export function readConsentAct(
  message: Message,
  before: readonly Message[],
  entries: readonly ConsentEntry[],
  categories?: readonly ConsentCategory[],
): ConsentAct {
  if (message.direction !== "in") return { kind: "none" };

  const withdrawn = (category: string): boolean => standing(entries, category, categories).state === "withdrawn";
  const isSilenced = withdrawn(EVERYTHING);
  const last = before.findLast(({ direction, state }) => direction === "out" && state !== "failed" && state !== "cancelled" && state !== "held");
  const reading = readingOf(message, last, isSilenced || withdrawn("marketing"));
  if (reading === undefined) return { kind: "none" };
  if (reading.certainty === "probable") return { kind: "ask", reading };

  if (reading.act === "resume") {
    const entry: ConsentEntry = {
      category: isSilenced ? EVERYTHING : "marketing",
      state: "granted",
      at: message.at,
      source: "keyword",
      evidence: message.id,
      evidenceKind: "message",
      by: "customer",
    };
    return { kind: "record", reading, entry, confirm: true };
  }
  const how = message.content.type === "text" ? "keyword" : "button";
  const entry = withdrawalEntry({ kind: "said", how, messageId: message.id, scope: reading.scope }, message.at);
  // Who says it twice was heard the first time.
  return { kind: "record", reading, entry, confirm: !isSilenced && !withdrawn(entry.category) };
}

function readingOf({ content }: Message, last: Message | undefined, isWithdrawn: boolean): KeywordReading | undefined {
  const lastOutboundWasMarketing = last?.content.type === "template" && last.content.category?.toUpperCase() === "MARKETING";
  switch (content.type) {
    case "text":
      return readKeyword(content.body, { lastOutboundWasMarketing, answersOptOutPrompt: last !== undefined && tellsHowToStop(last), isWithdrawn });
    case "button":
      return narrowed(readButton(content.text, content.payload), lastOutboundWasMarketing);
    case "interactive":
      return content.kind === "button" ? narrowed(readButton(content.title, content.id), lastOutboundWasMarketing) : undefined;
    default:
      return undefined;
  }
}

/** A button under advertising is about advertising, whatever it is called. */
const narrowed = (reading: KeywordReading | undefined, afterMarketing: boolean): KeywordReading | undefined =>
  reading !== undefined && afterMarketing ? { ...reading, scope: "marketing" } : reading;

/** "Reply STOP to end this": a stop word in capitals among other words. "Shall I stop the delivery?" tells nobody how. */
function tellsHowToStop({ content }: Message): boolean {
  const text = content.type === "text" ? content.body : content.type === "template" ? `${content.body}\n${content.footer ?? ""}` : "";
  const words = text.slice(0, 4_096).match(/[\p{L}\p{M}]+/gu) ?? [];
  return (
    words.length > 1 && words.some((word) => word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase() && stopWords.has(word.toLowerCase()))
  );
}

const stopWords: ReadonlySet<string> = new Set(KEYWORDS.flatMap(({ maybeStop, stop }) => [...stop, ...maybeStop]).map((word) => wordsOf(word).join(" ")));
