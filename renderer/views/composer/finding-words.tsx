import type { Finding } from "../../../shared/guard/finding.ts";
import { toInstant } from "../../../shared/time.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useTicker } from "../../state/ticker.ts";
import { useWords } from "../words/use-words.ts";

/** What is wrong, in the customer's terms; a rule this version has no sentence for is told by its gravity. */
export function FindingWords({ finding: { evidence, messageKey, severity } }: { readonly finding: Finding }) {
  const { t, time } = useWords();
  const ticker = useTicker();
  const key: MessageKey = messageKey in en ? (messageKey as MessageKey) : `guard.fallback.${severity}`;
  return (
    <>
      {t(
        key,
        Object.fromEntries(
          Object.entries(evidence).map(([name, value]) => [
            name,
            name.endsWith("At") && typeof value === "number" ? time.until(toInstant(value), ticker.now()) : value,
          ]),
        ),
      )}
    </>
  );
}
