/** What a remedy does: puts `with` in place of what stands from `from` to `to`. */
export interface Mend {
  readonly from: number;
  readonly to: number;
  readonly with: string;
}

/** Said twice on purpose, or by grammar. Folded. */
const LEGAL_DOUBLES: ReadonlySet<string> = new Set(
  (
    "that had very really so no yes bye ha long far many much more knock her ok okay haha hee now there " +
    "piano poco cosi quasi subito molto via passo pian si ciao mano sotto li bene ora tutto tutti proprio tanto mogio zitto presto appena solo giorno " +
    "muy casi asi ya luego ahora vamos venga tan bueno rapido despacio " +
    "muito logo ja sim nao pouco bom agora tchau cada devagar rapidinho rapido oi"
  ).split(" "),
);
/** Behind these, a small word may come twice: "I log in in the morning". */
const PARTICLE_VERB = /(?:log|sign|check|come|turn|move|carry|hold|get|put|plug|click|drop|step)\p{L}{0,4} $/iu;

/** The same word twice in a row. */
export function doubledWords(text: string): readonly Mend[] {
  return doubles(text).flatMap(({ first, from, second, to }) => {
    const folded = first.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
    if (LEGAL_DOUBLES.has(folded) || (isCapital(first) && isCapital(second))) return [];
    if (folded.length <= 3 && PARTICLE_VERB.test(text.slice(Math.max(0, from - 12), from))) return [];
    return [{ from, to, with: first }];
  });
}

