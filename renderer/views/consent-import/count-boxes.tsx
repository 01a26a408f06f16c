import { useWords } from "../words/use-words.ts";
import css from "./consents.module.css";
import type { Counts } from "./run-batches.ts";

const BOXES = ["granted", "withdrawn", "known", "unknown", "nobody"] as const;

/** So many lines of each kind: what will be, or what has become of them. */
export function CountBoxes({ counts, isDone }: { readonly counts: Counts; readonly isDone: boolean }) {
  const { t, time } = useWords();
  return (
    <div className={css["counts"]}>
      {BOXES.map((box) => (
        <p key={box} className={css["count"]}>
          <b>{time.number(counts[box])}</b>
          <span>{t(`consents.count.${box}${isDone ? "" : ".planned"}`)}</span>
        </p>
      ))}
    </div>
  );
}
