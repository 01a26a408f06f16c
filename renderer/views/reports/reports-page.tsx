import { ChartColumn } from "lucide-react";
import { useEffect, useRef } from "react";
import { useInbox } from "../../state/inbox-store.ts";
import { Empty } from "../../ui/empty.tsx";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import { LeadReports } from "./lead-reports.tsx";
import css from "./reports-page.module.css";

/** What became of promises, waits and cases in any period; for leads. */
export function ReportsPage() {
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const known = useInbox(({ me }) => me !== undefined);
  const { t } = useWords();
  const page = useRef<HTMLElement>(null);

  // So that the arrow keys scroll at once; a pressed button of the rail keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  return (
    <main className={css["page"]} ref={page} tabIndex={-1} aria-labelledby="reports-title">
      <div className={css["column"]}>
        <h1 className={css["title"]} id="reports-title">
          {t("rail.reports")}
        </h1>
        <ErrorBoundary>
          {!known ? null : leads ? (
            <LeadReports />
          ) : (
            <Empty icon={<ChartColumn size={28} strokeWidth={1.5} />} title={t("reports.leadsOnly")}>
              <p>{t("reports.leadsOnlyBody")}</p>
            </Empty>
          )}
        </ErrorBoundary>
      </div>
    </main>
  );
}
