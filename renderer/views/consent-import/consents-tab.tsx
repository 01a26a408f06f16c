import { useInbox } from "../../state/inbox-store.ts";
import { CategoriesSection } from "./categories-section.tsx";
import css from "./consents.module.css";
import { ImportSection } from "./import-section.tsx";
import { OptInChecker } from "./opt-in-checker.tsx";

/** Who agreed to what: brought along from elsewhere, asked for in which categories, and with which words. */
export function ConsentsTab() {
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  return (
    <div className={css["tab"]}>
      {leads ? <ImportSection /> : null}
      <OptInChecker />
      {leads ? <CategoriesSection /> : null}
    </div>
  );
}
