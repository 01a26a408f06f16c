import { setUi, useUi } from "../../state/ui-store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Keys } from "../../ui/keys.tsx";
import { ACTIONS } from "../shell/actions.ts";
import { useWords } from "../words/use-words.ts";
import css from "./shortcuts-sheet.module.css";

const GROUPS = ["conversation", "go", "view", "app"] as const;

/** Every key there is, from the same table that the keyboard reads. */
export function ShortcutsSheet() {
  const open = useUi((ui) => ui.shortcutsOpen);
  const { t } = useWords();
  return (
    <Dialog open={open} onClose={() => setUi({ shortcutsOpen: false })} title={t("shortcuts.title")} closeLabel={t("common.close")} width={620}>
      <div className={css["sheet"]}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 className={css["group"]}>{t(`palette.group.${group}`)}</h3>
            <dl>
              {ACTIONS.filter((action) => action.group === group && action.keys !== undefined).map((action) => (
                <div key={action.id} className={css["line"]}>
                  <dt>{t(action.name)}</dt>
                  <dd>
                    <Keys keys={action.keys ?? ""} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
