import { Check, Copy } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import type { AddedPerson } from "./add-person.tsx";
import css from "./people-settings.module.css";

/** What somebody signs in with, which nobody can see a second time. */
export function PersonAdded({ added: { name, password, token }, onClose }: { readonly added: AddedPerson; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog open onClose={onClose} title={t("people.added", { name })} body={t("people.added.body")} closeLabel={t("common.close")} width={480}>
      <Once label={t("people.password")} value={password} />
      <Once label={t("people.token")} value={token} />
      <p className={css["hint"]}>{t("people.token.hint")}</p>
      <div className={css["answers"]}>
        <Button look="primary" onClick={onClose}>
          {t("people.added.done")}
        </Button>
      </div>
    </Dialog>
  );
}

function Once({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useWords();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <p className={css["label"]} id={id}>
        {label}
      </p>
      <div className={css["once"]}>
        <code aria-labelledby={id}>{value}</code>
        <Button
          size="small"
          aria-label={t("people.copy.named", { what: label })}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
        >
          <Icon size={14} strokeWidth={1.75} />
          <span aria-live="polite">{t(copied ? "people.copied" : "people.copy")}</span>
        </Button>
      </div>
    </>
  );
}
