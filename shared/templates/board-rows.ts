import type { Template } from "../inbox/people.ts";
import type { AudienceRisk } from "./audience.ts";
import type { LintLine } from "./lint-template.ts";
import { failedCount, share, type TemplateResults } from "./results.ts";

/** [S1-4] A template with all that speaks for or against it. */
export interface BoardRow {
  readonly template: Template;
  readonly lint: readonly LintLine[];
  /** Undefined where nobody knows, or this person may not. */
  readonly results: TemplateResults | undefined;
  readonly audience: readonly AudienceRisk[];
}

export type BoardColumn = "name" | "status" | "quality" | "risks" | "sent" | "delivered" | "read" | "replied" | "failed" | "optedOut";

export interface BoardOrder {
  /** `attention`: what needs somebody comes first. */
  readonly by: BoardColumn | "attention";
  readonly descending: boolean;
}

export interface BoardFilter {
  readonly query: string;
  readonly show: "all" | "usable" | "trouble";
  readonly category: Template["category"] | "all";
  readonly language: string;
}

const QUALITY = { RED: 3, YELLOW: 2, UNKNOWN: 1, GREEN: 0 } as const satisfies Record<Template["quality"], number>;
const STATUS: Readonly<Record<string, number>> = { APPROVED: 0, IN_APPEAL: 2, PENDING: 1, REJECTED: 3, PAUSED: 4, DISABLED: 5 };

/** Somebody should look: the platform or customers have said something, or are about to. */
export const isInTrouble = ({ audience, lint, template: { nextCategory, quality, status } }: BoardRow): boolean =>
  (status !== "APPROVED" && status !== "PENDING") ||
  quality === "RED" ||
  quality === "YELLOW" ||
  nextCategory !== undefined ||
  audience.length > 0 ||
  lint.some(({ verdict }) => verdict !== "risky");

export function boardRows(rows: readonly BoardRow[], filter: BoardFilter, order: BoardOrder): readonly BoardRow[] {
  const query = filter.query.trim().toLowerCase();
  const fits = (row: BoardRow): boolean => {
    const { body, category, language, name, status } = row.template;
    if (filter.category !== "all" && category !== filter.category) return false;
    if (filter.language !== "all" && language !== filter.language) return false;
    if (filter.show === "usable" && status !== "APPROVED") return false;
    if (filter.show === "trouble" && !isInTrouble(row)) return false;
    return query === "" || `${name}\n${body}`.toLowerCase().includes(query);
  };
  const sign = order.descending ? -1 : 1;
  return rows.filter(fits).toSorted((a, b) => {
    if (order.by === "name") return sign * compareNames(a, b);
    const [x, y] = [figure(a, order.by), figure(b, order.by)];
    // What is not known stands last, whichever way.
    if (x === undefined || y === undefined) return x === y ? compareNames(a, b) : x === undefined ? 1 : -1;
    return sign * (x - y) || compareNames(a, b);
  });
}

const compareNames = ({ template: a }: BoardRow, { template: b }: BoardRow): number =>
  a.name === b.name ? (a.language < b.language ? -1 : 1) : a.name < b.name ? -1 : 1;

function figure(row: BoardRow, column: Exclude<BoardOrder["by"], "name">): number | undefined {
  const { audience, lint, results, template } = row;
  switch (column) {
    case "attention":
      return (isInTrouble(row) ? 1_000 : 0) + 10 * QUALITY[template.quality] + (STATUS[template.status] ?? 2);
    case "status":
      return STATUS[template.status] ?? 2;
    case "quality":
      return QUALITY[template.quality];
    case "risks":
      return lint.length + audience.length;
    case "sent":
      return results?.sent;
    case "failed":
      return results === undefined ? undefined : share(failedCount(results), results.sent);
    case "delivered":
      return results === undefined ? undefined : share(results.delivered, results.sent);
    case "read":
    case "replied":
      return results === undefined ? undefined : share(results[column], results.delivered);
    case "optedOut":
      return results?.optedOut;
  }
}
