import { z } from "zod";
import { problem } from "../../../shared/api/problem.ts";
import type { Clock } from "../../../shared/time.ts";
import type { Exports } from "../../export/exports.ts";
import type { Store } from "../../store/store.ts";
import { ADMINS, route, type Route } from "../route.ts";

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  readonly exports: Exports;
}

const query = z.object({ media: z.enum(["0", "1"]).default("0") });

/** [S0-28] Everything, for whoever answers for the data. */
export function exportRoutes({ clock, exports, store }: Deps): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/api/v1/export",
      summary:
        "Everything of one moment as JSON Lines, to be kept or imported elsewhere; with `media=1` the files too. Whole where the last line has the type `end`. It is audited.",
      roles: ADMINS,
      query,
      answers: { 200: "JSON Lines: a header, rows, and the end with counts and SHA-256", 429: "Another export is running" },
      handle: ({ principal, query: { media }, reply }) => {
        const at = clock.now();
        const pieces = exports.begin({ at, media: media === "1" });
        if (pieces === "busy")
          return { status: 429, body: problem(429, "export-running", "Another export is running.", { detail: "Wait until it is done, and begin again." }) };
        store.write((tx) =>
          tx.appendAudit({ at, who: principal.agent.id, action: "everything-exported", target: "export", data: JSON.stringify({ media: media === "1" }) }),
        );
        void reply
          .header("content-type", "application/jsonl; charset=utf-8")
          .header("content-disposition", `attachment; filename="greenline-${new Date(at).toISOString().slice(0, 10)}.jsonl"`)
          .header("cache-control", "no-store")
          .send(pieces);
        return "sent";
      },
    }),
  ];
}
