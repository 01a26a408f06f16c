import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { OnceLine } from "../settings/once-line.tsx";
import { useWords } from "../words/use-words.ts";
import type { Shown } from "./bots-page.tsx";
import css from "./bots.module.css";

/** A token or a secret, which nobody can see a second time. */
export function ShownOnce({ onClose, shown }: { readonly shown: Shown; readonly onClose: () => void }) {
  const { t } = useWords();

  return (
    <Dialog open onClose={onClose} title={shown.name} body={t("bots.secret.once")} closeLabel={t("common.close")} width={480}>
      <OnceLine label={t(`bots.secret.${shown.what}`)} value={shown.value} />
      <div className={css["answers"]}>
        <Button look="primary" onClick={onClose}>
          {t("bots.secret.done")}
        </Button>
      </div>
    </Dialog>
  );
}
