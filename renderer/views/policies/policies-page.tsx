import { ListChecks, Plus, TriangleAlert, Undo2, X } from "lucide-react";
import { useState } from "react";
import { useTicker } from "../../state/ticker.ts";
import type { Policy } from "../../../shared/sla/policy.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { SettingsHead } from "../settings/settings-head.tsx";
import { nameOf } from "../settings/sla-changes.ts";
import { useSlaDraft } from "../settings/use-sla-draft.ts";
import { useWords } from "../words/use-words.ts";
import { added, duplicated, freshId, isDefault, moved, newDefault, newPolicy, removed, replaced, restored } from "./edit-policies.ts";
import css from "./policies-page.module.css";
import { PolicyList } from "./policy-list.tsx";
import { Preview } from "./preview.tsx";

/** What is promised to whom, in the order in which it is asked; and what that would mean for one conversation. */
export function PoliciesPage() {
  const sla = useSlaDraft();
  const { t } = useWords();
  const ticker = useTicker();
  // Until the next save: from then on it is a change of its own.
  const [gone, setGone] = useState<{ readonly policy: Policy; readonly place: number; readonly revision: number | undefined }>();
  const { draft, edit, editable, problems } = sla;
  const policies = draft?.policies ?? [];

  const open = (id: string | undefined) => {
    setUi({ policyOpen: id });
    // What had the focus goes away with the editor.
    if (id === undefined) requestAnimationFrame(focusStrip(document.activeElement));
  };
  const insert = (policy: Policy) => {
    edit({ policies: added(policies, policy) });
    setUi({ policyOpen: policy.id });
    nameLater(policy.id);
  };
  const create = () => insert(newPolicy(policies, freshId(policies, ticker.now()), t("policies.newName")));
  const actions = {
    open,
    change: (policy: Policy) => edit({ policies: replaced(policies, policy) }),
    place: (id: string, to: number) => edit({ policies: moved(policies, id, to) }),
    duplicate: (id: string) => {
      const original = policies.find((policy) => policy.id === id);
      if (original === undefined) return;
      const copy = { id: freshId(policies, ticker.now()), name: t("policies.copyName", { name: nameOf(original) }) };
      edit({ policies: duplicated(policies, id, copy) });
      setUi({ policyOpen: copy.id });
      nameLater(copy.id);
    },
    remove: (id: string) => {
      const place = policies.findIndex((policy) => policy.id === id);
      const policy = policies[place];
      if (policy === undefined) return;
      edit({ policies: removed(policies, id) });
      setGone({ policy, place, revision: draft?.saved.revision });
    },
  };

  return (
    <section className={css["page"]} aria-labelledby="policies-title">
      <SettingsHead
        id="policies-title"
        title={t("settings.tab.policies")}
        hint={t("policies.hint")}
        draft={sla}
        action={
          editable ? (
            <Button onClick={create}>
              <Plus size={14} strokeWidth={2} />
              {t("policies.new")}
            </Button>
          ) : null
        }
      />
      {draft === undefined ? null : (
        <div className={css["columns"]}>
          <div className={css["main"]}>
            {policies.length > 1 ? <p className={css["rule"]}>{t("policies.firstApplies")}</p> : null}
            {gone === undefined || gone.revision !== draft.saved.revision || policies.some(({ id }) => id === gone.policy.id) ? null : (
              <div className={css["undo"]} role="status">
                <p>{t("policies.deleted", { name: nameOf(gone.policy) })}</p>
                <Button
                  size="small"
                  autoFocus
                  onClick={() => {
                    edit({ policies: restored(policies, gone.policy, gone.place) });
                    setGone(undefined);
                    focusLater(gone.policy.id);
                  }}
                >
                  <Undo2 size={13} strokeWidth={1.75} />
                  {t("policies.undo")}
                </Button>
                <IconButton label={t("common.dismiss")} onClick={() => setGone(undefined)}>
                  <X size={14} strokeWidth={1.75} />
                </IconButton>
              </div>
            )}
            {policies.length === 0 ? (
              <Empty icon={<ListChecks size={28} strokeWidth={1.5} />} title={t("policies.empty")}>
                <p>{t("policies.empty.body")}</p>
              </Empty>
            ) : (
              <PolicyList draft={draft} problems={problems} actions={editable ? actions : undefined} />
            )}
            {policies.some(isDefault) ? null : (
              <div className={css["noDefault"]}>
                <TriangleAlert size={15} strokeWidth={1.75} />
                <p>{t("policies.noDefault")}</p>
                {editable ? (
                  <Button size="small" onClick={() => insert(newDefault(freshId(policies, ticker.now()), t("policies.defaultName")))}>
                    {t("policies.addDefault")}
                  </Button>
                ) : null}
              </div>
            )}
          </div>
          <Preview draft={draft} hasFaults={problems.length > 0} />
        </div>
      )}
    </section>
  );
}

const strip = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-policy="${CSS.escape(id)}"]`);

/** The name of a new one is what its author writes first. */
function nameLater(id: string): void {
  requestAnimationFrame(() => {
    const field = strip(id)?.closest("li")?.querySelector("input");
    field?.focus({ preventScroll: true });
    field?.select();
    strip(id)?.scrollIntoView({ block: "nearest" });
  });
}

/** Once it is drawn. */
function focusLater(id: string): void {
  requestAnimationFrame(() => {
    strip(id)?.focus({ preventScroll: true });
    strip(id)?.scrollIntoView({ block: "nearest" });
  });
}

/** Back to the strip whose editor has closed. */
function focusStrip(from: Element | null): () => void {
  const id = from?.closest("li")?.querySelector("[data-policy]")?.getAttribute("data-policy");
  return () => {
    if (id !== null && id !== undefined && document.activeElement === document.body) strip(id)?.focus({ preventScroll: true });
  };
}
