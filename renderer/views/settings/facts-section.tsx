import { RefreshCw } from "lucide-react";
import type { ReactNode, RefObject } from "react";
import { useTicker } from "../../state/ticker.ts";
import { IconButton } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";
import { Bones } from "./bones.tsx";
import css from "./facts-section.module.css";
import { Section } from "./section.tsx";
import { FactsTrouble } from "./trouble-line.tsx";
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
        <FactsTrouble facts={facts} look="bar" />
      </div>
      {seen === undefined ? state === "loading" ? <Bones /> : null : children(seen.fact)}
    </Section>
  );
}
