import { Search } from "lucide-react";
import { setUi } from "../../state/ui-store.ts";
import { Keys } from "../../ui/keys.tsx";
import { useWords } from "../words/use-words.ts";
import { AlertsBell } from "./alerts-bell.tsx";
import { NumberPill } from "./number-pill.tsx";
import css from "./title-bar.module.css";

export function TitleBar() {
  const { t } = useWords();
  return (
    <header className={css["bar"]}>
      <span className={css["name"]}>{t("app.name")}</span>
      <button type="button" className={css["search"]} onClick={() => setUi({ paletteOpen: true })}>
        <Search size={15} strokeWidth={1.75} />
        <span>{t("search.placeholder")}</span>
        <Keys keys="Ctrl+K" />
      </button>
      <div className={css["end"]}>
        <NumberPill />
        <AlertsBell />
      </div>
    </header>
  );
}
