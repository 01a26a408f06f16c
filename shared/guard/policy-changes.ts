import { DEFAULT_GUARD_POLICY, type GuardPolicy } from "./context.ts";

/** One number, list or severity of the policy, by its path: `reach.bulk.people.agent`, `severities.G-NAME`, `text.promo.threshold`. */
export interface PolicyChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Parts = Readonly<Record<string, unknown>>;

/** Where two policies differ, leaf by leaf: lists, and numbers with their source, are compared as a whole. */
export const policyChanges = (before: GuardPolicy, after: GuardPolicy): readonly PolicyChange[] => changes(before, after, "");

function changes(before: unknown, after: unknown, path: string): readonly PolicyChange[] {
  if (isSame(before, after)) return [];
  const parts = path === "severities" || path === "" || (isParts(before) && isParts(after));
  if (!parts || isLeaf(before) || isLeaf(after)) return [{ path, before, after }];
  const [a, b] = [before ?? {}, after ?? {}] as unknown as readonly [Parts, Parts];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => changes(a[key], b[key], path === "" ? key : `${path}.${key}`));
}

/** The policy as it is saved: only what differs from the defaults, so that a later release may bring better ones for the rest. */
export const savedForm = (policy: GuardPolicy): Parts =>
  policyChanges(DEFAULT_GUARD_POLICY, policy).reduce<Parts>((form, { after, path }) => (after === undefined ? form : put(form, path.split("."), after)), {});

/** What stands at a path; undefined where nothing does. */
export const valueAt = (policy: GuardPolicy, path: string): unknown =>
  path.split(".").reduce<unknown>((value, part) => (isParts(value) ? value[part] : undefined), policy);

/** The policy with another value at a path; undefined takes away what stands there. */
export const withValue = (policy: GuardPolicy, path: string, value: unknown): GuardPolicy =>
  put(policy as unknown as Parts, path.split("."), value) as unknown as GuardPolicy;

export const defaultAt = (path: string): unknown => valueAt(DEFAULT_GUARD_POLICY, path);

function put(parts: Parts, [first = "", ...rest]: readonly string[], value: unknown): Parts {
  if (rest.length > 0) return { ...parts, [first]: put((parts[first] ?? {}) as Parts, rest, value) };
  const { [first]: _, ...others } = parts;
  return value === undefined ? others : { ...parts, [first]: value };
}

const isParts = (value: unknown): value is Parts => typeof value === "object" && value !== null && !Array.isArray(value);

/** A number with its source is one thing, and so are the categories of templates, whose keys are names. */
const isLeaf = (value: unknown): boolean => isParts(value) && "value" in value && "asOf" in value;

export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((value, place) => isSame(value, b[place]));
  if (!isParts(a) || !isParts(b)) return false;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.every((key) => isSame(a[key], b[key]));
}
