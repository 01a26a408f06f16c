import type { ConversationId } from "../../../shared/ids.ts";
import type { Clock } from "../../../shared/sla/clock.ts";
import { useTicker } from "../../state/ticker.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWords } from "../words/use-words.ts";

/** [R3] "why 14:07?" */
export function WhyButton({ id, clock: { dueAt, kind, owner, startedAt } }: { readonly id: ConversationId; readonly clock: Clock }) {
  const ticker = useTicker();
  const { t, time } = useWords();
  const at = dueAt === undefined ? undefined : time.dated(dueAt, ticker.now());
  const clock = t(`clock.${kind}`);
  return (
    <Button
      look="link"
      aria-label={at === undefined ? t("why.sayPlain", { clock }) : t("why.say", { clock, time: at })}
      onClick={() => setUi({ why: { conversationId: id, clock: { kind, startedAt, owner } } })}
    >
      {at === undefined ? t("why.buttonPlain") : t("why.button", { time: at })}
    </Button>
  );
}
