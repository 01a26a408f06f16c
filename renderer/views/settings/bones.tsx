import { Skeleton } from "../../ui/skeleton.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./facts-section.module.css";

/** Where the server's answer is going to stand. */
export function Bones() {
  const { t } = useWords();
  return (
    <div className={css["bones"]} role="status" aria-label={t("settings.loading")}>
      <Skeleton width="38%" />
      <Skeleton width="62%" />
      <Skeleton width="51%" />
    </div>
  );
}
