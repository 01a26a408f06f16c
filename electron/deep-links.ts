export const DEEP_LINK_SCHEME = "greenline";

/** What a link from outside may ask for: to show something, nothing more. */
export interface DeepLink {
  readonly action: "show-conversation";
  readonly conversationId: string;
}

const SHOW_CONVERSATION = /^greenline:\/\/conversation\/([A-Za-z0-9_-]{1,64})\/?$/;

/**
 * Reads a `greenline://` link. Everybody on this machine and every web page can send one, so the whole text must have the one
 * known form: no query, no fragment, no second meaning.
 */
export function parseDeepLink(raw: string): DeepLink | undefined {
  const conversationId = SHOW_CONVERSATION.exec(raw)?.[1];
  return conversationId === undefined ? undefined : { action: "show-conversation", conversationId };
}

/** The link among the words a second start of the application was given. */
export function deepLinkIn(words: readonly string[]): DeepLink | undefined {
  const word = words.find((candidate) => candidate.startsWith(`${DEEP_LINK_SCHEME}:`));
  return word === undefined ? undefined : parseDeepLink(word);
}
