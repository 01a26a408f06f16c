import type { SlaSettings } from "../../../shared/api/sla.ts";
import type { Calendars } from "../../../shared/sla/calendar.ts";
import type { Policy } from "../../../shared/sla/policy.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { slaChanges } from "../settings/sla-changes.ts";

export interface Rebased {
  readonly draft: SlaDraft;
  /** Changed by both; ours stands. Ids of policies and keys of calendars. */
  readonly both: { readonly policies: readonly string[]; readonly calendars: readonly string[] };
}

/** Our changes on top of what somebody else has saved: each policy and calendar that we touched as we have it, all others as they have them. */
export function rebase({ calendars, policies, saved }: SlaDraft, theirs: SlaSettings): Rebased {
  const ours = slaChanges(saved, { policies, calendars });
  const others = slaChanges(saved, theirs);
  const touched = new Map(ours.policies.map(({ how, id }) => [id, how]));
  const touchedCalendars = new Map(ours.calendars.map(({ how, key }) => [key, how]));

  const byId = new Map([
    ...theirs.policies.filter(({ id }) => touched.get(id) !== "removed").map((policy) => [policy.id, policy] as const),
    ...policies.filter(({ id }) => touched.has(id)).map((policy) => [policy.id, policy] as const),
  ]);
  const ids = (list: readonly Policy[]): readonly string[] => list.map(({ id }) => id).filter((id) => byId.has(id));
  const order = ours.reordered ? woven(ids(policies), ids(theirs.policies)) : woven(ids(theirs.policies), ids(policies));

  return {
    draft: { saved: theirs, policies: order.flatMap((id) => byId.get(id) ?? []), calendars: calendarsOf(calendars, theirs.calendars, touchedCalendars) },
    both: {
      policies: others.policies.map(({ id }) => id).filter((id) => touched.has(id)),
      calendars: others.calendars.map(({ key }) => key).filter((key) => touchedCalendars.has(key)),
    },
  };
}

/** The first list, with what only the second has right behind what stands before it there. */
function woven(first: readonly string[], second: readonly string[]): readonly string[] {
  const order = [...first];
  second.forEach((id, index) => {
    if (order.includes(id)) return;
    const before = second.slice(0, index).findLast((other) => order.includes(other));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

const calendarsOf = (ours: Calendars, theirs: Calendars, touched: ReadonlyMap<string, string>): Calendars => ({
  ...Object.fromEntries(Object.entries(theirs).filter(([key]) => touched.get(key) !== "removed")),
  ...Object.fromEntries(Object.entries(ours).filter(([key]) => touched.has(key))),
});
