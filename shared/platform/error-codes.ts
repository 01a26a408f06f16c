import { byCode, byRange, type ErrorEntry } from "./error-table.ts";

/** What an error code of the platform means, in words for the person who has to act on it. */
interface ErrorExplanation extends ErrorEntry {
  readonly code: number;
  /** The platform's own words about this one case, where it gave any. */
  readonly details?: string;
  /** Whether the code stands in the table. An unknown one is shown with its number and claims nothing. */
  readonly known: boolean;
}

export function explainError(code: number, details?: string): ErrorExplanation {
  const entry = byCode.get(code) ?? byRange.find(({ from, to }) => code >= from && code <= to)?.entry;
  const said = details === undefined || details === "" ? {} : { details };
  return entry === undefined ? { code, ...unknownError(code), ...said, known: false } : { code, ...entry, ...said, known: true };
}

/** Build on the code, not on the title: titles will be removed by the platform. */
const unknownError = (code: number): ErrorEntry => ({
  title: `Error ${code}`,
  meaning: "WhatsApp refused this message with a code that this version does not know. The customer has not received it.",
  next: "Read WhatsApp's own words below, change the message if they name a cause, or ask an admin to look the code up.",
  retry: "never",
  kind: "unknown",
});

export const knownErrorCodes: readonly number[] = [...byCode.keys()];
