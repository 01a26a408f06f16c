/** A text made comparable: lower case, without diacritics, invisible signs or look-alike letters. Patterns run on `folded`; people are shown `text`. */
export interface Reading {
  readonly text: string;
  readonly folded: string;
  /** Where a place of `folded` lies in `text`. */
  readonly placeOf: (index: number) => number;
}

/** The very words, with their place: what a person can verify and the composer can mend. */
export interface Passage {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Twice what the platform takes: nothing longer can be sent, and no check may be made slow by it. */
const LONGEST = 8_192;

/** What each code unit below this becomes; 0 is left out. Above, only a few signs of punctuation and full-width letters change. */
const TABLE_SIZE = 0x0600;
/** Cyrillic and Greek letters that look like Latin ones. */
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [..."аеорсухіѕјԁһАЕОРСУХІЅЈВНКМТαορνικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"].map((sign, index) => [sign, "aeopcyxisjdhaeopcyxisjbhkmtaopviktabezhikmnoptyx"[index] ?? sign]),
);
/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "s",
  æ: "a",
  Æ: "a",
  ø: "o",
  Ø: "o",
  ł: "l",
  Ł: "l",
  đ: "d",
  ı: "i",
  œ: "o",
  Œ: "o",
  "\u00a0": " ",
  "´": "'",
};

const table = Uint16Array.from({ length: TABLE_SIZE }, (_, code) => {
  if (code === 0x00ad || (code >= 0x0300 && code <= 0x036f) || code === 0x061c) return 0;
  const sign = String.fromCharCode(code);
  const known = LETTERS[sign] ?? LOOK_ALIKES[sign];
  return (known ?? sign.normalize("NFD").charAt(0).toLowerCase()).charCodeAt(0);
});

/** 0 leaves the sign out. */
function foldedCode(code: number): number {
  if (code < TABLE_SIZE) return table[code] ?? code;
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2064)) return 0;
  if (code === 0xfeff || (code >= 0xfe00 && code <= 0xfe0f) || code === 0x180e) return 0;
  if (code >= 0x2000 && code <= 0x200a) return 0x20;
  if (code === 0x202f || code === 0x3000) return 0x20;
  if (code === 0x2018 || code === 0x2019) return 0x27;
  if (code === 0x201c || code === 0x201d) return 0x22;
  if (code >= 0x2010 && code <= 0x2015) return 0x2d;
  if (code >= 0xff01 && code <= 0xff5e) return table[code - 0xfee0] ?? code;
  return code;
}

export function readText(raw: string): Reading {
  const text = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw;
  const codes = new Uint16Array(text.length);
  const places = new Uint16Array(text.length + 1);
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = foldedCode(text.charCodeAt(index));
    if (code === 0) continue;
    codes[length] = code;
    places[length] = index;
    length += 1;
  }
  places[length] = text.length;
  const folded = String.fromCharCode(...codes.subarray(0, length));
  return { text, folded, placeOf: (index) => places[Math.min(index, length)] ?? text.length };
}

/** The words between two places of `folded`, as they were written. */
export function passageAt({ placeOf, text }: Reading, from: number, to: number): Passage {
  const start = placeOf(from);
  // One past the last sign, so that an accent written as a sign of its own goes with its letter.
  const end = to <= from ? start : placeOf(to);
  return { from: start, to: end, text: text.slice(start, end) };
}
