import { useRef, useState } from "react";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { SlaDraft } from "../../state/ui-state.ts";
import { useUi } from "../../state/ui-store.ts";
import { nameOf, slaChanges } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import { mayRemove, placesOf } from "./edit-policies.ts";
import { neverApplies } from "./never-applies.ts";
import css from "./policy-list.module.css";
import { PolicyStrip, type PolicyActions } from "./policy-strip.tsx";
import { useDragOrder } from "./use-drag-order.ts";

interface Props {
  readonly draft: SlaDraft;
  readonly problems: readonly Problem[];
  readonly actions: (Omit<PolicyActions, "move"> & { readonly place: (id: string, to: number) => void }) | undefined;
}

/** [P1] Policies in the order in which they are asked. */
export function PolicyList({ actions, draft, problems }: Props) {
  const { t } = useWords();
  const open = useUi(({ policyOpen }) => policyOpen);
  const [moved, setMoved] = useState("");
  const { policies } = draft;
  const never = neverApplies(policies);
  const changes = slaChanges(draft.saved, draft);

  const move = (id: string, to: number) => {
    const policy = policies.find((one) => one.id === id);
    const [first, last] = placesOf(policies, id);
    if (policy === undefined || actions === undefined) return;
    if (to < first || to > last) return setMoved(t("policies.moved.edge", { name: nameOf(policy) }));
    actions.place(id, to);
    setMoved(t("policies.moved", { name: nameOf(policy), place: to + 1, of: policies.length }));
  };
  const placeOf = (id: string) => policies.findIndex((policy) => policy.id === id);
  const { drag, grip, list } = useDragOrder({ ids: policies.map(({ id }) => id), placesOf: (id) => placesOf(policies, id), onDrop: move });
  const from = drag === undefined ? -1 : placeOf(drag.id);
  const stripActions = useRef<PolicyActions>(undefined);
  stripActions.current = actions === undefined ? undefined : { ...actions, move: (id, by) => move(id, placeOf(id) + by) };

  return (
    <>
      <ul className={css["list"]} ref={list} data-dragging={drag !== undefined}>
        {policies.map((policy, place) => {
          const [first, last] = placesOf(policies, policy.id);
          return (
            <PolicyStrip
              key={policy.id}
              policy={policy}
              place={place}
              how={changes.policies.find(({ id }) => id === policy.id)?.how}
              never={never.get(policy.id)}
              problems={problems}
              open={open === policy.id}
              movable={{ up: place > first, down: place < last }}
              removable={mayRemove(policies, policy.id)}
              dragged={drag?.id === policy.id}
              drop={drag === undefined || drag.to === from || drag.to !== place ? undefined : place < from ? "before" : "after"}
              grip={grip(policy.id)}
              actions={stripActions.current}
            />
          );
        })}
      </ul>
      <p className={css["unseen"]} role="status">
        {moved}
      </p>
    </>
  );
}
