import type { Finding } from "../../../shared/guard/finding.ts";
import css from "./guard-strip.module.css";
import { useFindingSentence } from "./use-finding-sentence.ts";

/** What is wrong, with the words that show it standing out. */
export function FindingWords({ finding }: { readonly finding: Finding }) {
  return useFindingSentence(finding).map(({ kind, text }, i) => {
    const key = `${i}${text}`;
    if (kind === "plain") return <span key={key}>{text}</span>;
    return kind === "strong" ? (
      <b key={key}>{text}</b>
    ) : (
      <b key={key} className={css["evidence"]}>
        <bdi>{text}</bdi>
      </b>
    );
  });
}
