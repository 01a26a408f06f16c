import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import { HandoffEmpty, HandoffsLoading } from "./handoff-empty.tsx";
import { HandoffFilters } from "./handoff-filters.tsx";
import { HandoffList } from "./handoff-list.tsx";
import { HandoffPreview } from "./handoff-preview.tsx";
import css from "./handoffs-page.module.css";
import { PendingClaims } from "./pending-claims.tsx";
import { StandingLine } from "./standing-line.tsx";
import { isFirstFetch } from "../../state/inbox-state.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useQueueSelection } from "./use-queue-selection.ts";
import { useShownQueue } from "./use-queue.ts";

/** [HO2] Who waits for a person, what bites first on top, and all that is known of whoever is looked at. */
export function HandoffsPage() {
  const ids = useShownQueue();
  const { selected, taken } = useQueueSelection(ids);
  const loading = useInbox(isFirstFetch);
  const mayTake = useInbox((state) => state.me?.role !== "bot");
  const { t } = useWords();

  return (
    <main className={css["page"]} aria-labelledby="handoffs-title">
      <section className={css["queue"]}>
        <ErrorBoundary>
          <HandoffFilters ids={ids} />
          <StandingLine />
          <PendingClaims />
          {loading ? <HandoffsLoading /> : ids.length === 0 ? <HandoffEmpty /> : <HandoffList ids={ids} selected={selected} />}
          <p className={css["said"]} role="status">
            {taken === undefined ? "" : t(taken.by === undefined ? "handoffs.gone" : "handoffs.taken", { contact: taken.contact, by: taken.by })}
          </p>
        </ErrorBoundary>
      </section>
      {selected === undefined ? null : (
        <section className={css["preview"]} aria-label={t("handoffs.preview")}>
          <ErrorBoundary of={selected}>
            <HandoffPreview key={selected} id={selected} mayTake={mayTake} />
          </ErrorBoundary>
        </section>
      )}
    </main>
  );
}
