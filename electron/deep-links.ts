export const DEEP_LINK_SCHEME = "greenline";

/** What a link from outside may ask for: to show something, nothing more. */
export type DeepLink =
  | { readonly action: "show-conversation"; readonly conversationId: string }
  /** `view` is read by the board, which leaves out what it does not know. */
  | { readonly action: "show-board"; readonly view: string };

const SHOW_CONVERSATION = /^greenline:\/\/conversation\/([A-Za-z0-9_-]{1,64})\/?$/;
/** Pairs of a small word and an encoded value, as the board writes them; nothing at all is the whole board. */
const PAIR = "[a-z]{1,10}=(?:[A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2}){1,600}";
const SHOW_BOARD = new RegExp(`^greenline://board/(?:\\?(${PAIR}(?:&${PAIR}){0,11}))?$`);
const LONGEST_VIEW = 2_000;

/**
 * Reads a `greenline://` link. Everybody on this machine and every web page can send one, so the whole text must have one of the
 * known forms: no fragment, no second meaning.
 */
export function parseDeepLink(raw: string): DeepLink | undefined {
  if (raw.length > LONGEST_VIEW) return undefined;
  const conversationId = SHOW_CONVERSATION.exec(raw)?.[1];
  if (conversationId !== undefined) return { action: "show-conversation", conversationId };
  const board = SHOW_BOARD.exec(raw);
  return board === null ? undefined : { action: "show-board", view: board[1] ?? "" };
}

/** The link among the words a second start of the application was given. */
export function deepLinkIn(words: readonly string[]): DeepLink | undefined {
  const word = words.find((candidate) => candidate.startsWith(`${DEEP_LINK_SCHEME}:`));
  return word === undefined ? undefined : parseDeepLink(word);
}
