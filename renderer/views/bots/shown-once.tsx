import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useWords } from "../words/use-words.ts";
import type { Shown } from "./bots-page.tsx";
import css from "./bots.module.css";

/** A token or a secret, which nobody can see a second time. */
export function ShownOnce({ onClose, shown }: { readonly shown: Shown; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  const { t } = useWords();
  const Icon = copied ? Check : Copy;

  return (
    <Dialog open onClose={onClose} title={shown.name} body={t("bots.secret.once")} closeLabel={t("common.close")} width={480}>
      <p className={css["label"]} id="bot-shown-once">
        {t(`bots.secret.${shown.what}`)}
      </p>
      <div className={css["once"]}>
        <code aria-labelledby="bot-shown-once">{shown.value}</code>
        <Button size="small" onClick={() => void navigator.clipboard.writeText(shown.value).then(() => setCopied(true))}>
          <Icon size={14} strokeWidth={1.75} />
          <span aria-live="polite">{t(copied ? "bots.secret.copied" : "bots.secret.copy")}</span>
        </Button>
      </div>
      <div className={css["answers"]}>
        <Button look="primary" onClick={onClose}>
          {t("bots.secret.done")}
        </Button>
      </div>
    </Dialog>
  );
}
