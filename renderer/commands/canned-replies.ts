import { z } from "zod";
import type { CannedReplyFields } from "../../shared/api/canned-replies.ts";
import type { CannedReply } from "../../shared/inbox/canned-reply.ts";
import { parseJson } from "./parse-json.ts";

const FAULTS = ["not-found", "not-allowed", "shortcut-taken", "unknown-label", "unknown-team", "changed-meanwhile", "id-taken", "invalid"] as const;
export type CannedReplyFault = (typeof FAULTS)[number];

type CannedReplySaved =
  | { readonly kind: "saved"; readonly id: string }
  | { readonly kind: "refused"; readonly fault: CannedReplyFault }
  /** It is not known whether it was saved. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

const importedRow = z.object({
  outcome: z.enum(["added", "changed", "same", "refused"]),
  shortcut: z.string().optional(),
  reason: z.string().optional(),
});
export type ImportedRow = z.infer<typeof importedRow>;
export type CannedRepliesImported =
  | { readonly kind: "imported"; readonly rows: readonly ImportedRow[] }
  | { readonly kind: "not-allowed" }
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

/** What a new one is like besides; with `id` a deleted one comes back. */
interface NewCannedReply extends CannedReplyFields {
  readonly id?: string | undefined;
  readonly personal: boolean;
}

/** Writing them needs the network; using them does not. */
export interface CannedReplyCommands {
  readonly addCannedReply: (reply: NewCannedReply) => Promise<CannedReplySaved>;
  readonly changeCannedReply: (before: CannedReply, fields: CannedReplyFields) => Promise<CannedReplySaved>;
  readonly removeCannedReply: (id: string) => Promise<CannedReplySaved>;
  readonly importCannedReplies: (rows: readonly unknown[], personal: boolean) => Promise<CannedRepliesImported>;
}

const PATIENCE_MS = 15_000;
const saved = z.object({ id: z.string() });
const imported = z.object({ items: z.array(importedRow) });
/** The last part of the type names the problem. */
const refused = z.object({ type: z.string().transform((type) => type.split("/").at(-1)) }).transform(({ type }) => FAULTS.find((fault) => fault === type));

export function createCannedReplyCommands({ request }: { readonly request: (path: string, init?: RequestInit) => Promise<Response> }): CannedReplyCommands {
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    request(`/api/v1/canned-replies${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const save = async (id: string, asked: Promise<Response>): Promise<CannedReplySaved> => {
    try {
      const response = await asked;
      const answer = parseJson(await response.text());
      if (response.ok) return { kind: "saved", id: saved.safeParse(answer).data?.id ?? id };
      const fault = refused.safeParse(answer).data ?? (response.status === 400 ? "invalid" : undefined);
      return fault === undefined ? { kind: "failed" } : { kind: "refused", fault };
    } catch {
      return { kind: "no-network" };
    }
  };

  return {
    addCannedReply: (reply) => save(reply.id ?? "", ask("POST", "", reply)),
    changeCannedReply: ({ id, updatedAt }, fields) =>
      save(id, ask("PUT", `/${encodeURIComponent(id)}`, { ...fields, updatedAt: new Date(updatedAt).toISOString() })),
    removeCannedReply: (id) => save(id, ask("DELETE", `/${encodeURIComponent(id)}`)),
    importCannedReplies: async (rows, personal) => {
      try {
        const response = await ask("POST", "/import", { personal, replies: rows });
        if (response.status === 403) return { kind: "not-allowed" };
        const read = imported.safeParse(parseJson(await response.text()));
        return response.ok && read.success ? { kind: "imported", rows: read.data.items } : { kind: "failed" };
      } catch {
        return { kind: "no-network" };
      }
    },
  };
}
