import { CloudOff, RefreshCw, TriangleAlert } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useTicker } from "../../state/ticker.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./facts-section.module.css";
import { Section } from "./section.tsx";
import type { Facts } from "./use-facts.ts";

interface Props<Fact> {
  readonly title: string;
  readonly hint: string;
  readonly facts: Facts<Fact>;
  readonly heading?: RefObject<HTMLHeadingElement | null>;
  readonly children: (fact: Fact) => ReactNode;
}

/** A section that only the server can fill: what it said last stays readable, with why there is nothing newer. */
export function FactsSection<Fact>({ children, facts, heading, hint, title }: Props<Fact>) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const { seen, state } = facts;

  return (
    <Section
      title={title}
      hint={hint}
      {...(heading === undefined ? {} : { heading })}
      action={
        <span className={css["action"]}>
          {seen === undefined ? null : t("connection.asOf", { time: time.until(seen.at, ticker.now()) })}
          <IconButton label={t("settings.refresh")} framed aria-busy={facts.asking} onClick={() => void facts.refresh()}>
            <RefreshCw size={15} strokeWidth={1.75} />
          </IconButton>
        </span>
      }
    >
      <div role="status">
        {state === "needs-network" || state === "failed" ? (
          <div className={css["trouble"]}>
            {state === "failed" ? <TriangleAlert size={15} strokeWidth={1.75} /> : <CloudOff size={15} strokeWidth={1.75} />}
            <p>{t(state === "failed" ? "settings.failed" : seen === undefined ? "settings.needsNetwork" : "settings.needsNetworkKept")}</p>
            <Button size="small" onClick={() => void facts.refresh()}>
              {t("settings.again")}
            </Button>
          </div>
        ) : null}
      </div>
      {seen === undefined ? state === "loading" ? <Bones label={t("settings.loading")} /> : null : children(seen.fact)}
    </Section>
  );
}

const Bones = ({ label }: { readonly label: string }) => (
  <div className={css["bones"]} role="status" aria-label={label}>
    <Skeleton width="38%" />
    <Skeleton width="62%" />
    <Skeleton width="51%" />
  </div>
);
