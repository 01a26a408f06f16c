import type { WallboardAnswer } from "../../../shared/wallboard/wallboard-answer.ts";
import type { WallboardAsked } from "./wallboard-poll.ts";

interface Deps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly token: string;
  readonly parse: (raw: unknown) => WallboardAnswer | undefined;
}

const PATIENCE_MS = 20_000;

/** The one question of a screen, with its token in a header: addresses are written into logs. */
export async function askWallboard({ fetch, parse, token }: Deps): Promise<WallboardAsked> {
  if (token === "") return { kind: "refused" };
  try {
    const response = await fetch("/api/v1/wallboard", {
      headers: { authorization: `Bearer ${token}` },
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 401) return { kind: "refused" };
    const answer = response.ok ? parse(await response.json()) : undefined;
    return answer === undefined ? { kind: "failed" } : { kind: "told", answer };
  } catch {
    return { kind: "failed" };
  }
}
