import { CircleAlert } from "lucide-react";
import { useMemo } from "react";
import type { ConversationId } from "../../../shared/ids.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { modeOf, wordsIn, type Returned } from "../../state/returned.ts";
import { setUi } from "../../state/ui-store.ts";
import { Button } from "../../ui/button.tsx";
import { useWishWords } from "../pending/use-wish-words.ts";
import { useWords } from "../words/use-words.ts";
import css from "./conflicts.module.css";
import { useWhy } from "./use-why.ts";

/** [I12] What was refused in this conversation, beside the composer, until somebody has dealt with it. What is held stands in the thread. */
export function ReturnedStrip({ id }: { readonly id: ConversationId }) {
  const returned = useInbox((state) => state.returned);
  const here = useMemo(() => [...returned.values()].filter(({ conversationId, why }) => conversationId === id && why.kind === "refused"), [id, returned]);
  const { t } = useWords();
  if (here.length === 0) return null;
  return (
    <section className={css["strip"]} aria-label={t("conflicts.strip")}>
      {here.map((each) => (
        <ReturnedLine key={each.id} returned={each} />
      ))}
    </section>
  );
}

function ReturnedLine({ returned }: { readonly returned: Returned }) {
  const { conversationId, id, mutation } = returned;
  const commands = useCommands();
  const { t } = useWords();
  const wishWords = useWishWords();
  const because = useWhy(returned);
  const text = wordsIn(mutation);
  const isInDraft = useInbox((state) => text !== undefined && (state.drafts.get(conversationId)?.text.includes(text) ?? false));
  return (
    <div className={css["line"]} role="status">
      <CircleAlert size={15} strokeWidth={1.75} />
      <div className={css["body"]}>
        <p>
          <b>{t(mutation.kind === "send" ? "conflicts.notSent" : "conflicts.notDone")}</b> {because}
        </p>
        <p className={css["words"]}>
          <bdi>{text ?? wishWords(mutation)}</bdi>
        </p>
        {isInDraft ? <p className={css["kind"]}>{t("conflicts.inDraft")}</p> : null}
      </div>
      <div className={css["ways"]}>
        {text === undefined || isInDraft ? null : (
          <Button
            size="small"
            onClick={() => setUi({ broughtBack: { conversationId, text, mode: modeOf(mutation), onTaken: () => void commands.dropReturned(id) } })}
          >
            {t("conflicts.way.putBack")}
          </Button>
        )}
        {text === undefined ? null : (
          <Button size="small" onClick={() => void navigator.clipboard.writeText(text).then(() => commands.notice("common.copied"))}>
            {t("conflicts.way.copy")}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={() => void commands.dropReturned(id)}>
          {t(text === undefined || isInDraft ? "common.dismiss" : "conflicts.way.discard")}
        </Button>
      </div>
    </div>
  );
}
