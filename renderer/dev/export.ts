import type { ExportCommands } from "../commands/export-all.ts";

/** An export of a workspace of middling size, in a few steps. */
export const fakeExportCommands: ExportCommands = {
  exportEverything: async ({ onProgress, signal }) => {
    for (const lines of [40_000, 90_000, 182_413]) {
      onProgress({ lines, of: 182_413, bytes: lines * 610 });
      await new Promise((resolve) => setTimeout(resolve, 700));
      if (signal.aborted) return { kind: "stopped" };
    }
    return { kind: "done", file: new Blob(["{}\n"]), lines: 182_413 };
  },
};
