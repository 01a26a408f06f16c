import { CloudOff, RefreshCw, UserRound } from "lucide-react";
import type { BoardPast } from "../../commands/board.ts";
import { useTicker } from "../../state/ticker.ts";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";
import css from "./board-page.module.css";

/** Grey in the places of tiles and rows. */
export function BoardLoading() {
  const { t } = useWords();
  return (
    <div role="status" aria-label={t("board.loading")} className={css["bones"]}>
      <div className={css["boneTiles"]}>
        {[0, 1, 2, 3, 4, 5].map((tile) => (
          <Skeleton key={tile} width="100%" height={86} />
        ))}
      </div>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
        <Skeleton key={row} width={row % 2 === 0 ? "100%" : "94%"} height={18} />
      ))}
    </div>
  );
}

/** For agents: what they see, and why not more. */
export function OwnRowsOnly() {
  const { t } = useWords();
  return (
    <p className={css["say"]}>
      <UserRound size={15} strokeWidth={1.75} />
      {t("board.ownOnly")}
    </p>
  );
}

/** Where the history does not come: what is still right, and the way on. Nothing while all is well. */
export function PastState({ past: { asking, refresh, seen, state } }: { readonly past: Facts<BoardPast> }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  if (state === "fresh" || state === "loading") return null;
  const asOf = seen === undefined ? undefined : time.until(seen.fact.asOf, ticker.now());
  const said = state === "needs-network" ? "offline" : "failed";
  return (
    <div role="status" className={css["say"]}>
      {state === "needs-network" ? <CloudOff size={15} strokeWidth={1.75} /> : <RefreshCw size={15} strokeWidth={1.75} />}
      <p>{asOf === undefined ? t(`board.past.${said}.never`) : t(`board.past.${said}`, { time: asOf })}</p>
      <Button look="link" disabled={asking} onClick={() => void refresh()}>
        {t("board.again")}
      </Button>
    </div>
  );
}
