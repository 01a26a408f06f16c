import { parseAddress } from "./parse-address.ts";

/** The inbox's own address. A scheme of our own, never `file:`, so that it has an origin that can be checked. */
export const APP_SCHEME = "app";
export const APP_ORIGIN = "app://greenline";
export const APP_PAGE = `${APP_ORIGIN}/`;

/** Written with colon and slashes, because `new URL("app://…").origin` is "null" outside of Chromium. */
export function isOwnAddress(address: string): boolean {
  const url = parseAddress(address);
  return url?.protocol === `${APP_SCHEME}:` && url.host === "greenline";
}
