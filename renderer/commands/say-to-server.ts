import { z } from "zod";
import type { ReadAnswer, ServerDeps } from "./ask-server.ts";
import { parseJson } from "./parse-json.ts";

/** Why a change was not made, or (`no-network`) why it is not known whether it was. */
export type ChangeProblem = { readonly kind: "refused"; readonly title: string } | { readonly kind: "no-network" | "failed" };

interface Change<Fact> {
  readonly path: string;
  readonly method: "POST" | "PUT" | "DELETE";
  readonly body?: unknown;
  readonly read: ReadAnswer<Fact>;
  readonly patience: number;
}

const refused = z.object({ title: z.string() });

/** Asks the server to change something; an answer without words counts as an empty one. */
export async function sayToServer<Fact>(
  request: ServerDeps["request"],
  { body, method, path, patience, read }: Change<Fact>,
): Promise<{ readonly kind: "ok"; readonly fact: Fact } | ChangeProblem> {
  try {
    const response = await request(path, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    const raw = text === "" ? {} : parseJson(text);
    if (response.ok) {
      const fact = read(raw);
      return fact === undefined ? { kind: "failed" } : { kind: "ok", fact };
    }
    const problem = refused.safeParse(raw);
    return problem.success && response.status < 500 ? { kind: "refused", title: problem.data.title } : { kind: "failed" };
  } catch {
    return { kind: "no-network" };
  }
}
