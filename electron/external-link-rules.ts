import { parseAddress } from "./parse-address.ts";

const LONGEST_ADDRESS = 2_048;

/** Control characters, spaces of all kinds, signs that turn or hide text, and the backslash that some take for a slash. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\\]/u;

const MAIL_FIELDS: ReadonlySet<string> = new Set(["subject", "body", "cc", "bcc"]);

export type ExternalLink =
  | { readonly verdict: "open"; readonly address: string }
  | { readonly verdict: "ask"; readonly address: string; readonly reason: "not-encrypted" | "look-alike" }
  | { readonly verdict: "refuse" };

const REFUSE: ExternalLink = { verdict: "refuse" };

/**
 * Decides about an address that somebody sent. The system hands an address to whatever program claims its scheme, so only four
 * schemes pass, and only in the form that means the same to every parser.
 */
export function checkExternalLink(raw: string): ExternalLink {
  const url = raw.length > LONGEST_ADDRESS || DECEPTIVE.test(raw) ? undefined : parseAddress(raw);
  if (url === undefined || url.username !== "" || url.password !== "") return REFUSE;

  switch (url.protocol) {
    case "https:":
      return web(raw, url, undefined);
    case "http:":
      return web(raw, url, "not-encrypted");
    case "mailto:":
      return mail(url);
    case "tel:":
      return /^tel:\+?[\d().-]{2,32}$/i.test(raw) ? { verdict: "open", address: url.href } : REFUSE;
    default:
      return REFUSE;
  }
}

/** `https:evil` and `https:/evil` are addresses to a browser and something else to the next program. */
function web(raw: string, url: URL, reason: "not-encrypted" | undefined): ExternalLink {
  if (!/^https?:\/\/[^/]/i.test(raw) || url.hostname === "") return REFUSE;
  // A name in another script is shown in its plain form and asked about: it may be a look-alike.
  if (url.hostname.split(".").some((label) => label.startsWith("xn--"))) return { verdict: "ask", address: url.href, reason: "look-alike" };
  return reason === undefined ? { verdict: "open", address: url.href } : { verdict: "ask", address: url.href, reason };
}

/** No attachments and no headers of the sender's choice: some mail programs obey them. */
function mail(url: URL): ExternalLink {
  const addresses = /^[^?&#/@]+@[^?&#/@]+$/.test(url.pathname);
  const fields = [...url.searchParams.keys()].every((field) => MAIL_FIELDS.has(field.toLowerCase()));
  return addresses && fields && url.hash === "" ? { verdict: "open", address: url.href } : REFUSE;
}
