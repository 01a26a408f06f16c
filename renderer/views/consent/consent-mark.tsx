import { Ban, BookCheck } from "lucide-react";
import { standings } from "../../../shared/consent/ledger.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { cx } from "../../ui/cx.ts";
import { Popover } from "../../ui/popover.tsx";
import { ConsentSection } from "../context/consent-section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./consent-mark.module.css";
import { categoryWords, stoppedWords } from "./consent-words.ts";
import { useCategories } from "./use-categories.ts";
import { useConsents } from "./use-consents.ts";

/** [S2-13] What this person stopped, where everybody who writes to them looks, and the whole ledger behind it: the context column may be away. */
export function ConsentMark({ id }: { readonly id: ConversationId }) {
  const lines = useConsents(id);
  const categories = useCategories();
  const { t } = useWords();
  if (lines === undefined) return null;

  const stopped = stoppedWords(lines, t);
  const agreed = standings(lines, categories).flatMap(({ category, standing }) => (standing.state === "granted" ? [categoryWords(category, t)] : []));
  const label = stopped ?? (agreed.length === 0 ? t("consent.mark.none") : t("consent.mark.agreed", { categories: agreed.join(", ") }));
  return (
    <Popover
      label={t("context.consent")}
      width={320}
      trigger={
        <button
          type="button"
          className={cx(css["mark"], stopped !== undefined && css["stopped"])}
          aria-label={t("consent.mark.label", { state: label })}
          title={label}
        >
          {stopped === undefined ? <BookCheck size={13} strokeWidth={1.75} aria-hidden="true" /> : <Ban size={12} strokeWidth={1.75} aria-hidden="true" />}
          {stopped}
        </button>
      }
    >
      <div className={css["ledger"]}>
        <ConsentSection id={id} />
      </div>
    </Popover>
  );
}
