import { TriangleAlert } from "lucide-react";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { MessageKey } from "../../messages/en.ts";
import fields from "../policies/fields.module.css";
import { useWords, type Words } from "../words/use-words.ts";

/** The sentences of shared/guard/policy-schema.ts and its neighbours, in the reader's language. What a group names goes into the sentence. */
const SENTENCES: readonly (readonly [RegExp, MessageKey])[] = [
  [/^Not a whole number|received NaN|expected (?:number|int)/u, "guardSet.fault.number"],
  [/^Must be longer than nothing|not negative|not be negative|^Must be at least 1|^Must be more than 0|^One message is no row/u, "guardSet.fault.positive"],
  [/^A share lies between/u, "guardSet.fault.share"],
  [/^Above 20/u, "guardSet.fault.tooMuch"],
  [/^Is empty|^Too small: expected string/u, "guardSet.fault.empty"],
  [/^Longer than (?<number>\d+) characters/u, "guardSet.fault.long"],
  [/^More than (?<number>[\d,]+) entries/u, "guardSet.fault.many"],
  [/^Not the name of a site/u, "guardSet.fault.site"],
  [/^Not a language/u, "guardSet.fault.language"],
  [/^Says to write the word/u, "guardSet.fault.sameWord"],
  [/^The friendly hours must begin/u, "guardSet.fault.hours"],
  [/^G-[A-Z-]+ (?:may only be|weighs each case)/u, "guardSet.fault.severity"],
];

/** A fault in words; what we have no words for as the server says it. */
export function guardFaultWords({ message }: Problem, t: Words["t"]): string {
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(message);
    if (found !== null) return t(key, { ...found.groups });
  }
  return message;
}

/** What is wrong, at the field where it can be mended; `id` is what the field names as its description. */
export function GuardFault({ id, problems }: { readonly id: string; readonly problems: readonly Problem[] }) {
  const { t } = useWords();
  const sentences = [...new Set(problems.map((problem) => guardFaultWords(problem, t)))];
  return sentences.length === 0 ? null : (
    <div id={id}>
      {sentences.map((sentence) => (
        <p key={sentence} className={fields["fault"]}>
          <TriangleAlert size={13} strokeWidth={1.75} />
          {sentence}
        </p>
      ))}
    </div>
  );
}
