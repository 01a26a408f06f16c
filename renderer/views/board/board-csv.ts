import type { BoardRow } from "../../../shared/board/board-row.ts";
import type { BoardNames } from "../../../shared/board/board-order.ts";
import type { Instant } from "../../../shared/time.ts";
import type { MissedPromise } from "../../commands/board.ts";
import type { InboxState } from "../../state/inbox-state.ts";
import { cellText } from "../what-if/result-csv.ts";
import { causeWords } from "../words/reason-words.ts";
import type { Words } from "../words/use-words.ts";
import { rowTime } from "./row-words.ts";

type Facts = Pick<InboxState, "calendars" | "contacts" | "conversations" | "numbers">;

const COLUMNS = ["customer", "clock", "left", "due", "team", "owner", "priority", "number", "policy", "cause", "overdueMs", "conversation"] as const;

/** [BD1] Exactly the rows that are shown, in their order, as of `now`; times with their zone, so that a file can be read elsewhere. */
export function boardCsv(rows: readonly BoardRow[], names: BoardNames, facts: Facts, now: Instant, words: Words): string {
  const { t } = words;
  return table(
    rows.map((row) => {
      const { clock, conversation, dueAt, kind } = row;
      const { left, overdue } = rowTime(row, now, facts.calendars, words);
      return [
        names.customer(conversation),
        t(`clock.${kind}`),
        left,
        new Date(dueAt).toISOString(),
        names.team(conversation),
        names.agent(conversation),
        t(`priority.${conversation.priority}`),
        facts.numbers.get(conversation.numberId)?.displayName,
        clock?.policy?.name ?? clock?.policy?.id,
        clock?.cause === undefined ? undefined : causeWords(clock.cause, t),
        overdue,
        conversation.id,
      ];
    }),
    t,
  );
}

/** The same columns for what was missed in a period. */
export function missedCsv(rows: readonly MissedPromise[], names: BoardNames, facts: Facts, { t, time }: Words): string {
  return table(
    rows.map(({ assigneeId, cause, conversationId, dueAt, kind, overdue, policyId }) => {
      const conversation = facts.conversations.get(conversationId);
      return [
        conversation === undefined ? undefined : names.customer(conversation),
        t(`clock.${kind}`),
        time.left(-overdue),
        new Date(dueAt).toISOString(),
        conversation === undefined ? undefined : names.team(conversation),
        conversation === undefined ? assigneeId : names.agent(conversation),
        conversation === undefined ? undefined : t(`priority.${conversation.priority}`),
        conversation === undefined ? undefined : facts.numbers.get(conversation.numberId)?.displayName,
        policyId,
        cause === undefined ? undefined : causeWords(cause, t),
        overdue,
        conversationId,
      ];
    }),
    t,
  );
}

// The mark at the head tells spreadsheets that this is UTF-8.
const table = (rows: readonly (readonly (string | number | undefined)[])[], t: Words["t"]): string =>
  `\uFEFF${[COLUMNS.map((column) => t(`board.csv.${column}`)), ...rows].map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
