import { join } from "node:path";
import { APP_ORIGIN } from "./app-address.ts";
import type { Environment } from "./backend-process.ts";

const DEFAULT_PORT = "4780";

/**
 * What the backend is given where the application brings its own: this machine alone, a folder of this user, and a simulated
 * platform as long as no real one is named.
 */
export function embeddedEnvironment(env: Environment, { dataFolder, inboxFolder }: { readonly dataFolder: string; readonly inboxFolder: string }): Environment {
  const real = (env["WHATSAPP_ACCESS_TOKEN"] ?? "") !== "";
  const origins = [env["GREENLINE_ORIGINS"] ?? "", APP_ORIGIN].filter((origin) => origin !== "").join(",");
  return {
    ...env,
    PORT: env["PORT"] ?? DEFAULT_PORT,
    HOST: env["HOST"] ?? "127.0.0.1",
    GREENLINE_DATA: env["GREENLINE_DATA"] ?? join(dataFolder, "backend"),
    GREENLINE_DEMO: env["GREENLINE_DEMO"] ?? (real ? "0" : "1"),
    GREENLINE_INBOX_DIR: env["GREENLINE_INBOX_DIR"] ?? inboxFolder,
    GREENLINE_ORIGINS: origins,
  };
}

/**
 * The address the backend will have, where that can be known before it is there. The page is then loaded at once and waits with
 * its first picture on the screen, instead of behind it.
 */
export function expectedAddress(env: Environment): string | undefined {
  const port = env["PORT"] ?? DEFAULT_PORT;
  return /^[1-9]\d{0,4}$/.test(port) ? `http://127.0.0.1:${port}` : undefined;
}
