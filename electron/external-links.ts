import type { Shell } from "electron";
import { checkExternalLink } from "./external-link-rules.ts";

interface Deps {
  readonly shell: Pick<Shell, "openExternal">;
  /** Asks the person whether to open an address that is allowed and yet not quite safe. */
  readonly confirm: (address: string, reason: "not-encrypted" | "look-alike") => Promise<boolean>;
}

/** The one gate to the outside. Nothing else in the shell opens an address, and nothing opens a file. Says whether it was opened. */
export const createExternalLinks =
  ({ confirm, shell }: Deps) =>
  async (raw: string): Promise<boolean> => {
    const link = checkExternalLink(raw);
    if (link.verdict === "refuse") return false;
    if (link.verdict === "ask" && !(await confirm(link.address, link.reason))) return false;

    await shell.openExternal(link.address);
    return true;
  };
