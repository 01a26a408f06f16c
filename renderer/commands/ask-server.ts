import type { z } from "zod";
import type { Clock, Instant } from "../../shared/time.ts";
import { parseJson } from "./parse-json.ts";

export interface Seen<Fact> {
  readonly fact: Fact;
  readonly at: Instant;
}

/** What only the server knows. Where it does not say, there is what it said last, if it ever did. */
export type Told<Fact> =
  | { readonly kind: "fresh"; readonly seen: Seen<Fact> }
  /** Nobody answered. */
  | { readonly kind: "no-network"; readonly seen: Seen<Fact> | undefined }
  /** An answer came, and it was not this. */
  | { readonly kind: "failed"; readonly seen: Seen<Fact> | undefined };

export interface ServerDeps {
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** The server's time as well as we know it. */
  readonly clock: Clock;
}

/** Undefined where the answer is not what was asked for. */
export type ReadAnswer<Fact> = (raw: unknown) => Fact | undefined;

export interface AskOptions {
  readonly patience?: number;
}

const PATIENCE_MS = 15_000;

export const fits =
  <Fact>(schema: z.ZodType<Fact>): ReadAnswer<Fact> =>
  (raw) =>
    schema.safeParse(raw).data;

/** One question; `before` is what was known of it. */
export async function askServer<Fact>(
  { clock, request }: ServerDeps,
  path: string,
  read: ReadAnswer<Fact>,
  { before, patience = PATIENCE_MS }: AskOptions & { readonly before?: Seen<Fact> | undefined } = {},
): Promise<Told<Fact>> {
  try {
    const response = await request(path, { signal: AbortSignal.timeout(patience) });
    const fact = response.ok ? read(parseJson(await response.text())) : undefined;
    return fact === undefined ? { kind: "failed", seen: before } : { kind: "fresh", seen: { fact, at: clock.now() } };
  } catch {
    return { kind: "no-network", seen: before };
  }
}

/** Asks by path, and remembers the last word about each for as long as this person is signed in. */
export function rememberAnswers<Fact>(deps: ServerDeps, read: ReadAnswer<Fact>, options: AskOptions = {}): (path: string) => Promise<Told<Fact>> {
  const seen = new Map<string, Seen<Fact>>();
  return async (path) => {
    const told = await askServer(deps, path, read, { ...options, before: seen.get(path) });
    if (told.kind === "fresh") seen.set(path, told.seen);
    return told;
  };
}
