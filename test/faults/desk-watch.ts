import type { MessageState } from "../../shared/inbox/message.ts";
import type { Page } from "../../shared/sync/protocol.ts";
import type { VersionedRow } from "../../shared/sync/rows.ts";

/** [I10] What a message reached with the platform; the rest are ours. */
const LADDER: readonly MessageState[] = ["accepted", "sent", "failed", "delivered", "read", "played"];

/** What no desk may ever see between two of its own moments, whatever its network did. */
export function watchDesk(report: (what: string) => void) {
  const reached = new Map<string, number>();
  const owners = new Map<string, string>();
  const results = new Map<string, string>();

  const row = ({ e, row: shown }: VersionedRow): void => {
    if (shown === undefined) return;
    if (e === "message") {
      const { id, state } = shown;
      const rank = LADDER.indexOf(state);
      const before = reached.get(id) ?? -1;
      if (before >= 0 && rank < before) report(`[I10] message ${id} went from ${LADDER[before]} to ${state}`);
      if (rank >= 0) reached.set(id, rank);
    }
    if (e === "conversation" && shown.assigneeId !== undefined) {
      const claim = `${shown.id} ${shown.claimEpoch}`;
      const owner = owners.get(claim) ?? shown.assigneeId;
      if (owner !== shown.assigneeId) report(`[I5] ${shown.id} has two owners at epoch ${shown.claimEpoch}: ${owner} and ${shown.assigneeId}`);
      owners.set(claim, owner);
    }
  };

  return {
    page: ({ from, rows, to }: Page): void => {
      if (to < from) report(`[I7] a page led back from ${from} to ${to}`);
      rows.forEach(row);
    },
    /** [I8] A push that comes again is answered as before. */
    pushed: (question: unknown, answer: unknown): void => {
      const { muts = [] } = (question ?? {}) as { readonly muts?: readonly { readonly id: number; readonly mutation: unknown }[] };
      const { results: given = [] } = (answer ?? {}) as { readonly results?: readonly { readonly id: number; readonly st: string }[] };
      for (const result of given) {
        if (result.st === "gap") continue;
        const key = `${result.id} ${JSON.stringify(muts.find(({ id }) => id === result.id)?.mutation)}`;
        const said = JSON.stringify(result);
        const before = results.get(key) ?? said;
        if (before !== said) report(`[I8] ${key} was answered ${before} and then ${said}`);
        results.set(key, before);
      }
    },
  };
}
