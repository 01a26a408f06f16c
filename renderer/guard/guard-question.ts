import type { Draft } from "../../shared/guard/context.ts";
import type { Finding } from "../../shared/guard/finding.ts";
import type { Instant } from "../../shared/time.ts";
import type { SpellingNews } from "../spelling/spelling-question.ts";
import type { DeskContext } from "./desk-context.ts";

/** From the page to the worker. Of what is known only that travels which changed since the last question. */
export interface GuardQuestion {
  readonly id: number;
  readonly draft: Draft;
  readonly changed: Partial<DeskContext>;
  readonly now: Instant;
}

/** From the page to the worker: the off-topic model as the server gave it, or that there is none any more. */
export interface TopicLesson {
  readonly topicModel: Uint8Array | undefined;
}

/** From the worker to the page. `ready` comes once, when its code is there. */
export type GuardAnswer = { readonly kind: "ready" } | { readonly kind: "findings"; readonly id: number; readonly findings: readonly Finding[] } | SpellingNews;

/** The parts that differ, an absent one as undefined. */
export function changedParts(before: DeskContext | undefined, after: DeskContext): Partial<DeskContext> {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]) as Set<keyof DeskContext>;
  return Object.fromEntries([...names].filter((name) => !isSame(before?.[name], after[name])).map((name) => [name, after[name]]));
}

/** The small parts are made anew each time: what is in them counts. */
function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (!isPlain(before) || !isPlain(after)) return false;
  const names = Object.keys(after);
  return names.length === Object.keys(before).length && names.every((name) => Object.is(before[name], after[name]));
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);
