import type { Finding } from "../../../shared/guard/finding.ts";
import { en, type MessageKey } from "../../messages/en.ts";
import { useWords } from "../words/use-words.ts";

/** What is wrong, in the customer's terms; a rule this version has no sentence for is told by its gravity. */
export function FindingWords({ finding: { evidence, messageKey, severity } }: { readonly finding: Finding }) {
  const { t } = useWords();
  const key: MessageKey = messageKey in en ? (messageKey as MessageKey) : `guard.fallback.${severity}`;
  return <>{t(key, { ...evidence } as never) as string}</>;
}
