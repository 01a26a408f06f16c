/**
 * How else a dictionary may know a word that is right as it is written. The English one is American, and a team in London is not
 * wrong; Portuguese and Italian words carry pronouns and articles with them. Any of these known makes the word right.
 */
export function otherSpellings(small: string, language: string): readonly (readonly string[])[] {
  const readings = small.includes("-") || small.includes("'") ? inParts(small, language) : [];
  if (language !== "en") return readings;
  const british = readings.flatMap((parts) => (parts.length === 1 ? american(parts[0] ?? "").map((word) => [word]) : []));
  return [...american(small).map((word) => [word]), ...readings, ...british];
}

const BRITISH: readonly (readonly [RegExp, string])[] = [
  [/our(?=(?:s|ed|ing|ful|fully|able|ably|ite|ites|er|ers|ist|hood|hoods|ly|less)?$)/, "or"],
  [/is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational|able)$)/, "iz"],
  [/ys(?=(?:e|es|ed|er|ers|ing)$)/, "yz"],
  [/tre(?=(?:s|d)?$)/, "ter"],
  [/bre(?=s?$)/, "ber"],
  [/ogue(?=s?$)/, "og"],
  [/ll(?=(?:ed|ing|er|ers|or|ors|ation|ations)$)/, "l"],
  [/l(?=(?:ment|ments|ful|fully)?$)/, "ll"],
  [/ence(?=s?$)/, "ense"],
  [/ae|oe/, "e"],
];
/** Words that follow no pattern. */
const BRITISH_WORDS: ReadonlySet<string> = new Set(
  (
    "tyre tyres kerb kerbs cheque cheques grey greyish jewellery pyjamas aluminium programme programmes practise practised practising licence licences enquiry enquiries enquire enquired " +
    "whilst amongst learnt burnt spelt dreamt storey storeys plough mould moulds mouldy sceptical cosy cosier draught draughts ageing judgement acknowledgement mum mums maths moustache axe manoeuvre " +
    "doughnut yoghurt yoghurts tonne tonnes artefact artefacts instalment instalments fulfil fulfils skilful wilful enrol enrols enrolment"
  ).split(" "),
);

function american(small: string): readonly string[] {
  if (BRITISH_WORDS.has(small)) return ["the"];
  return BRITISH.flatMap(([pattern, instead]) => (pattern.test(small) ? [small.replace(pattern, instead)] : []));
}

const CLITICS: ReadonlySet<string> = new Set("me te se lhe lhes nos vos lo la los las no na nas o a os as mo ma lho lha".split(" "));
const OPEN: Readonly<Record<string, string>> = { á: "ar", ê: "er", é: "er", ô: "or", í: "ir", i: "ir" };
const ELIDED: ReadonlySet<string> = new Set(
  "l dell all dall nell sull un d c quell quest bell sant com dov cos anch gl s m t v n tutt nient qualcos mezz".split(" "),
);

/** All parts of one reading have to be known. */
function inParts(small: string, language: string): readonly (readonly string[])[] {
  const parts = small.split(/['-]/).filter((part) => part !== "");
  if (parts.length < 2) return [];
  if (language === "pt") {
    const verb = parts[0] ?? "";
    const rest = parts.slice(1);
    if (rest.every((part) => CLITICS.has(part))) {
      const ending = OPEN[verb.at(-1) ?? ""];
      return [[verb], ...(ending === undefined ? [] : [[verb.slice(0, -1) + ending]]), [`${verb}s`]];
    }
  }
  if (language === "it" && small.includes("'") && ELIDED.has(parts[0] ?? "")) return [parts.slice(1)];
  if (language === "en" && /'(?:s|ll|d|ve|re)$/.test(small)) return [[small.replace(/'(?:s|ll|d|ve|re)$/, "")]];
  return small.includes("-") ? [parts] : [];
}