/** Without look-behind: word by word. */
function doubles(text: string): readonly { readonly from: number; readonly to: number; readonly first: string; readonly second: string }[] {
  const found: { from: number; to: number; first: string; second: string }[] = [];
  let last: { from: number; to: number; word: string } | undefined;
  for (const match of text.matchAll(WORDS)) {
    const word = match[0];
    const from = match.index;
    const to = from + word.length;
    if (
      last !== undefined &&
      last.word.toLowerCase() === word.toLowerCase() &&
      !/\p{N}/u.test(word) &&
      /^[ \t\u00a0]{1,8}$/.test(text.slice(last.to, from)) &&
      !/['’-]/.test(text[to] ?? "") &&
      !/['’-]/.test(text[last.from - 1] ?? "")
    ) {
      found.push({ from: last.from, to, first: last.word, second: word });
      last = undefined;
    } else last = { from, to, word };
  }
  return found;
}

const WORDS = /[\p{L}\p{M}\p{N}]+/gu;
const isCapital = (word: string): boolean => word[0] !== word[0]?.toLowerCase();

/** Words that no brand or code is made of: capitals with one of these among them are meant as shouting. Folded capitals. */
const COMMON: ReadonlySet<string> = new Set(
  (
    "PLEASE YOU YOUR THE THIS THAT NOT NOW READ WHAT WHY HOW WHEN WHERE HAVE HAS WILL CANNOT MUST STOP WAIT AGAIN NEVER ALWAYS WE ARE IS WAS AND FOR WITH URGENT IMPORTANT ATTENTION IMMEDIATELY ANSWER " +
    "PER FAVORE CHE NON QUESTA QUESTO QUELLO HO HA SONO SUO SUA SUBITO ADESSO ORA COSA PERCHE COME QUANDO DOVE MAI SEMPRE URGENTE ATTENZIONE RISPONDA LEGGA " +
    "POR FAVOR QUE NO ESTA ESTE ESTO LO SU AHORA YA NUNCA SIEMPRE ATENCION LEA RESPONDA CUANDO DONDE PORQUE " +
    "NAO ISSO ISTO ESSA ESSE VOCE AGORA JA SEMPRE ATENCAO LEIA O E"
  ).split(" "),
);
/** Written in capitals always. */
const ACRONYMS: ReadonlySet<string> = new Set(
  "PDF SMS PIN IBAN USB USBC HDMI EU UE UK USA VAT IVA QR ID SIM WIFI GPS TV PC IT FAQ URL VIP IMEI CPF CNPJ RG DNI NIE NIF IRS SPA SRL SL SA DHL UPS GLS BRT SDA FEDEX IKEA BMW FIAT SEAT VW NIKE OK AM PM ASAP FYI XS XXL XL XXXL SEPA BIC SWIFT EAN PVC LED LCD NFC API IOS".split(
    " ",
  ),
);
const LEAST_LETTERS = 12;
const LEAST_WORDS = 3;

/** Runs of words in capitals that are meant to be loud; the mend is the same in a calm voice. */
export function shoutedRuns(text: string): readonly Mend[] {
  if (!/\p{Lu}{3}/u.test(text)) return [];
  const runs: { from: number; to: number; words: string[] }[] = [];
  let run: { from: number; to: number; words: string[] } | undefined;
  for (const match of text.matchAll(WORDS)) {
    const word = match[0];
    const from = match.index;
    const isLoud = /\p{L}/u.test(word) && word === word.toUpperCase() && word !== word.toLowerCase() && !/\p{N}/u.test(word);
    const joined = run !== undefined && from - run.to <= 3 && !text.slice(run.to, from).includes("\n");
    if (isLoud && joined && run !== undefined) {
      run.to = from + word.length;
      run.words.push(word);
    } else if (isLoud) {
      run = { from, to: from + word.length, words: [word] };
      runs.push(run);
    } else run = undefined;
  }
  return runs.flatMap(({ from, to, words }) => {
    const plain = words.map((word) => word.normalize("NFD").replaceAll(/\p{M}/gu, ""));
    const spoken = plain.filter((word) => !ACRONYMS.has(word));
    const letters = spoken.join("").length;
    const common = spoken.filter((word) => COMMON.has(word)).length;
    const isShout = spoken.length >= LEAST_WORDS && letters >= LEAST_LETTERS && (common >= 2 || (common >= 1 && letters >= 16) || letters >= 36);
    return isShout || (spoken.length === 2 && common >= 1 && letters >= LEAST_LETTERS - 2 && spoken.every((word) => word.length >= 4))
      ? [{ from, to, with: calm(text, from, to) }]
      : [];
  });
}

function calm(text: string, from: number, to: number): string {
  const begins = /(?:^|[.!?\n]\s*|[¿¡]\s*)$/.test(text.slice(0, from));
  let first = begins;
  return text.slice(from, to).replaceAll(WORDS, (word) => {
    if (ACRONYMS.has(word)) return word;
    const small = word.toLowerCase();
    if (!first) return word === "I" ? word : small;
    first = false;
    return small.charAt(0).toUpperCase() + small.slice(1);
  });
}

/** `!!!`, `???` and mixtures; one says it. */
export const repeatedMarks = (text: string): readonly Mend[] =>
  [...text.matchAll(/[!?]{3,}|[¡¿]{3,}|(?:! ){2,40}!/g)].map(({ 0: marks, index }) => ({
    from: index,
    to: index + marks.length,
    with: /[¡¿]/.test(marks) ? (marks[0] ?? "") : marks.includes("?") ? "?" : "!",
  }));

const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;
/** Hebrew, Arabic and the scripts of India are written with joiners and marks of direction. */
const SCRIPT_WITH_JOINS = /[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]/;
const JOINS = /^\u200d$/;

/** Signs without a picture: copied along from the web, or there to get past a filter. Those that emoji and right-to-left scripts need stay. */
export function invisibleSigns(text: string): readonly Mend[] {
  const scripted = SCRIPT_WITH_JOINS.test(text);
  return [...text.matchAll(INVISIBLE)].flatMap(({ 0: signs, index }) => {
    const before = text.slice(Math.max(0, index - 3), index);
    const after = text.slice(index + signs.length, index + signs.length + 2);
    const inEmoji = JOINS.test(signs) && /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(before) && /^\p{Extended_Pictographic}/u.test(after);
    const inScript = /^(?:[\u200c-\u200f]|[\u202a-\u202e])+$/.test(signs) && scripted;
    return inEmoji || inScript ? [] : [{ from: index, to: index + signs.length, with: "" }];
  });
}
