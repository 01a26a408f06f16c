import type { ConversationId } from "../../../shared/ids.ts";
import type { Commands } from "../../commands/commands.ts";

/** [S0-9] Learned for everybody, or left alone here. What cannot be learned now is at least left alone. */
export async function aboutWord(
  commands: Pick<Commands, "learnWord" | "ignoreWord" | "notice">,
  id: ConversationId,
  what: "learn-word" | "ignore-word",
  word: string,
): Promise<void> {
  commands.ignoreWord(id, word);
  if (what === "ignore-word") return;
  const outcome = await commands.learnWord(word);
  commands.notice(outcome === "done" ? "spelling.learned" : "spelling.notLearned", { word });
}
