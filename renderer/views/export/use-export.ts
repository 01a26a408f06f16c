import { useEffect, useRef, useState } from "react";
import type { ExportOutcome, ExportProgress } from "../../commands/export-all.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { saveFile } from "../what-if/save-file.ts";

export type ExportPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "running"; readonly progress: ExportProgress | undefined }
  | { readonly kind: "saved"; readonly lines: number; readonly bytes: number }
  | { readonly kind: Exclude<ExportOutcome["kind"], "done"> };

/** One export at a time; whoever leaves the page stops it. */
export function useExport(today: () => string) {
  const commands = useCommands();
  const [phase, setPhase] = useState<ExportPhase>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const begin = async (media: boolean): Promise<void> => {
    const stop = new AbortController();
    running.current = stop;
    setPhase({ kind: "running", progress: undefined });
    const outcome = await commands.exportEverything({ media, signal: stop.signal, onProgress: (progress) => setPhase({ kind: "running", progress }) });
    if (running.current !== stop) return;
    if (outcome.kind !== "done") return setPhase(outcome);
    saveFile(`greenline-${today()}.jsonl`, outcome.file, "application/jsonl");
    setPhase({ kind: "saved", lines: outcome.lines, bytes: outcome.file.size });
  };
  return { phase, begin, stop: () => running.current?.abort() };
}
