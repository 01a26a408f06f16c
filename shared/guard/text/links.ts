/** An address of the web in a text, as it was written. */
export interface Link {
  readonly from: number;
  readonly to: number;
  readonly url: string;
  readonly host: string;
}

const URL_LIKE = /\b(?:https?:\/\/|www\.)[^\s<>"'|\\^`{}]{1,2000}/giu;
/** Written so that no browser opens it, with the way to mend it. */
const MISSPELT: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/\b(https?):?\/{1,3}(https?):\/\/(?=\S)/gi, ([, , second]) => `${second}://`],
  [/\b(https?)(?::\/(?!\/)|\/\/|;\/\/|:::?\/\/|:\\\\|:\/\/\/+|:\/\/\s+(?=[a-z0-9-]{1,63}\.[a-z]))/gi, ([, scheme]) => `${scheme}://`],
  [/\b(?:htp|htttp|hhttp|ttp|htps|htpps|httpss|httsp|hxxps?):\/\//gi, () => "https://"],
  [/\bwww,(?=[a-z0-9])/gi, () => "www."],
  [/\bwww\.[a-z0-9-]{1,63},[a-z]{2,12}\b/gi, ([all]) => all.replace(",", ".")],
  [/\bwwww\.|\bww\.(?=[a-z0-9-]{1,63}\.[a-z]{2})/gi, () => "www."],
];

/** Places where an address cannot work as it is written, and what it should be. */
export function misspeltLinks(text: string): readonly { readonly from: number; readonly to: number; readonly with: string }[] {
  if (!/ttp|ww|xx/i.test(text)) return [];
  return MISSPELT.flatMap(([pattern, mend]) =>
    [...text.matchAll(pattern)].map((match) => ({ from: match.index, to: match.index + match[0].length, with: mend(match) })),
  );
}

export function linksIn(text: string): readonly Link[] {
  return [...text.matchAll(URL_LIKE)].map((match) => {
    const url = match[0].replace(/[.,;:!?)\]\u2019\u201d\u2026*_~]{1,20}$/, "");
    return { from: match.index, to: match.index + url.length, url, host: hostOf(url) };
  });
}

