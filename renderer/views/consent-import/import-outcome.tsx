import { Download } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { cellText } from "../what-if/result-csv.ts";
import { saveFile } from "../what-if/save-file.ts";
import { useWords, type Words } from "../words/use-words.ts";
import css from "./consents.module.css";
import { CountBoxes } from "./count-boxes.tsx";
import type { Table } from "./read-table.ts";
import type { Progress, Trouble } from "./run-batches.ts";
import type { Import } from "./use-import.ts";

interface Props {
  readonly one: Import;
  readonly table: Table;
  readonly isDone: boolean;
  readonly progress: Progress;
}

/** Nobody reads more of them on a screen; the file has all. */
const SHOWN = 200;

/** What would become of the lines, or what has, with each line that does not count: its number, whom it names, and why. */
export function ImportOutcome({ isDone, one, progress: { counts, troubles }, table }: Props) {
  const { t, time } = useWords();
  const changes = counts.granted + counts.withdrawn + counts.unknown;
  return (
    <>
      <p role="status">{t(isDone ? "consents.imported" : "consents.checked", { name: table.name })}</p>
      <CountBoxes counts={counts} isDone={isDone} />
      {troubles.length === 0 ? null : (
        <>
          <div className={css["scroll"]} tabIndex={0} role="region" aria-label={t("consents.troubles")}>
            <table className={css["table"]}>
              <thead>
                <tr>
                  <th className={css["number"]} scope="col">
                    {t("consents.line")}
                  </th>
                  <th scope="col">{t("consents.field.contact")}</th>
                  <th scope="col">{t("consents.why")}</th>
                </tr>
              </thead>
              <tbody>
                {troubles.slice(0, SHOWN).map(({ contact, line, reason }) => (
                  <tr key={line}>
                    <td className={css["number"]}>{time.number(line)}</td>
                    <td>
                      <bdi>{contact}</bdi>
                    </td>
                    <td>{t(`consents.reason.${reason}`)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {troubles.length > SHOWN ? <p className={css["hint"]}>{t("consents.troubles.more", { more: time.number(troubles.length - SHOWN) })}</p> : null}
        </>
      )}
      <div className={css["ways"]}>
        {isDone ? (
          <Button look="primary" onClick={one.again}>
            {t("consents.otherFile")}
          </Button>
        ) : (
          <>
            <Button look="primary" disabled={changes === 0} onClick={one.start}>
              {t("consents.start")}
            </Button>
            <Button onClick={one.back}>{t("consents.back")}</Button>
          </>
        )}
        {troubles.length === 0 ? null : (
          <Button look="quiet" onClick={() => saveFile(t("consents.csv.name"), troubleCsv(table, troubles, t), "text/csv;charset=utf-8")}>
            <Download size={14} strokeWidth={1.75} aria-hidden="true" />
            {t("consents.csv")}
          </Button>
        )}
        {!isDone && changes === 0 ? <p className={css["hint"]}>{t("consents.nothingNew")}</p> : null}
      </div>
    </>
  );
}

/** The lines that do not count as they stood in the file, with why: mended, they can be imported by themselves. */
export function troubleCsv({ headings }: Pick<Table, "headings">, troubles: readonly Trouble[], t: Words["t"]): string {
  const lines = troubles.map(({ cells, line, reason }) => [...headings.map((_, index) => cells[index] ?? ""), line, t(`consents.reason.${reason}`)]);
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${[[...headings, t("consents.line"), t("consents.why")], ...lines].map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}
