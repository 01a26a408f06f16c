import * as z from "zod";
import type { JsonFile } from "./json-file.ts";
import { parseAddress } from "./parse-address.ts";

export const serverSettingsSchema = z.strictObject({ server: z.string().optional() });
export type ServerSettings = z.infer<typeof serverSettingsSchema>;

/**
 * The origin of a server that may be used, or undefined. Messages and tokens go there, so it must be encrypted; a server on this
 * machine need not be.
 */
export function parseServer(raw: string): string | undefined {
  const url = raw.length > 2_048 ? undefined : parseAddress(raw);
  if (url === undefined || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "" || url.pathname !== "/") return undefined;
  if (url.protocol === "https:") return url.origin;
  return url.protocol === "http:" && isLoopback(url.hostname) ? url.origin : undefined;
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Remembers the team's server. A remembered one that is no longer allowed counts as none. */
export function createServerSettings(file: JsonFile<ServerSettings>) {
  return {
    remembered: (): string | undefined => {
      const server = file.read()?.server;
      return server === undefined ? undefined : parseServer(server);
    },
    /** Null where it was refused. */
    remember: (raw: string | undefined): string | undefined | null => {
      if (raw === undefined) {
        file.write({});
        return undefined;
      }
      const server = parseServer(raw);
      if (server === undefined) return null;
      file.write({ server });
      return server;
    },
  };
}
