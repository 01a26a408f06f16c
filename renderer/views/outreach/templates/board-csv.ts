import type { BoardRow } from "../../../../shared/templates/board-rows.ts";
import { failedCount } from "../../../../shared/templates/results.ts";
import { cellText } from "../../what-if/result-csv.ts";
import type { Words } from "../../words/use-words.ts";

/** The table as it stands: one row a template; figures only for whoever may see them. */
export function boardCsv(rows: readonly BoardRow[], leads: boolean, t: Words["t"]): string {
  const head = [
    t("templates.column.name"),
    t("templates.language"),
    t("templates.category"),
    t("templates.column.status"),
    t("templates.column.quality"),
    t("templates.column.risks"),
    ...(leads ? (["sent", "delivered", "read", "replied", "failed", "optedOut"] as const).map((column) => t(`templates.column.${column}`)) : []),
    ...(leads ? [t("templates.failedByCode")] : []),
  ];
  const lines = rows.map(({ audience, lint, results, template }) => [
    template.name,
    template.language,
    template.category,
    template.status,
    template.quality,
    lint.length + audience.length,
    ...(leads
      ? [
          results?.sent,
          results?.delivered,
          results?.read,
          results?.replied,
          results === undefined ? undefined : failedCount(results),
          results?.optedOut,
          results?.failed.map(({ code, count }) => `${code}: ${count}`).join("; "),
        ]
      : []),
  ]);
  // The mark at the head tells spreadsheets that this is UTF-8.
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}
