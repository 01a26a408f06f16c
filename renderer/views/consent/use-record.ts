import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import type { ConsentRecorded, ConsentWish } from "../../commands/consents.ts";
import { useWords } from "../words/use-words.ts";
import { categoryInside } from "./consent-words.ts";
import { useContactOf } from "./use-consents.ts";

/** Records a line about whoever this conversation is with, and tells what became of it. */
export function useRecord(conversationId: ConversationId): (wish: ConsentWish) => Promise<ConsentRecorded> {
  const contact = useContactOf(conversationId);
  const commands = useCommands();
  const { t } = useWords();

  return async (wish) => {
    if (contact === undefined) return { kind: "failed" };
    const outcome = await commands.recordConsent(contact, wish);
    if (outcome.kind === "refused") commands.notice(`consent.fault.${outcome.fault}`);
    else if (outcome.kind !== "recorded") commands.notice(`consent.fault.${outcome.kind}`);
    else if (wish.state !== "unknown") commands.notice(`consent.recorded.${wish.state}`, { category: categoryInside(wish.category, t) });
    return outcome;
  };
}
