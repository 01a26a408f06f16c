import { REACH_FACTS, type ReachPolicy } from "../../../shared/guard/reach-policy.ts";
import { defaultAt, isSame } from "../../../shared/guard/policy-changes.ts";
import type { PolicyNumber } from "../../../shared/guard/text-policy.ts";
import type { Instant } from "../../../shared/time.ts";

export const isSourced = (value: unknown): value is PolicyNumber<unknown> => typeof value === "object" && value !== null && "value" in value && "asOf" in value;

/** The number itself, with or without its source. */
export const plain = (value: unknown): unknown => (isSourced(value) ? value.value : value);

/** What is written to the policy: with its default it takes the default's source again, else it is this team's of today. */
export function written(path: string, value: unknown, ownSource: string, now: Instant): unknown {
  const usual = defaultAt(path);
  if (isSame(plain(usual), value)) return usual;
  return isSourced(usual) ? { value, source: ownSource, asOf: new Date(now).toISOString().slice(0, 10) } : value;
}

/** Where the number that stands there comes from, where that is written down. */
export function sourceOf(path: string, value: unknown): { readonly source: string; readonly asOf: string } | undefined {
  if (isSourced(value)) return value;
  const section = /^reach\.(?<section>\w+)/u.exec(path)?.groups?.["section"] as keyof ReachPolicy | undefined;
  if (section === undefined || !isSame(value, defaultAt(path))) return undefined;
  return REACH_FACTS[section];
}
