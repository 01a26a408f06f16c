import { BrandMark } from "../../ui/brand-mark.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./sign-in-screen.module.css";

/** A moment of nothing, without a spinner. */
export function Restoring() {
  const { t } = useWords();
  return (
    <main className={css["screen"]} role="status" aria-label={t("signIn.restoring")}>
      <BrandMark size={44} />
    </main>
  );
}
