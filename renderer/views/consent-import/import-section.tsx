import { useWords } from "../words/use-words.ts";
import { Section } from "../settings/section.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { ColumnsForm } from "./columns-form.tsx";
import css from "./consents.module.css";
import { ImportOutcome } from "./import-outcome.tsx";
import { ImportRun } from "./import-run.tsx";
import { useImport } from "./use-import.ts";

/** [S3-29] [S2-6] A table of consents, from the file to its last line: chosen, read, its columns named, tried, and taken in. */
export function ImportSection() {
  const one = useImport();
  const { t } = useWords();
  const { phase, table } = one;
  return (
    <Section title={t("consents.import")} hint={t("consents.import.hint")}>
      <div className={css["body"]}>
        {phase.kind === "choose" || phase.kind === "reading" || table === undefined ? (
          <ChooseFile phase={phase} onFile={one.choose} />
        ) : phase.kind === "columns" ? (
          <ColumnsForm one={one} table={table} />
        ) : phase.kind === "over" ? (
          <ImportOutcome one={one} table={table} isDone={phase.of === "importing"} progress={phase.progress} />
        ) : (
          <ImportRun one={one} phase={phase} total={table.records.length} />
        )}
      </div>
    </Section>
  );
}
