const PLAIN = /^[\x20-\x7e]*$/;

/** Case and accents do not matter in a search. Plain text, which is most of it, takes the short way. */
export function searchable(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** The words of a query; each must occur. A plus before a phone number says nothing. */
export function searchWords(query: string): readonly string[] {
  return searchable(query)
    .split(/\s+/)
    .map((word) => (word.startsWith("+") ? word.slice(1) : word))
    .filter((word) => word !== "");
}

export const containsAll = (text: string, words: readonly string[]): boolean => words.every((word) => text.includes(word));
