import { Info } from "lucide-react";
import type { BusinessNumber } from "../../../shared/inbox/people.ts";
import { useWords } from "../words/use-words.ts";
import css from "./health-page.module.css";
import { FactTiles } from "./fact-tiles.tsx";
import { Help } from "./help.tsx";
import { StateDiagram } from "./state-diagram.tsx";

/** What everybody may know: what the platform says. */
export function ReducedCard({ number }: { readonly number: BusinessNumber }) {
  const { t } = useWords();
  return (
    <>
      <FactTiles number={number} usage={undefined} />
      <StateDiagram number={number} used={undefined} />
      <p className={css["trouble"]}>
        <Info size={15} strokeWidth={1.75} />
        <span>{t("health.leadsOnly")}</span>
      </p>
      <Help />
    </>
  );
}
