import { useEffect, useState } from "react";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";
import type { StripLine } from "./strip-lines.ts";
import { findingSentence, sentenceText } from "./use-finding-sentence.ts";

/** Nobody wants to be told while they type: what still stands after this pause is said. */
const CALM_MS = 900;

/** What a screen reader says of the strip: once for the same lines, however often they are found again. */
export function useAnnounced(lines: readonly StripLine[]): string {
  const words = useWords();
  const ticker = useTicker();
  const [said, setSaid] = useState("");
  const which = lines.map(({ finding, key }) => `${key} ${finding.severity}`).join("\n");

  const [first] = lines;
  const sentence =
    first === undefined
      ? ""
      : words.t("guard.announce", {
          count: lines.length,
          first: sentenceText(findingSentence(first.finding, words, ticker.now())),
        });
  useEffect(() => {
    const timer = setTimeout(() => setSaid(sentence), CALM_MS);
    return () => clearTimeout(timer);
    // The sentence may change with every word; only other lines are worth saying.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [which]);
  return said;
}
