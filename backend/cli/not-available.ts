import type { Command } from "./command.ts";

/** Stands in the table for a command that is promised but not built yet. */
export const notAvailable =
  (name: string): Command =>
  async (_args, { stderr }) => {
    stderr.write(`greenline ${name}: not available in this version.\n`);
    return 2;
  };
