import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { OnceLine } from "../settings/once-line.tsx";
import { useWords } from "../words/use-words.ts";
import type { AddedPerson } from "./add-person.tsx";
import css from "./people-settings.module.css";

/** What somebody signs in with, which nobody can see a second time. */
export function PersonAdded({ added: { name, password, token }, onClose }: { readonly added: AddedPerson; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog open onClose={onClose} title={t("people.added", { name })} body={t("people.added.body")} closeLabel={t("common.close")} width={480}>
      <OnceLine label={t("people.password")} value={password} copyLabel={t("people.copy.named", { what: t("people.password") })} />
      <OnceLine label={t("people.token")} value={token} copyLabel={t("people.copy.named", { what: t("people.token") })} />
      <p className={css["hint"]}>{t("people.token.hint")}</p>
      <div className={css["answers"]}>
        <Button look="primary" onClick={onClose}>
          {t("people.added.done")}
        </Button>
      </div>
    </Dialog>
  );
}
