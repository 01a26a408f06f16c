import { FilterX, HandHelping } from "lucide-react";
import { useInbox } from "../../state/inbox-store.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./handoffs-page.module.css";

/** Good news, or a filter that hides who waits. */
export function HandoffEmpty() {
  const waiting = useInbox((state) => state.handoffQueue.length);
  const offline = useInbox((state) => state.connection.kind === "offline");
  const { t } = useWords();
  const icon = { size: 26, strokeWidth: 1.5 } as const;
  if (waiting > 0)
    return (
      <Empty icon={<FilterX {...icon} />} title={t("handoffs.empty.filter", { count: waiting })}>
        <Button onClick={() => setUi({ handoffFilter: { mine: false, team: undefined, language: undefined, topic: undefined } })}>
          {t("handoffs.showAll")}
        </Button>
      </Empty>
    );
  return (
    <Empty icon={<HandHelping {...icon} />} title={t("handoffs.empty")}>
      {t(offline ? "handoffs.empty.offline" : "handoffs.empty.body")}
    </Empty>
  );
}

export function HandoffsLoading() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("handoffs.loading")}>
      {[62, 48, 70, 55, 66].map((width) => (
        <div key={width} className={css["bones"]}>
          <Skeleton width={38} height={38} />
          <div>
            <Skeleton width={`${width - 30}%`} />
            <Skeleton width={`${width + 20}%`} height={10} />
            <Skeleton width={180} height={16} />
          </div>
        </div>
      ))}
    </div>
  );
}
