import { z } from "zod";

/** What is right in this workspace: words that somebody learned, and words that are in use. */
export const workspaceWordsSchema = z.object({
  learned: z.array(z.object({ word: z.string(), by: z.string(), at: z.string() })),
  /** In lower case. */
  inUse: z.array(z.string()),
  /** Dictionaries that the server has beside the app's own; another version is another file. */
  dictionaries: z.array(z.object({ language: z.string(), version: z.string() })),
});
export type WorkspaceWords = z.infer<typeof workspaceWordsSchema>;

/** One word of any script, with the hyphens and apostrophes inside it; no digits, no spaces. */
const WORD = /^[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*$/u;
export const LONGEST_WORD = 40;

export const isOneWord = (word: string): boolean => word.length <= LONGEST_WORD && WORD.test(word);

/** By which a word is looked up. */
export const wordKey = (word: string): string => word.normalize("NFC").replaceAll("’", "'").toLowerCase();
