import { memo, type Ref } from "react";
import css from "./marked-text.module.css";
import type { Place } from "./places.ts";

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly text: string;
  readonly places: readonly Place[];
}

/** Lies behind the field with the same words in the same places, invisible but for the lines under what the guard speaks of. */
export const MarkedText = memo(function MarkedText({ places, ref, text }: Props) {
  const last = places.at(-1);
  return (
    <div ref={ref} className={css["marked"]} aria-hidden="true" dir="auto">
      {places.map(({ from, look, severity, to }, i) => (
        <span key={from}>
          {text.slice(places[i - 1]?.to ?? 0, from)}
          <span data-mark={look} data-severity={severity}>
            {text.slice(from, to)}
          </span>
        </span>
      ))}
      {text.slice(last?.to ?? 0)}
      {/* A line break at the very end has its own line in a field. */}
      {"\u200b"}
    </div>
  );
});
