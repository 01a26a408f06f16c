import { Bot } from "lucide-react";
import { runningClaim } from "../../../shared/handoffs/claim-time.ts";
import type { ConversationId } from "../../../shared/ids.ts";
import { useInbox } from "../../state/inbox-store.ts";
import { useUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { Popover } from "../../ui/popover.tsx";
import { useMediaQuery } from "../../ui/use-media-query.ts";
import { ClaimTimer, HandoffSection } from "../context/handoff-section.tsx";
import { useWords } from "../words/use-words.ts";
import css from "./handoff-brief.module.css";
import { handoffReason } from "./handoff-reason.ts";

/** Where there is no room for the context column the card is one line above the thread, and whole behind it. */
export function HandoffBrief({ id }: { readonly id: ConversationId }) {
  const handoff = useInbox((state) => state.conversations.get(id)?.handoff);
  const running = useInbox((state) => {
    const conversation = state.conversations.get(id);
    return conversation !== undefined && conversation.assigneeId === state.me?.id && runningClaim(conversation) !== undefined;
  });
  const collapsed = useUi((ui) => ui.contextCollapsed);
  const roomForContext = useMediaQuery("(min-width: 1180px)");
  const { t } = useWords();
  if (handoff === undefined || (roomForContext && !collapsed)) return null;
  return (
    <div className={css["brief"]}>
      <Bot size={14} strokeWidth={1.75} aria-hidden="true" />
      <p className={css["words"]} title={handoff.summary}>
        <b>{handoffReason(handoff.reason, t)}</b> · {t("context.handoff.summary", { text: handoff.summary ?? t("handoffs.missing") })}
      </p>
      {running ? <ClaimTimer id={id} short /> : null}
      <Popover
        label={t("context.handoff")}
        align="end"
        width={360}
        trigger={
          <Button look="link" className={css["open"]}>
            {t("handoffs.card")}
          </Button>
        }
      >
        <div className={css["whole"]}>
          <HandoffSection id={id} />
        </div>
      </Popover>
    </div>
  );
}
