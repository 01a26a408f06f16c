import type { Line, Wire } from "../../backend/sync/lines.ts";
import type { Store } from "../../backend/store/store.ts";
import type { AgentId } from "../../shared/ids.ts";
import { conversationOf, type VersionedRow } from "../../shared/sync/rows.ts";
import { maySee, scopesOf } from "../../shared/sync/scopes.ts";
import { Violation } from "./violations.ts";

interface Deps {
  readonly store: Store;
  readonly agentId: AgentId;
  readonly report: (error: unknown) => void;
}

/** [I11] What leaves for a desk, unasked or as an answer, is what its person may see at that moment. */
export function withinRights({ agentId, report, store }: Deps): {
  readonly wire: (wire: Wire) => Wire;
  readonly answer: (answer: ReturnType<Line["ask"]>) => void;
} {
  const look = (rows: readonly VersionedRow[]): void => {
    const stranger = store.read((tx) => {
      const agent = tx.get("agent", agentId);
      if (agent === undefined) return rows[0];
      const scopes = scopesOf(agent);
      return rows.find((row) => {
        if (row.e === "conversation") return row.row !== undefined && !maySee(scopes, row.row);
        const id = conversationOf(row);
        const conversation = id === undefined ? undefined : tx.get("conversation", id);
        return conversation !== undefined && !maySee(scopes, conversation);
      });
    });
    if (stranger !== undefined) report(new Violation("I11", `${agentId} was given ${stranger.e} ${stranger.id} and may not see it`));
  };
  return {
    wire: (wire) => ({
      ...wire,
      deliver: (page, done) => {
        look(page.rows);
        wire.deliver(page, done);
      },
    }),
    answer: (answer) => {
      const { rows } = (answer ?? {}) as { readonly rows?: readonly VersionedRow[] };
      if (rows !== undefined) look(rows);
    },
  };
}
