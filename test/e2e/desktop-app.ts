import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";

export const ROOT = resolve(import.meta.dirname, "../..");

/** Many times what a quiet machine needs: for whatever a test waits for. */
export const BUSY_MS = 60_000;

/** The browser's helpers end a moment after it, and write until then. */
export const removeProfile = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });

export interface DesktopApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** What the shell and its backend have printed so far. */
  readonly output: () => string;
  readonly userData: string;
  readonly close: () => Promise<void>;
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** A profile of an earlier start; without one the start is somebody's first. */
  readonly userData?: string;
}

/** Starts the real application, as built, with a profile of its own. Root has no sandbox to give it. */
export async function launchDesktop({ args = [], env = {}, userData = mkdtempSync(join(tmpdir(), "greenline-desktop-")) }: Options = {}): Promise<DesktopApp> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^(VITEST|NODE_OPTIONS|NODE_ENV)/.test(entry[0])),
  );
  let printed = "";
  const app = await _electron.launch({
    executablePath: process.env["GREENLINE_E2E_ELECTRON"] ?? "",
    args: ["-r", join(import.meta.dirname, "hold-until-connected.cjs"), ROOT, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu", ...args],
    env: { ...inherited, GREENLINE_USER_DATA: userData, ...env },
    timeout: BUSY_MS,
  });
  const keep = (chunk: Buffer): void => void (printed += chunk.toString());
  app.process().stdout?.on("data", keep);
  app.process().stderr?.on("data", keep);
  const page = await app.firstWindow({ timeout: BUSY_MS });
  page.setDefaultTimeout(BUSY_MS);

  return {
    app,
    page,
    output: () => printed,
    userData,
    close: async () => {
      await app.close();
      removeProfile(userData);
    },
  };
}
