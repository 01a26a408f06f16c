import { z } from "zod";
import { linesOf } from "./answer-lines.ts";
import { jsonRequest } from "./json-request.ts";
import { parseJson } from "./parse-json.ts";

export type LookedBack<Result> =
  | { readonly kind: "result"; readonly result: Result }
  /** The server looks back for one at a time. */
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly title: string }
  | { readonly kind: "stopped" | "no-network" | "failed" };

export interface Progress {
  readonly done: number;
  readonly of: number;
}

type Line<Result> = { readonly progress: Progress } | { readonly result: Result } | { readonly problem: { readonly title: string } };

interface Question<Result> {
  readonly path: string;
  readonly body: unknown;
  readonly line: z.ZodType<Line<Result>>;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

const titled = z.object({ title: z.string() });

/** Asks what a draft would have made of the past; the answer comes line by line. */
export async function lookBack<Result>(
  request: (path: string, init?: RequestInit) => Promise<Response>,
  { body, line, onProgress, path, signal }: Question<Result>,
): Promise<LookedBack<Result>> {
  try {
    const response = await request(path, { ...jsonRequest("POST", body), signal });
    if (response.status === 429) return { kind: "busy" };
    if (!response.ok || response.body === null) {
      const title = titled.safeParse(parseJson(await response.text())).data?.title;
      return title === undefined ? { kind: "failed" } : { kind: "refused", title };
    }
    for await (const text of linesOf(response.body)) {
      const read = line.safeParse(parseJson(text));
      if (!read.success) return { kind: "failed" };
      if ("result" in read.data) return { kind: "result", result: read.data.result };
      if ("problem" in read.data) return { kind: "refused", title: read.data.problem.title };
      onProgress(read.data.progress);
    }
    return { kind: "failed" };
  } catch {
    return { kind: signal.aborted ? "stopped" : "no-network" };
  }
}
