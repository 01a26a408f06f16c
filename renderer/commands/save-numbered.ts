import { z } from "zod";
import type { Problem } from "../../shared/sla/problems.ts";
import { jsonRequest } from "./json-request.ts";
import { parseJson } from "./parse-json.ts";

export type NotSaved =
  /** Nothing was saved; each fault with its path. */
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  /** Somebody else has saved since it was read. */
  | { readonly kind: "changed-meanwhile" }
  | { readonly kind: "not-allowed" }
  /** It is not known whether it was saved. */
  | { readonly kind: "no-network" }
  | { readonly kind: "failed" };

interface Save<Fact> {
  readonly path: string;
  /** Carries the number of the save that it stands on. */
  readonly body: unknown;
  /** What the server has now, out of its answer. */
  readonly read: (raw: unknown) => Fact | undefined;
}

const PATIENCE_MS = 15_000;
const problems = z.object({ errors: z.array(z.object({ path: z.string(), message: z.string(), code: z.enum(["shape", "value"]) })) });

/** Saves what counts its saves: the server refuses what stands on an older one. */
export async function saveNumbered<Fact>(
  request: (path: string, init?: RequestInit) => Promise<Response>,
  { body, path, read }: Save<Fact>,
): Promise<{ readonly kind: "saved"; readonly fact: Fact } | NotSaved> {
  try {
    const response = await request(path, { ...jsonRequest("PUT", body), signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = parseJson(await response.text());
    switch (response.status) {
      case 200: {
        const fact = read(answer);
        return fact === undefined ? { kind: "failed" } : { kind: "saved", fact };
      }
      case 409:
        return { kind: "changed-meanwhile" };
      case 403:
        return { kind: "not-allowed" };
      case 422:
        return { kind: "refused", problems: problems.safeParse(answer).data?.errors ?? [] };
      default:
        return { kind: "failed" };
    }
  } catch {
    return { kind: "no-network" };
  }
}
