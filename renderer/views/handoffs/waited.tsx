import type { Instant } from "../../../shared/time.ts";
import { useTicking } from "../../state/ticker.ts";
import { nextTick } from "../words/chip-face.ts";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-strip.module.css";

/** How long a customer has been waiting; the ticker writes it. */
export function Waited({ since }: { readonly since: Instant }) {
  const { t, time } = useWords();
  const node = useTicking<HTMLSpanElement>(
    (element, now) => {
      element.textContent = t("handoffs.waits", { time: time.left(Math.max(0, now - since)) });
      return nextTick(since, now);
    },
    [since, t, time],
  );
  return <span ref={node} className={css["waited"]} />;
}