function hostOf(url: string): string {
  const rest = url.replace(/^https?:\/\//i, "");
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return (host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : host.replace(/:\d{0,5}$/, "")).toLowerCase();
}

/** A name before an `@` is for the eye only: the browser goes to what stands behind. */
export const hasName = (url: string): boolean => /^https?:\/\/[^/?#]{1,255}@/i.test(url);

/** No site can have this name. */
export function isBrokenHost(host: string): boolean {
  if (isAddress(host)) return false;
  const labels = host.split(".");
  const top = labels.at(-1) ?? "";
  if (labels.length < 2 || top.length < 2 || /\d/.test(top)) return !top.startsWith("xn--");
  return (
    labels.some((label) => label === "" || label.length > 63 || label.startsWith("-") || label.endsWith("-") || /[^\p{L}\p{N}\p{M}-]/u.test(label)) ||
    /^(?:local|localhost|internal|test|lan)$/.test(top)
  );
}

/** Numbers in place of a name. */
export const isAddress = (host: string): boolean =>
  /^(?:\d{1,3}\.){3}\d{1,3}$/.test(host) || /^\[[0-9a-f:.]{2,45}\]$/.test(host) || /^(?:0x[0-9a-f]{8}|\d{8,10})$/.test(host);

const SCRIPT_OF: readonly RegExp[] = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];

/** Letters that look like others: several alphabets in one label, one alphabet before an ending in another, or the spelling that hides it. */
export function isLookAlike(host: string): boolean {
  if (/(?:^|\.)xn--/.test(host)) return true;
  if (!/[^ -~]/.test(host)) return false;
  const labels = host.split(".");
  const scripts = (label: string): readonly RegExp[] => SCRIPT_OF.filter((script) => script.test(label));
  if (labels.some((label) => scripts(label).length > 1) || /[\uff00-\uffef\u{1d400}-\u{1d7ff}\u0131\u0269]/u.test(host)) return true;
  const top = scripts(labels.at(-1) ?? "")[0];
  return labels.slice(0, -1).some((label) => scripts(label).some((script) => script !== SCRIPT_OF[0] && script !== top));
}

/** The part that somebody owns: `example.co.uk` of `shop.example.co.uk`. */
export function siteOf(host: string): string {
  const labels = host.replace(/^www\./, "").split(".");
  const second = labels.at(-2) ?? "";
  const country = (labels.at(-1) ?? "").length === 2;
  return labels.slice(country && labels.length > 2 && /^(?:co|com|org|net|gov|gob|edu|ac|gen|or|ne|go)$/.test(second) ? -3 : -2).join(".");
}

const KNOWN_ENDING = "com|org|net|info|it|es|br|pt|co|uk|de|fr|eu|us|io|gov|mx|ar|cl";
const NAMED = new RegExp(`\\b((?:[a-z0-9-]{1,63}\\.){1,4}(?:${KNOWN_ENDING}))\\b`, "i");
/** `[shown](target)`, `<a href="target">shown</a>`, `shown (target)`, `shown: target`, `shown -> target`. */
const SHOWN: readonly (readonly [RegExp, 1 | 2, 1 | 2])[] = [
  [/\[([^[\]\n]{1,200})\]\s?\((https?:\/\/[^\s()]{1,2000})\)/gi, 1, 2],
  [/<a\s[^<>]{0,100}href=["']?(https?:\/\/[^\s"'<>]{1,2000})["']?[^<>]{0,100}>([^<>]{1,200})<\/a>/gi, 2, 1],
  [new RegExp(`((?:https?://)?\\b(?:[a-z0-9-]{1,63}\\.){1,4}(?:${KNOWN_ENDING}))\\s?(?:\\(|:|->|→|=>)\\s?(https?://[^\\s()]{1,2000})`, "gi"), 1, 2],
];

export interface Disguise {
  readonly from: number;
  readonly to: number;
  /** What the eye reads, and where it goes. */
  readonly shown: string;
  readonly target: string;
  readonly url: string;
}

/** Links whose words name another site than the one they lead to. */
export function disguisedLinks(text: string): readonly Disguise[] {
  if (!/https?:\/\//i.test(text)) return [];
  const pairs = SHOWN.flatMap(([pattern, shownAt, urlAt]) =>
    [...text.matchAll(pattern)].flatMap((match): readonly Disguise[] => {
      const shown = NAMED.exec(match[shownAt] ?? "")?.[1]?.toLowerCase();
      const url = match[urlAt] ?? "";
      const target = hostOf(url);
      if (shown === undefined || siteOf(shown) === siteOf(target)) return [];
      return [{ from: match.index, to: match.index + match[0].length, shown, target, url }];
    }),
  );
  const alone = linksIn(text).flatMap(({ from, host, to, url }): readonly Disguise[] => {
    const shown = hasName(url) ? /^https?:\/\/([^/?#@]{1,255})@/i.exec(url)?.[1]?.split(":")[0] : siteInside(host);
    return shown === undefined ? [] : [{ from, to, shown, target: siteOf(host), url }];
  });
  return [...pairs, ...alone].filter((one, index, all) => all.findIndex(({ from, to }) => one.from < to && one.to > from) === index);
}

/** `bank.com.evil.example`: the name of one site as the front of another. */
function siteInside(host: string): string | undefined {
  const labels = host.split(".");
  const at = labels.findIndex((label, index) => index > 0 && index < labels.length - 2 && /^(?:com|net|org)$/.test(label));
  return at < 0 || siteOf(host).split(".").length >= labels.length - at + 1 ? undefined : labels.slice(0, at + 1).join(".");
}
