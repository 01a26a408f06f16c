import { MessagesSquare } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { ConversationId, Wamid } from "../../../shared/ids.ts";
import type { Message } from "../../../shared/inbox/message.ts";
import { useCommands } from "../../commands/commands-context.tsx";
import { useInbox } from "../../state/inbox-store.ts";
import { Empty } from "../../ui/empty.tsx";
import { Composer } from "../composer/composer.tsx";
import { HandoffBrief } from "../handoffs/handoff-brief.tsx";
import { leavingOf } from "../message/leaving-of.ts";
import { askFocus } from "../shell/focus.ts";
import { ErrorBoundary } from "../shell/error-boundary.tsx";
import { useWords } from "../words/use-words.ts";
import { ReturnedStrip } from "../conflicts/returned-strip.tsx";
import { useBroughtBack } from "../conflicts/use-brought-back.ts";
import { MessageActionsContext, type MessageActions, type Quote, type Rewrite } from "./message-actions.ts";
import { MessageList } from "./message-list.tsx";
import { OthersHere } from "./others-here.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import css from "./thread-pane.module.css";
import { useReadMark } from "./use-read-mark.ts";
import { useSeeAlerts } from "./use-see-alerts.ts";
import { WindowBar } from "./window-bar.tsx";

/** One conversation: who, how long, what was said, and the answer being written. */
export function ThreadPane({ id }: { readonly id: ConversationId }) {
  const commands = useCommands();
  const known = useInbox((state) => state.conversations.has(id));
  useReadMark(id);
  useSeeAlerts(id);
  const [quote, setQuote] = useState<Quote | undefined>();
  const [rewrite, setRewrite] = useState<Rewrite | undefined>();

  useEffect(() => {
    commands.sign(id, "view");
    return () => commands.sign(id, "leave");
  }, [commands, id]);

  const onQuote = useCallback((wamid: Wamid, text: string) => {
    setQuote({ wamid, text });
    askFocus("reply");
  }, []);
  const onRewrite = useCallback((message: Message) => {
    if (message.content.type !== "text") return;
    setRewrite({ text: message.content.body, replaces: message.id, leaving: leavingOf(message) });
    askFocus("reply");
  }, []);
  const actions = useMemo<MessageActions>(() => ({ onQuote, onRewrite, onTemplate: () => askFocus("template") }), [onQuote, onRewrite]);
  useBroughtBack(id, setRewrite);
  const onDone = useCallback(() => {
    setQuote(undefined);
    setRewrite(undefined);
  }, []);

  if (!known) return <NoThread />;
  return (
    <ErrorBoundary of={id}>
      <MessageActionsContext value={actions}>
        <main className={css["pane"]}>
          <ThreadHeader id={id} />
          <WindowBar id={id} />
          <HandoffBrief id={id} />
          <MessageList key={`messages-${id}`} id={id} />
          <OthersHere id={id} />
          <ReturnedStrip id={id} />
          <Composer key={id} id={id} quote={quote} rewrite={rewrite} onDropQuote={() => setQuote(undefined)} onDone={onDone} />
        </main>
      </MessageActionsContext>
    </ErrorBoundary>
  );
}

export function NoThread() {
  const { t } = useWords();
  return (
    <main className={css["pane"]}>
      <Empty icon={<MessagesSquare size={28} strokeWidth={1.5} />} title={t("thread.none")}>
        {t("thread.noneBody")}
      </Empty>
    </main>
  );
}
