import { MUTATION_VERSION, OLDEST_MUTATION_VERSION, type Mutation } from "./mutations.ts";

/** Turns what a desk of one version has written into what the next version reads. */
export type Upcaster = (raw: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/**
 * By the version that they lead away from. A desk may have been offline for as long as results are kept, so none is removed before
 * the last app that wrote its version is that old.
 *
 * 1 to 2: `restored` came; what was written before never is.
 */
export const UPCASTERS: Readonly<Record<number, Upcaster>> = {
  1: (raw) => {
    const { restored: _, ...rest } = raw;
    return rest;
  },
};

export type Upcast = { readonly type: "current"; readonly raw: unknown } | { readonly type: "needs-update" };

/** A mutation as this version writes it. What a newer app wrote, and what is older than anything we know, waits for an update. */
export function upcast(raw: unknown, mv: number, upcasters: Readonly<Record<number, Upcaster>> = UPCASTERS, newest = MUTATION_VERSION): Upcast {
  if (mv > newest || mv < OLDEST_MUTATION_VERSION) return { type: "needs-update" };
  // What is no object is refused by the schema, with its own words.
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return { type: "current", raw };

  let current = raw as Readonly<Record<string, unknown>>;
  for (let version = mv; version < newest; version++) {
    const next = upcasters[version];
    if (next === undefined) return { type: "needs-update" };
    current = next(current);
  }
  return { type: "current", raw: current };
}

/** The oldest version whose readers understand it rightly: so an older server goes on serving a newer desk wherever it can. */
export function versionOf(mutation: Mutation): number {
  // An older server would send it, although it may have been sent before.
  return mutation.kind === "send" && mutation.restored === true ? 2 : OLDEST_MUTATION_VERSION;
}
