import type { AgentId, TeamId } from "../ids.ts";
import type { Instant } from "../time.ts";

/** What a canned reply is for. `promo` ones do not go into an open case that nobody asked for an offer in (S0-24). */
export const CANNED_TAGS = ["service", "promo", "greeting", "waiting", "closing"] as const;
export type CannedTag = (typeof CANNED_TAGS)[number];

/** A text that a team, or one person, wrote once to say it often. */
export interface CannedReply {
  readonly id: string;
  /** What is typed behind `/`. One word; unique among the team's, and among one person's own. */
  readonly shortcut: string;
  readonly title: string;
  /** By language (BCP 47), with `{{name}}` where a variable goes. At least one. */
  readonly texts: Readonly<Record<string, string>>;
  readonly tags: readonly CannedTag[];
  /** Labels of the conversations that it answers: there it is offered first. */
  readonly labels: readonly string[];
  /** The teams that it is offered to; none: everybody. It is no secret from the others. */
  readonly teamIds?: readonly TeamId[] | undefined;
  /** It is this person's own, and nobody else sees it. */
  readonly ownerId?: AgentId | undefined;
  readonly updatedAt: Instant;
  readonly updatedBy: AgentId;
  /** How often it was sent as it is. */
  readonly usage: { readonly count: number; readonly lastAt?: Instant | undefined };
}

/** The workspace's are everybody's to use; a personal one is its owner's alone, not even a lead's. */
export const maySeeReply = ({ ownerId }: Pick<CannedReply, "ownerId">, me: AgentId): boolean => ownerId === undefined || ownerId === me;

/** As shortcuts are compared: `Hours` and `hours` are one. */
export const shortcutKey = (shortcut: string): string => shortcut.normalize("NFC").toLowerCase();

/** The language of its text that a customer reads best: the very one, else its sister (`pt` for `pt-BR`); nothing where it has neither. */
export function languageFor({ texts }: Pick<CannedReply, "texts">, wanted: readonly string[]): string | undefined {
  const has = Object.keys(texts);
  for (const one of wanted) {
    const found = has.find((language) => fold(language) === fold(one)) ?? has.find((language) => baseLanguage(language) === baseLanguage(one));
    if (found !== undefined) return found;
  }
  return undefined;
}

const fold = (language: string): string => language.toLowerCase().replaceAll("_", "-");
export const baseLanguage = (language: string): string => fold(language).split("-")[0] ?? language;
