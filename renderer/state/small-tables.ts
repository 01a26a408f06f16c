import { toAgentId, toNumberId, toTeamId } from "../../shared/ids.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";
import type { InboxState } from "./inbox-state.ts";

/** Tables so small that a change copies them: a view may select the whole map. */
export type SmallTables = Pick<InboxState, "agents" | "teams" | "labels" | "numbers" | "templates" | "cannedReplies" | "calendars" | "alerts">;

export const noSmallTables: SmallTables = {
  agents: new Map(),
  teams: new Map(),
  labels: new Map(),
  numbers: new Map(),
  templates: new Map(),
  cannedReplies: new Map(),
  calendars: new Map(),
  alerts: new Map(),
};

const SMALL: ReadonlySet<VersionedRow["e"]> = new Set(["agent", "team", "label", "number", "template", "cannedReply", "calendar", "alert"]);

/** The tables with these rows in them; without news the very same, and so each table by itself. */
export function placeSmall(before: SmallTables, rows: readonly VersionedRow[]): SmallTables {
  if (!rows.some(({ e }) => SMALL.has(e))) return before;
  const tables: { -readonly [Name in keyof SmallTables]: SmallTables[Name] } = {
    agents: before.agents,
    teams: before.teams,
    labels: before.labels,
    numbers: before.numbers,
    templates: before.templates,
    cannedReplies: before.cannedReplies,
    calendars: before.calendars,
    alerts: before.alerts,
  };
  for (const row of rows) {
    switch (row.e) {
      case "agent":
        tables.agents = withRow(tables.agents, toAgentId(row.id), row.row);
        break;
      case "team":
        tables.teams = withRow(tables.teams, toTeamId(row.id), row.row);
        break;
      case "label":
        tables.labels = withRow(tables.labels, row.id, row.row);
        break;
      case "number":
        tables.numbers = withRow(tables.numbers, toNumberId(row.id), row.row);
        break;
      case "template":
        tables.templates = withRow(tables.templates, row.id, row.row);
        break;
      case "cannedReply":
        tables.cannedReplies = withRow(tables.cannedReplies, row.id, row.row);
        break;
      case "calendar":
        tables.calendars = withRow(tables.calendars, row.id, row.row);
        break;
      case "alert":
        tables.alerts = withRow(tables.alerts, row.id, row.row);
        break;
      default:
        break;
    }
  }
  return tables;
}

function withRow<Id, Row>(rows: ReadonlyMap<Id, Row>, id: Id, row: Row | undefined): ReadonlyMap<Id, Row> {
  const next = new Map(rows);
  if (row === undefined) next.delete(id);
  else next.set(id, row);
  return next;
}
