import { lstat, readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { isOwnAddress } from "./app-address.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";

/** What the build brings; anything else is not served, whatever lies in the folder. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  // The two files of a dictionary.
  ".aff": "application/octet-stream",
  ".dic": "application/octet-stream",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
};

interface Deps {
  /** The built inbox. */
  readonly folder: string;
  /** The server that the page may talk to. */
  readonly server: () => Promise<string>;
  readonly newNonce: () => string;
}

/** Answers `app://greenline/…` from the built inbox: files under that folder, nothing else. */
export const createAppProtocol =
  ({ folder, newNonce, server }: Deps) =>
  async (request: { readonly url: string; readonly method: string }): Promise<Response> => {
    if (request.method !== "GET" && request.method !== "HEAD") return refused(405);
    const path = pathInside(request.url);
    if (path === undefined) return refused(400);

    const file = await fileUnder(folder, path);
    const type = file === undefined ? undefined : TYPES[extname(file).toLowerCase()];
    if (file === undefined || type === undefined) return refused(404);

    const body = await readFile(file);
    if (extname(file) !== ".html") return new Response(new Uint8Array(body), { headers: { ...SAFE_HEADERS, "content-type": type } });

    const nonce = newNonce();
    return new Response(withNonce(body.toString("utf8"), nonce), {
      headers: {
        ...SAFE_HEADERS,
        "content-type": type,
        "cache-control": "no-store",
        "content-security-policy": contentSecurityPolicy({ server: await server(), nonce }),
      },
    });
  };

const SAFE_HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const refused = (status: number): Response => new Response(null, { status, headers: SAFE_HEADERS });

/**
 * The path that an address asks for, decoded once; undefined where it holds anything but plain names. What would need a second
 * decoding (`%252e`) still has a percent sign afterwards and is refused with the rest.
 */
export function pathInside(address: string): string | undefined {
  if (!isOwnAddress(address)) return undefined;

  const { pathname } = new URL(address);
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded === "/") return "index.html";
  return /^(?:\/[A-Za-z0-9_~@+-][A-Za-z0-9._~@+-]*)+$/.test(decoded) ? decoded.slice(1) : undefined;
}

/** Follows links first: a link inside the folder must not lead out of it. */
async function fileUnder(folder: string, path: string): Promise<string | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return undefined;
    return (await lstat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The widget libraries write a few style elements; they find the nonce of this load where everybody looks for it. */
function withNonce(page: string, nonce: string): string {
  return page.replace(/<head([^>]*)>/i, `<head$1><meta property="csp-nonce" nonce="${nonce}">`);
}
