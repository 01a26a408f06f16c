import { z } from "zod";
import type { Store } from "../../store/store.ts";
import { iso } from "../present.ts";
import { ADMINS, route, type Route } from "../route.ts";

const query = z.object({
  who: z.string().optional(),
  action: z.string().optional(),
  target: z.string().optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** [H43] Who did what, newest first. */
export const auditRoutes = ({ store }: { readonly store: Store }): readonly Route[] => [
  route({
    method: "GET",
    path: "/api/v1/audit",
    summary: "The audit log, newest first: by `who`, `action` and `target`, each exact; `before` is a row's number. Rows hold ids, never words of customers.",
    roles: ADMINS,
    query,
    answers: { 200: "Rows with their hashes" },
    handle: ({ query: asked }) => {
      const items = store.read((tx) => tx.auditRows(asked)).map(({ at, data, ...row }) => ({ ...row, at: iso(at), data: JSON.parse(data) as unknown }));
      return { status: 200, body: { items, next: items.length < asked.limit ? null : (items.at(-1)?.n ?? null) } };
    },
  }),
];
