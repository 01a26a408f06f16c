import { CircleSlash2 } from "lucide-react";
import { availabilityOf } from "../../../shared/handoffs/availability.ts";
import { capacityOf } from "../../../shared/handoffs/capacity.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { standingWords } from "./availability-words.ts";
import css from "./handoffs-page.module.css";
import { useSetAvailability } from "./use-set-availability.ts";

/** [HO5] Why nothing new comes to this person, and the way back. */
export function StandingLine() {
  const me = useInbox((state) => state.me);
  const load = useInbox((state) => state.myLoad);
  const usual = useUi((ui) => ui.queueSettings.capacity);
  const set = useSetAvailability();
  const { t } = useWords();
  if (me === undefined) return null;
  const most = capacityOf(me, usual);
  const away = availabilityOf(me) !== "available";
  const full = most !== undefined && load >= most;
  if (!away && !full) return null;
  return (
    <div className={css["line"]} data-tone="warn">
      <CircleSlash2 size={15} strokeWidth={1.75} />
      <p>{away ? t("handoffs.standing.away", { standing: standingWords(me, t) }) : t("handoffs.standing.full", { held: load, most })}</p>
      {away ? (
        <Button size="small" onClick={() => void set("available")}>
          {t("availability.back")}
        </Button>
      ) : null}
    </div>
  );
}
