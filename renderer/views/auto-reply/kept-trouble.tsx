import { CloudOff, TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import facts from "../settings/facts-section.module.css";
import head from "../settings/settings-head.module.css";
import type { Facts } from "../settings/use-facts.ts";
import { useWords } from "../words/use-words.ts";

/** Why nothing is shown, or nothing newer. */
export function KeptTrouble({ facts: { refresh, seen, state } }: { readonly facts: Pick<Facts<unknown>, "refresh" | "seen" | "state"> }) {
  const { t } = useWords();
  if (state === "needs-network" || state === "failed")
    return (
      <div className={head["line"]} role="status">
        {state === "failed" ? <TriangleAlert size={15} strokeWidth={1.75} /> : <CloudOff size={15} strokeWidth={1.75} />}
        <p>{t(state === "failed" ? "settings.failed" : seen === undefined ? "settings.needsNetwork" : "settings.sla.offline")}</p>
        <Button size="small" onClick={() => void refresh()}>
          {t("settings.again")}
        </Button>
      </div>
    );
  if (seen !== undefined) return null;
  return (
    <div className={facts["bones"]} role="status" aria-label={t("settings.loading")}>
      <Skeleton width="38%" />
      <Skeleton width="62%" />
      <Skeleton width="51%" />
    </div>
  );
}
