import type { MessageKey } from "../../messages/en.ts";
import type { Problem } from "../../../shared/sla/problems.ts";
import type { Words } from "../words/use-words.ts";

/** What is wrong at a place, and at whatever lies below it. */
export const problemsAt = (problems: readonly Problem[], place: string): readonly Problem[] =>
  problems.filter(({ path }) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`));

/** The sentences of shared/sla/parse-policy.ts, and of the server, in the reader's language. What a group names goes into the sentence. */
const SENTENCES: readonly (readonly [RegExp, MessageKey])[] = [
  [/^Not a whole number of milliseconds\.$|^Must be longer than nothing\.$/u, "policies.fault.duration"],
  [/^A share lies between 0 and 1\.$/u, "policies.fault.share"],
  [/^Names no value, so it could never hold\.$/u, "policies.fault.noValue"],
  [/^There is no calendar "(?<name>.*)"\.$/su, "policies.fault.noCalendar"],
  [/^Another policy has the id /u, "policies.fault.sameId"],
  [/^Must not be empty\.$/u, "policies.fault.empty"],
  [/^Longer than (?<number>\d+) characters\.$/u, "policies.fault.long"],
  [/^More than (?<number>\d+) /u, "policies.fault.many"],
  [/^(?<name>.+) works by this calendar\.$/su, "policies.fault.worksBy"],
];

/** A fault in words; what we have no words for as the server says it. */
export function faultWords({ message }: Problem, t: Words["t"]): string {
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(message);
    if (found !== null) return t(key, { ...found.groups });
  }
  return message;
}
