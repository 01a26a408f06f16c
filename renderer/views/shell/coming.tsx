import { Construction } from "lucide-react";
import type { Page } from "../../state/ui-state.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./coming.module.css";

/** A page that is not built yet says so, and where the same is to be found meanwhile. */
export function Coming({ page }: { readonly page: Exclude<Page, "health" | "inbox" | "outreach" | "reports" | "settings"> }) {
  const { t } = useWords();
  return (
    <main className={css["coming"]}>
      <Empty icon={<Construction size={28} strokeWidth={1.5} />} title={t("coming.title", { page: t(`rail.${page}`) })}>
        <p>{t("coming.body")}</p>
        {page === "handoffs" || page === "board" ? <p>{t(`coming.${page}`)}</p> : null}
        <Button onClick={() => setUi({ page: "inbox" })}>{t("coming.back")}</Button>
      </Empty>
    </main>
  );
}
