import type { DesktopNews, DesktopRequests } from "../shared/desktop-contract.ts";

/** The names on the wire between the page and the shell. Free of imports at run time: the preload carries this file too. */
export const requestChannel = (name: keyof DesktopRequests): string => `greenline:request:${name}`;
export const newsChannel = (name: keyof DesktopNews): string => `greenline:news:${name}`;
