import { TriangleAlert } from "lucide-react";
import type { Problem } from "../../../shared/sla/problems.ts";
import { useWords } from "../words/use-words.ts";
import { faultWords } from "./faults.ts";
import css from "./fields.module.css";

/** What is wrong, at the field where it can be mended; `id` is what the field names as its description. */
export function FieldFault({ id, problems }: { readonly id: string; readonly problems: readonly Problem[] }) {
  const { t } = useWords();
  const sentences = [...new Set(problems.map((problem) => faultWords(problem, t)))];
  return sentences.length === 0 ? null : (
    <div id={id}>
      {sentences.map((sentence) => (
        <p key={sentence} className={css["fault"]}>
          <TriangleAlert size={13} strokeWidth={1.75} />
          {sentence}
        </p>
      ))}
    </div>
  );
}

/** What a field says of itself where something is wrong with it, and how the way to it is found. */
export const faulty = (id: string, path: string, problems: readonly Problem[]) => ({
  "data-path": path,
  ...(problems.length === 0 ? {} : { "aria-invalid": true, "aria-describedby": id }),
});
