import { HeartPulse } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./health-page.module.css";
import { LeadCard } from "./lead-card.tsx";
import { ReducedCard } from "./reduced-card.tsx";

/** How each number fares: what the platform says, and for leads what our own log says. */
export function HealthPage() {
  const numbers = useInbox((state) => state.numbers);
  const leads = useInbox(({ me }) => me?.role === "lead" || me?.role === "admin");
  const known = useInbox(({ me }) => me !== undefined);
  const [chosen, setChosen] = useState<string>();
  const { t } = useWords();
  const page = useRef<HTMLElement>(null);
  const all = [...numbers.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
  const number = all.find(({ id }) => id === chosen) ?? all[0];

  // So that the arrow keys scroll at once; a pressed button of the rail keeps the focus.
  useEffect(() => {
    if (document.activeElement === document.body) page.current?.focus({ preventScroll: true });
  }, []);

  return (
    <main className={css["page"]} ref={page} tabIndex={-1} aria-labelledby="health-title">
      <div className={css["column"]}>
        <header className={css["top"]}>
          <h1 className={css["title"]} id="health-title">
            {t("rail.health")}
          </h1>
          {all.length < 2 ? null : (
            <nav className={css["numbers"]} aria-label={t("health.numbers")}>
              {all.map((one) => (
                <button key={one.id} type="button" aria-current={one === number ? "true" : undefined} onClick={() => setChosen(one.id)}>
                  <bdi>{one.displayName}</bdi>
                </button>
              ))}
            </nav>
          )}
        </header>
        <ErrorBoundary>
          {!known ? (
            <div role="status" aria-label={t("settings.loading")} className={css["bones"]}>
              <Skeleton width="100%" />
              <Skeleton width="62%" />
            </div>
          ) : number === undefined ? (
            <Empty icon={<HeartPulse size={28} strokeWidth={1.5} />} title={t("health.none")}>
              <p>{t("health.noneBody")}</p>
            </Empty>
          ) : leads ? (
            <LeadCard key={number.id} number={number} />
          ) : (
            <ReducedCard number={number} />
          )}
        </ErrorBoundary>
      </div>
    </main>
  );
}
