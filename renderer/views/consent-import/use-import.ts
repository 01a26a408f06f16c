import { useEffect, useRef, useState } from "react";
import { guessColumns, type ColumnMapping } from "../../../shared/consent/import-columns.ts";
import { dateOrderOf, type DateOrder } from "../../../shared/consent/import-dates.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { readUi } from "../../state/ui-store.ts";
import { readTable, type Table, type TableRead } from "./read-table.ts";
import { NOTHING_DONE, runBatches, type Progress, type RunEnd } from "./run-batches.ts";

/** `checking` asks what would become of each line; `importing` does it. */
type Pass = "checking" | "importing";

export type ImportPhase =
  | { readonly kind: "choose"; readonly fault?: Exclude<TableRead["kind"], "read"> }
  | { readonly kind: "reading"; readonly name: string }
  | { readonly kind: "columns" }
  | { readonly kind: "running"; readonly of: Pass; readonly progress: Progress }
  | { readonly kind: "over"; readonly of: Pass; readonly progress: Progress }
  | { readonly kind: "broken"; readonly of: Pass; readonly why: Exclude<RunEnd["kind"], "done">; readonly progress: Progress };

/** One import from the file to its last line. Leaving the page stops it between two batches; what was recorded stays. */
export function useImport() {
  const commands = useCommands();
  const [phase, setPhase] = useState<ImportPhase>({ kind: "choose" });
  const [table, setTable] = useState<Table>();
  const [mapping, setMapping] = useState<ColumnMapping>({});
  const [order, setOrder] = useState<Exclude<DateOrder, "either">>("day-first");
  // A run asks whether it is still wanted; a newer one ends it.
  const run = useRef(0);
  useEffect(() => () => void (run.current += 1), []);

  const choose = async (file: File): Promise<void> => {
    const turn = (run.current += 1);
    setPhase({ kind: "reading", name: file.name });
    const read = await readTable(file);
    if (turn !== run.current) return;
    if (read.kind !== "read") return setPhase({ kind: "choose", fault: read.kind });
    const guessed = guessColumns(read.table.headings);
    const { jurisdiction } = readUi().consentSettings;
    setTable(read.table);
    setMapping(guessed.jurisdiction === undefined && jurisdiction !== undefined ? { ...guessed, jurisdiction: { value: jurisdiction } } : guessed);
    setOrder(orderIn(read.table, guessed) === "month-first" ? "month-first" : "day-first");
    setPhase({ kind: "columns" });
  };

  const go = async (of: Pass, from: Progress): Promise<void> => {
    if (table === undefined) return;
    const turn = (run.current += 1);
    let progress = from;
    setPhase({ kind: "running", of, progress });
    const end = await runBatches(
      {
        records: table.records,
        mapping,
        order,
        dryRun: of === "checking",
        importConsents: commands.importConsents,
        isCancelled: () => turn !== run.current,
        onProgress: (now) => {
          progress = now;
          if (turn === run.current) setPhase({ kind: "running", of, progress });
        },
      },
      from,
    );
    if (turn !== run.current) return;
    if (end.kind === "done") setPhase({ kind: "over", of, progress });
    else setPhase({ kind: "broken", of, why: end.kind, progress });
  };

  return {
    phase,
    table,
    mapping,
    setMapping,
    order,
    setOrder,
    /** Both orders of day and month fit every date of the file. */
    isOrderUnsure: table !== undefined && orderIn(table, mapping) === "either",
    choose: (file: File) => void choose(file),
    check: () => void go("checking", NOTHING_DONE),
    start: () => void go("importing", NOTHING_DONE),
    goOn: () => void (phase.kind === "broken" && go(phase.of, phase.progress)),
    cancel: () => {
      run.current += 1;
      if (phase.kind === "running" && phase.of === "importing") setPhase({ kind: "broken", of: "importing", why: "cancelled", progress: phase.progress });
      else setPhase({ kind: "columns" });
    },
    back: () => setPhase({ kind: "columns" }),
    again: () => {
      run.current += 1;
      setTable(undefined);
      setPhase({ kind: "choose" });
    },
  };
}

export type Import = ReturnType<typeof useImport>;

const SAMPLE = 5_000;

function orderIn({ records }: Table, { at }: ColumnMapping): DateOrder {
  if (at === undefined || !("column" in at)) return "day-first";
  const dates = records.slice(0, SAMPLE).map(({ cells }) => cells[at.column] ?? "");
  // Without a date of that kind there is nothing to be unsure about.
  return dates.some((text) => /^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/.test(text)) ? dateOrderOf(dates) : "day-first";
}
