import { Webhook } from "lucide-react";
import { setUi } from "../../state/ui-store.ts";
import bellCss from "../shell/alerts-bell.module.css";
import { useWords } from "../words/use-words.ts";

/** Stays in the bell until somebody has let it go on, and leads to where that is done. */
export function PausedWebhookItem({ name }: { readonly name: string }) {
  const { t } = useWords();
  return (
    <li>
      <button type="button" className={bellCss["alert"]} data-tone="warn" onClick={() => setUi({ page: "settings", settingsTab: "alerts", alertsOpen: false })}>
        <Webhook size={15} strokeWidth={1.75} />
        <span className={bellCss["who"]}>{t("webhooks.bell", { name })}</span>
      </button>
    </li>
  );
}
