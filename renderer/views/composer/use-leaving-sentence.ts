import type { ConversationId } from "../../../shared/ids.ts";
import type { Leaving } from "../../commands/leaving.ts";
import { useWords } from "../words/use-words.ts";
import { useLeavingWords } from "./use-leaving-words.ts";

/** "Leaves tomorrow 09:00 (09:00 their time)" */
export function useLeavingSentence(id: ConversationId): (leaving: Leaving) => string {
  const { t } = useWords();
  const say = useLeavingWords(id, "template");
  return (leaving) => {
    if ("whenDelivered" in leaving) return t("leaving.delivered");
    const said = say(leaving.sendAt);
    if (said === undefined) return t("leaving.moment");
    return said.theirs === undefined ? t("leaving.at", { at: said.at }) : t("leaving.atTheirs", { at: said.at, theirs: said.theirs });
  };
}
