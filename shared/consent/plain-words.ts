/** Longer messages are no keyword, and nobody reads a book for one. */
const LONGEST = 4_096;

/** Arabic letters that people write in several ways, and the Turkish i without a dot. */
const SAME_LETTER: Readonly<Record<string, string>> = { ı: "i", أ: "ا", إ: "ا", آ: "ا", ى: "ي", ة: "ه", ـ: "", ß: "ss", ø: "o", ł: "l", đ: "d" };

/**
 * The words of a message, comparable: one form of each character, lower case; punctuation, emoji and what cannot be seen fall away.
 * Linear in the length.
 */
export function wordsOf(text: string): readonly string[] {
  const visible = text
    .slice(0, LONGEST)
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\p{Cf}/gu, "")
    .normalize("NFC");
  return visible.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Without diacritics: as people type in a hurry. */
export const withoutMarks = (word: string): string =>
  word
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFC")
    .replaceAll(/[ıأإآىةـßøłđ]/gu, (letter) => SAME_LETTER[letter] ?? letter);
