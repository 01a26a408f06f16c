import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Trash2, TriangleAlert } from "lucide-react";
import { useId, type HTMLAttributes, type KeyboardEvent } from "react";
import type { Policy } from "../../../shared/sla/policy.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/menu.tsx";
import { nameOf, type How } from "../settings/sla-changes.ts";
import { useWords } from "../words/use-words.ts";
import { isDefault } from "./edit-policies.ts";
import { problemsAt } from "./faults.ts";
import type { NeverApplies } from "./never-applies.ts";
import { PolicyEditor } from "./policy-editor.tsx";
import css from "./policy-strip.module.css";
import { PolicySummary } from "./policy-summary.tsx";

/** What can be done with a policy of the list. */
export interface PolicyActions {
  readonly open: (id: string | undefined) => void;
  readonly change: (policy: Policy) => void;
  readonly move: (id: string, by: 1 | -1) => void;
  readonly duplicate: (id: string) => void;
  readonly remove: (id: string) => void;
}

interface Props {
  readonly policy: Policy;
  readonly place: number;
  readonly how: How | undefined;
  readonly never: NeverApplies | undefined;
  readonly problems: readonly Problem[];
  readonly open: boolean;
  /** Where it may go; nowhere else than where it is for the default. */
  readonly movable: { readonly up: boolean; readonly down: boolean };
  readonly removable: boolean;
  readonly dragged: boolean;
  readonly drop: "before" | "after" | undefined;
  readonly grip: HTMLAttributes<HTMLElement>;
  /** Absent where it can only be read. */
  readonly actions: PolicyActions | undefined;
}

const ICON = { size: 15, strokeWidth: 1.75 } as const;

/** A policy in the list; Alt with the arrow keys moves it. */
export function PolicyStrip({ actions, dragged, drop, grip, how, movable, never, open, place, policy, problems, removable }: Props) {
  const { t } = useWords();
  const id = useId();
  const name = nameOf(policy);
  const path = `policies[${place}]`;
  const faults = problemsAt(problems, path).length;

  const press = (event: KeyboardEvent) => {
    if (actions === undefined) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      actions.move(policy.id, event.key === "ArrowUp" ? -1 : 1);
    }
    // Closes the editor, not the page; what lies over it (a menu, a list) has taken its own Escape already.
    if (event.key === "Escape" && open && !event.defaultPrevented) {
      event.preventDefault();
      actions.open(undefined);
    }
  };

  return (
    <li className={css["strip"]} data-open={open} data-dragged={dragged} data-drop={drop} onKeyDown={press}>
      <div className={css["head"]}>
        {actions !== undefined && (movable.up || movable.down) ? (
          <span className={css["grip"]} title={t("policies.grip")} aria-hidden="true" data-testid={`grip-${policy.id}`} {...grip}>
            <GripVertical {...ICON} />
          </span>
        ) : null}
        <span className={css["place"]} aria-hidden="true">
          {place + 1}
        </span>
        {actions === undefined ? (
          <h3 className={css["name"]}>{name}</h3>
        ) : (
          <h3 className={css["name"]}>
            <button
              type="button"
              data-policy={policy.id}
              aria-expanded={open}
              aria-describedby={open ? undefined : `${id}-summary`}
              aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
              onClick={() => actions.open(open ? undefined : policy.id)}
            >
              {name}
            </button>
          </h3>
        )}
        {isDefault(policy) ? <span className={css["tag"]}>{t("policies.default")}</span> : null}
        {how === undefined ? null : <span className={css["changed"]}>{t(how === "added" ? "policies.how.added" : "policies.how.changed")}</span>}
        {faults === 0 ? null : (
          <span className={css["faults"]}>
            <TriangleAlert size={13} strokeWidth={1.75} />
            {t("policies.faults", { count: faults })}
          </span>
        )}
        <span className={css["version"]}>{t("policies.version", { version: policy.version })}</span>
        {actions === undefined ? null : (
          <Menu
            align="end"
            label={t("policies.more", { name })}
            trigger={
              <IconButton label={t("policies.more", { name })} className={css["more"]}>
                <Ellipsis {...ICON} />
              </IconButton>
            }
          >
            <MenuItem icon={<ArrowUp {...ICON} />} disabled={!movable.up} shortcut="Alt+↑" onSelect={() => actions.move(policy.id, -1)}>
              {t("policies.up")}
            </MenuItem>
            <MenuItem icon={<ArrowDown {...ICON} />} disabled={!movable.down} shortcut="Alt+↓" onSelect={() => actions.move(policy.id, 1)}>
              {t("policies.down")}
            </MenuItem>
            <MenuItem icon={<Copy {...ICON} />} onSelect={() => actions.duplicate(policy.id)}>
              {t("policies.duplicate")}
            </MenuItem>
            <MenuLine />
            <MenuItem icon={<Trash2 {...ICON} />} disabled={!removable} onSelect={() => actions.remove(policy.id)}>
              {t(removable ? "policies.delete" : "policies.deleteOnlyDefault")}
            </MenuItem>
          </Menu>
        )}
      </div>
      {never === undefined ? null : (
        <p className={css["never"]}>
          <TriangleAlert size={13} strokeWidth={1.75} />
          {never.why === "shadowed" ? t("policies.never.shadowed", { name: nameOf(never.by) }) : t(`policies.never.${never.why}`)}
        </p>
      )}
      {open && actions !== undefined ? (
        <PolicyEditor
          policy={policy}
          path={path}
          problems={problems}
          removable={removable}
          onChange={actions.change}
          onDuplicate={() => actions.duplicate(policy.id)}
          onRemove={() => actions.remove(policy.id)}
          onClose={() => actions.open(undefined)}
        />
      ) : (
        <PolicySummary policy={policy} id={`${id}-summary`} />
      )}
    </li>
  );
}
